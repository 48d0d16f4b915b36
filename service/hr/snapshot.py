"""What the graph holds as an import begins: everything new is compared with and fitted into this."""

from dataclasses import dataclass
from datetime import date

from graph.store import GraphStore
from graph.vocabulary.esco import CATALOGUE_FILES
from graph.vocabulary.neutral_titles import NEUTRAL
from graph.vocabulary.replaced import read_replaced, with_own
from matching.model import Employee, RequirementKind, Task, Workplace
from service.hr.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Objects by id, and the labels that a file can name things by.

    `number` is the graph's change number before reading: what changed later was perhaps not seen;
    `today` the day of reading. `essential` are for each profession the skills it can't do without.
    """

    number: int
    today: date
    workplaces: dict[str, Workplace]
    employees: dict[str, Employee]
    tasks: dict[str, Task]
    skills: Labels
    professions: Labels
    essential: dict[str, tuple[str, ...]]


def read_snapshot(store: GraphStore, today: date) -> Snapshot:
    """Read all of it; raises `graph.errors.GraphUnavailable`."""
    number = store.changes.number()
    known = {profession.id: profession for profession in store.professions.all()}
    # It comes with the first who has it; until then a title that names it must mean the same as afterwards.
    professions = list({NEUTRAL.id: NEUTRAL, **known}.values())
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
        essential={
            profession.id: tuple(
                skill for skill, kind in profession.requires if kind is RequirementKind.ESSENTIAL
            )
            for profession in professions
        },
    )
