"""Makes Fjordby Kommune and puts it into the graph.

Fjordby, its people and its tasks are invented; only the kinds of workplaces, professions and tasks
are those of a real municipality. The same seed, sizes and day make the same objects everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.demo import tables
from graph.demo.chance import Chance
from graph.demo.competences import SOURCES, Ground, Held, make_competences
from graph.demo.learning import Ambitions
from graph.demo.people import VISIBILITIES, People, employee_ids, make_people
from graph.demo.projects import EPOCH, Office, Use, day
from graph.demo.wording import Writer
from graph.store import GraphStore
from graph.vocabulary.esco import Catalogue, merge_professions, merge_skills, read_catalogue
from matching.index.professions import Usual
from matching.model import Employee, Evidence, HeldSkill, Profession, Skill, SkillKind, Task, Workplace
from matching.own_skills import FROM_TASK

SEED = 2026
EMPLOYEES = 6500
CLOSED_TASKS = 3000
TODAY = date(2026, 11, 1)
"""The day on which Fjordby stands still; fixed, so that loading it on another day changes nothing."""

EVIDENCE = tuple(Evidence)


@dataclass(frozen=True, slots=True)
class Municipality:
    """Everything that there is in a municipality, ready to be loaded."""

    skills: tuple[Skill, ...]
    professions: tuple[Profession, ...]
    workplaces: tuple[Workplace, ...]
    employees: tuple[Employee, ...]
    tasks: tuple[Task, ...]


def municipality(
    *,
    seed: int = SEED,
    employees: int = EMPLOYEES,
    tasks: int = CLOSED_TASKS,
    today: date = TODAY,
    used_until: date | None = None,
    catalogue: Catalogue | None = None,
) -> Municipality:
    """The demo municipality: `tasks` past tasks, and one open task for each 75 of them.

    Skills and professions are those of `catalogue`, by default the one that is shipped. With
    `used_until` nobody's skills tell of a task that closed after that day, so that it can be asked
    who will take part in those tasks. Raises LayoutError if a table names a skill or profession that
    the catalogue has not.
    """
    catalogue = catalogue or read_catalogue()
    vocabulary = tables.Vocabulary(catalogue)
    skills = {skill.id: skill for skill in catalogue.skills if skill.kind is not SkillKind.GROUP}
    staffing, side = tables.staffing(vocabulary), tables.side_skills(vocabulary)
    places = tables.places()
    people = make_people(seed=seed, size=employees, staffing=staffing, places=places)
    ground = Ground(
        positions={id: position for position, id in enumerate(skills)},
        near=_near(skills),
        staffing=staffing,
        side=side,
        people=people,
        today=today.toordinal() - EPOCH,
    )
    held = make_competences(ground, seed=seed)
    projects = Office(
        ground,
        held,
        places=places,
        themes=tables.themes(vocabulary),
        writer=Writer(Chance(seed, 3), places=places, skills=skills),
        usual=Usual.build(catalogue.professions, {skill.id: skill for skill in catalogue.skills}),
        chance=Chance(seed, 4),
    ).run(tasks)
    known = today if used_until is None else used_until
    uses = {key: use for key, use in projects.uses.items() if day(use.day) <= known}
    competences = _held_skills(held, uses, ids=list(skills), size=employees)
    ambitions = Ambitions(Chance(seed, 5), skills=skills, staffing=staffing, side=side)
    return Municipality(
        skills=tuple(catalogue.skills),
        professions=tuple(catalogue.professions),
        workplaces=tuple(place.workplace for place in places),
        employees=tuple(
            _employee(people, person, competences[person], ambitions=ambitions, ground=ground, places=places)
            for person in range(employees)
        ),
        tasks=tuple(projects.tasks),
    )


def load_demo(store: GraphStore, progress: Callable[[int, int], None] | None = None) -> int:
    """Load the catalogue and the demo municipality; returns the graph's change number.

    What the graph has from ESCO stays. Loading it again, also after a kill, adds what is missing and
    sets right what has been changed of the demo's own; other objects are left alone. Raises
    GraphUnavailable.
    """
    whole = municipality()
    loading = store.loading
    skills = merge_skills(whole.skills, [each for each in store.skills.all() if "esco" in each.source])
    professions = merge_professions(
        whole.professions, [each for each in store.professions.all() if "esco" in each.source]
    )
    return loading.load(
        loading.plan_skills(skills),
        loading.plan_professions(professions),
        loading.plan_workplaces(whole.workplaces),
        loading.plan_employees(whole.employees),
        loading.plan_tasks(whole.tasks),
        progress=progress,
    )


def demo_ids() -> set[str]:
    """The ids of the employees that `load_demo` loads."""
    return set(employee_ids(EMPLOYEES))


def _near(skills: dict[str, Skill]) -> dict[str, list[str]]:
    """The related, wider and narrower skills of each skill, by id."""
    near: dict[str, list[str]] = {id: [] for id in skills}
    for id, skill in skills.items():
        for other in (*skill.related, *skill.broader):
            if other in near:
                near[id].append(other)
                near[other].append(id)
    return near


def _held_skills(
    held: Held, uses: Mapping[tuple[int, int], Use], *, ids: list[str], size: int
) -> list[list[HeldSkill]]:
    """The held skills of each employee, tasks included, in the order of their ids."""
    days = {number: day(number) for number in np.unique(held.day).tolist()}
    found: list[list[HeldSkill]] = [[] for _ in range(size)]
    columns = (held.holder, held.skill, held.level, held.evidence, held.day, held.source)
    for holder, skill, level, evidence, on, source in zip(*(each.tolist() for each in columns), strict=True):
        if (holder, skill) not in uses:
            found[holder].append(
                HeldSkill(
                    skill=ids[skill],
                    level=level,
                    evidence=EVIDENCE[evidence],
                    source=SOURCES[source],
                    confirmed_on=days[on],
                )
            )
    for (holder, skill), use in uses.items():
        found[holder].append(
            HeldSkill(
                skill=ids[skill],
                level=use.level,
                evidence=Evidence.USED,
                source=f"{FROM_TASK}{use.task}",
                confirmed_on=day(use.day),
            )
        )
    for each in found:
        each.sort(key=lambda one: one.skill)
    return found


def _employee(
    people: People,
    person: int,
    held: Sequence[HeldSkill],
    *,
    ambitions: Ambitions,
    ground: Ground,
    places: list[tables.Place],
) -> Employee:
    offered = float(people.hours_offered[person])
    return Employee(
        id=people.ids[person],
        name=people.names[person],
        workplace=places[people.place[person]].workplace.id,
        profession=ground.staffing[people.staffing[person]].profession.id,
        weekly_hours=float(people.weekly_hours[person]),
        hours_offered=None if np.isnan(offered) else offered,
        visibility=VISIBILITIES[people.visibility[person]],
        skills=tuple(held),
        wants_to_learn=ambitions.wishes(held, people, person),
        can_teach=ambitions.teaches(held, people, person),
    )
