"""What the graph holds as an import begins: everything new is compared with and fitted into this."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.errors import NotFound
from graph.store import GraphStore
from graph.vocabulary.esco import CATALOGUE_FILES
from graph.vocabulary.neutral_titles import NEUTRAL
from graph.vocabulary.replaced import read_replaced, with_own
from matching.model import Employee, Profession, RequirementKind, Task, Workplace
from service.hr.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Objects by id, and the labels that a file can name things by.

    `number` is the graph's change number before reading: what changed later was perhaps not seen;
    `today` the day of reading. `essential` are for each profession the skills it can't do without. `accounts`
    are the ids of employees of whom a sign-in system (SCIM) says whether they are here.
    """

    number: int
    today: date
    workplaces: dict[str, Workplace]
    employees: dict[str, Employee]
    tasks: dict[str, Task]
    skills: Labels
    professions: Labels
    qualification_kinds: Labels
    essential: dict[str, tuple[str, ...]]
    accounts: frozenset[str] = frozenset()


def read_snapshot(store: GraphStore, today: date) -> Snapshot:
    """Read all of it; raises `graph.errors.GraphUnavailable`."""
    number = store.changes.number()
    professions = _professions(store)
    return Snapshot(
        number=number,
        today=today,
        workplaces={workplace.id: workplace for workplace in store.workplaces.all()},
        employees={employee.id: employee for employee in store.employees.all()},
        tasks={task.id: task for task in store.tasks.all()},
        skills=Labels.of_skills(
            store.skills.all(),
            replaced=with_own(read_replaced(CATALOGUE_FILES), store.skills.replaced()),
        ),
        professions=Labels.of_professions(professions),
        qualification_kinds=Labels.of_qualification_kinds(store.qualification_kinds.all()),
        essential=_essential(professions),
        accounts=store.accounts.employees(),
    )


def read_snapshot_of(store: GraphStore, id: str, today: date) -> Snapshot:
    """What one row about the employee with this id is fitted into: nobody else, no tasks, no skills.

    Raises GraphUnavailable, `graph.errors.Unreadable`.
    """
    number = store.changes.number()
    professions = _professions(store)
    try:
        employees = {id: store.employees.get(id).value}
    except NotFound:
        employees = {}
    return Snapshot(
        number=number,
        today=today,
        workplaces={workplace.id: workplace for workplace in store.workplaces.all()},
        employees=employees,
        tasks={},
        skills=Labels.of_skills([]),
        professions=Labels.of_professions(professions),
        qualification_kinds=Labels.of_qualification_kinds([]),
        essential=_essential(professions),
    )


def _professions(store: GraphStore) -> list[Profession]:
    known = {profession.id: profession for profession in store.professions.all()}
    # It comes with the first who has it; until then a title that names it must mean the same as afterwards.
    return list({NEUTRAL.id: NEUTRAL, **known}.values())


def _essential(professions: Iterable[Profession]) -> dict[str, tuple[str, ...]]:
    return {
        profession.id: tuple(
            skill for skill, kind in profession.requires if kind is RequirementKind.ESSENTIAL
        )
        for profession in professions
    }
