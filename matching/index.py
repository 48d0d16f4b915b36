"""One whole picture of the graph, from which every question is answered.

An `Index` is never changed: `patched` makes the next one from what changed since, so a question
that is being answered keeps the picture it began with.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.history import History, Terms
from matching.model import EmployeeColumns, LifePhase, Profession, Skill, Task, TaskStatus, Workplace
from matching.taxonomy import Taxonomy
from matching.workforce import Workforce


@dataclass(frozen=True, slots=True)
class Changes:
    """What was read of the graph: everything for a build, what changed since for a patch."""

    number: int
    skills: Sequence[Skill] = ()
    professions: Sequence[Profession] = ()
    workplaces: Sequence[Workplace] = ()
    tasks: Sequence[Task] = ()
    employees: Iterable[EmployeeColumns] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """The taxonomy, workplaces, professions, workforce and history at one change number.

    `assigned_hours` are hours a week that employees (n_rows,) already give to open tasks.
    """

    number: int
    taxonomy: Taxonomy
    professions: Mapping[str, Profession]
    workplaces: Mapping[str, Workplace]
    open_tasks: Mapping[str, Task]
    workforce: Workforce
    history: History
    assigned_hours: NDArray[np.float32]

    @classmethod
    def build(cls, everything: Changes, *, today: date, terms: Terms) -> Self:
        """The index of a whole read; `terms` splits the texts of tasks into words."""
        workforce = Workforce.build(everything.employees, today=today)
        return cls(
            number=everything.number,
            taxonomy=Taxonomy.build(everything.skills),
            professions={p.id: p for p in everything.professions},
            workplaces={w.id: w for w in everything.workplaces},
            open_tasks={},
            workforce=workforce,
            history=History.build(everything.tasks, row_of=workforce.row_of, terms=terms),
            assigned_hours=np.empty(0, np.float32),
        )._loaded(everything.tasks)

    def patched(self, changes: Changes, *, today: date) -> Self:
        """The index after some of the graph changed; work in proportion to what did."""
        workforce = self.workforce.on(today).patched(changes.employees)
        taxonomy = self.taxonomy
        if changes.skills:
            taxonomy = Taxonomy.build({**taxonomy.skills, **{s.id: s for s in changes.skills}}.values())
        history = self.history
        if changes.tasks:
            history = history.patched(changes.tasks, row_of=workforce.row_of)
        return replace(
            self,
            number=changes.number,
            taxonomy=taxonomy,
            professions={**self.professions, **{p.id: p for p in changes.professions}},
            workplaces={**self.workplaces, **{w.id: w for w in changes.workplaces}},
            workforce=workforce,
            history=history,
        )._loaded(changes.tasks)

    def ancestors(self, workplace: str) -> list[str]:
        """A workplace and all that it is part of, itself first."""
        chain: list[str] = []
        at: str | None = workplace
        while at is not None and at in self.workplaces and at not in chain:
            chain.append(at)
            at = self.workplaces[at].part_of
        return chain

    def below(self, workplaces: Iterable[str]) -> NDArray[np.bool_]:
        """Which workplace codes of the workforce lie in any of the workplaces, (n_workplace_codes,)."""
        wanted = set(workplaces)
        inside = (not wanted.isdisjoint(self.ancestors(id)) for id in self.workforce.workplaces.names)
        return np.fromiter(inside, np.bool_, len(self.workforce.workplaces.names))

    def life_phases(self, workplace: str) -> tuple[LifePhase, ...]:
        """The life phases that a workplace serves: its own, else those of the nearest one above."""
        for id in self.ancestors(workplace):
            if self.workplaces[id].life_phases:
                return self.workplaces[id].life_phases
        return ()

    def free_hours(self) -> NDArray[np.float32]:
        """Hours a week that each employee has left to lend, (n_rows,); NaN where not said."""
        free: NDArray[np.float32] = np.maximum(self.workforce.hours_offered - self.assigned_hours, 0)
        return free

    def _loaded(self, tasks: Iterable[Task]) -> Self:
        """Count the hours that open tasks take, after these tasks changed."""
        open_tasks = dict(self.open_tasks)
        for task in tasks:
            open_tasks.pop(task.id, None)
            if task.status is TaskStatus.OPEN:
                open_tasks[task.id] = task
        hours = np.zeros(len(self.workforce.ids), np.float32)
        for task in open_tasks.values():
            for assignment in task.assignments:
                row = self.workforce.row_of.get(assignment.employee)
                if row is not None:
                    hours[row] += assignment.hours
        return replace(self, open_tasks=open_tasks, assigned_hours=hours)
