"""What is measured on: the demo municipality at any size, and questions that its tasks would ask."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from bench.measuring import DEMO_EMPLOYEES
from graph.demo import Municipality, municipality
from graph.demo.generation import SEED
from graph.store import GraphStore
from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.language.linking import SkillLinker
from matching.model import Employee, Requirement, Task, Visibility
from matching.question import Question
from matching.weights import SHIPPED, Weights

DEMO_TASKS = 3_000
NEEDS = 8
TODAY = date(2026, 11, 23)


@cache
def made(employees: int) -> Municipality:
    """The municipality with so many employees, and as many past tasks for each as in the demo."""
    return municipality(employees=employees, tasks=tasks_of(employees))


def tasks_of(employees: int) -> int:
    """As many past tasks for each employee as in the demo."""
    return max(20, round(employees * DEMO_TASKS / DEMO_EMPLOYEES))


@dataclass(frozen=True, slots=True)
class Past:
    """The municipality as it stood on a day, and the tasks that were begun and closed since.

    What people can doesn't tell of those tasks.
    """

    then: Municipality
    later: tuple[Task, ...]
    today: date

    def index(self, weights: Weights = SHIPPED) -> Index:
        """What the product would have answered from on that day."""
        terms = SkillLinker().fit(self.then.skills).terms
        return Index.build(everything(self.then), today=self.today, terms=terms, weights=weights)


def past(employees: int, *, on: date, until: date = TODAY, seed: int = SEED) -> Past:
    """The municipality on a day; of the later tasks, those closed by another. Another seed, another one."""
    of = municipality(
        seed=seed, employees=employees, tasks=tasks_of(employees), used_until=on - timedelta(days=1)
    )
    closed = [task for task in of.tasks if task.closed_on is not None and task.closed_on < until]
    known = tuple(task for task in closed if task.closed_on is not None and task.closed_on < on)
    return Past(replace(of, tasks=known), tuple(task for task in closed if task.created_on >= on), on)


def load(store: GraphStore, municipality: Municipality) -> None:
    """Bring a municipality into an empty graph."""
    plan = store.loading
    plan.load(
        plan.plan_skills(municipality.skills),
        plan.plan_professions(municipality.professions),
        plan.plan_workplaces(municipality.workplaces),
        plan.plan_employees(municipality.employees),
        plan.plan_tasks(municipality.tasks),
    )


def everything(municipality: Municipality) -> Changes:
    """A municipality as the index reads it, without a graph in between."""
    return Changes(
        number=1,
        skills=municipality.skills,
        professions=municipality.professions,
        workplaces=municipality.workplaces,
        tasks=municipality.tasks,
        employees=[EmployeeColumns.of(municipality.employees)],
    )


def questions(municipality: Municipality, count: int, *, seed: int = 11) -> list[Question]:
    """Questions with everything on: eight requirements, text, asking unit and a member whom everybody sees.

    Each is a task of the municipality, with the words of its text. The requirements that its own
    leave of the eight come from tasks of the same owners, then from any.
    """
    chosen = random.Random(seed)
    seen = {each.id for each in municipality.employees if each.visibility is Visibility.EVERYONE}
    asking = [
        task
        for task in municipality.tasks
        if task.requirements and task.owners and task.assignments and task.assignments[0].employee in seen
    ]
    by_owner: dict[str, list[Task]] = {}
    for task in asking:
        by_owner.setdefault(task.owners[0], []).append(task)
    return [
        Question(
            requirements=_eight(task, by_owner[task.owners[0]], asking, chosen),
            text=f"{task.title}\n{task.description}",
            unit=task.owners[0],
            members=(task.assignments[0].employee,),
        )
        for task in chosen.choices(asking, k=count)
    ]


def confirmed_again(employees: Iterable[Employee]) -> list[Employee]:
    """The same employees with every skill one level up (the highest goes to the lowest)."""
    return [
        replace(each, skills=tuple(replace(held, level=held.level % 5 + 1) for held in each.skills))
        for each in employees
    ]


def _eight(
    task: Task, alike: Sequence[Task], any_: Sequence[Task], chosen: random.Random
) -> tuple[Requirement, ...]:
    needs = {need.skill: need for need in task.requirements}
    others = [*chosen.sample(alike, min(len(alike), NEEDS)), *chosen.sample(any_, min(len(any_), NEEDS))]
    for other in others:
        for need in other.requirements:
            if len(needs) >= NEEDS:
                break
            needs.setdefault(need.skill, need)
    return tuple(needs.values())[:NEEDS]
