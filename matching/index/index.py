"""One whole picture of the graph, from which every question is answered.

An `Index` is never changed: `patched` makes the next one from what changed since, so a question
that is being answered keeps the picture it began with.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.index.ancestry import ancestry_of, area_of, areas_of, codes_in_of
from matching.index.cache import Cache
from matching.index.columns import NO_NUMBER, EmployeeColumns, days
from matching.index.history import History, Terms
from matching.index.professions import Usual
from matching.index.reach import ESSENTIAL, MOST_KEPT, Need, Reach, Reaches
from matching.index.taxonomy import Taxonomy
from matching.index.workforce import Workforce
from matching.index.workload import Load, Workload, assigned_hours
from matching.invitation import Waiting
from matching.model import (
    LifePhase,
    Profession,
    QualificationKind,
    Requirement,
    Skill,
    Task,
    TaskStatus,
    Visibility,
    Workplace,
)
from matching.weights import SHIPPED, Weights

T = TypeVar("T", Skill, Profession, QualificationKind, Workplace)


@dataclass(frozen=True, slots=True)
class Changes:
    """What was read of the graph: everything for a build, what changed since for a patch.

    `gone` are ids of skills, professions, kinds of qualification, workplaces and tasks that were retired;
    retired employees come among `employees`. `suggestions` are employee and day of moves that no earlier
    `Changes` had.
    """

    number: int
    skills: Sequence[Skill] = ()
    professions: Sequence[Profession] = ()
    workplaces: Sequence[Workplace] = ()
    qualification_kinds: Sequence[QualificationKind] = ()
    tasks: Sequence[Task] = ()
    employees: Iterable[EmployeeColumns] = ()
    suggestions: Iterable[tuple[str, date]] = ()
    waiting: Iterable[Waiting] = ()
    gone: Set[str] = frozenset()


# Units that are kept: each takes a byte an employee, and few workplaces ask at all. By eye.
MOST_UNITS = 500
# Pictures without some workplaces that are kept: each takes a few bytes an employee. By eye.
MOST_SWITCHED = 10
# Figures of the whole house that are kept: each page of them has a handful, in each language. By eye.
MOST_RECKONED = 50


@dataclass(frozen=True, slots=True)
class Unit:
    """A workplace and those below it: who is there (n_rows,), and which professions (n_profession_codes,)."""

    has: NDArray[np.bool_]
    practises: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked of one index and may be asked again; `replace` begins it anew, whatever it changes."""

    units: Cache[str, Unit] = field(default_factory=partial(Cache, MOST_UNITS))
    partners: Cache[int, NDArray[np.float64]] = field(default_factory=partial(Cache, MOST_UNITS))
    seen: dict[Visibility, "Index"] = field(default_factory=dict)
    without: Cache[tuple[Any, ...], "Index"] = field(default_factory=partial(Cache, MOST_SWITCHED))
    reckoned: Cache[tuple[Any, ...], Any] = field(default_factory=partial(Cache, MOST_RECKONED))


@dataclass(frozen=True, slots=True)
class Index:
    """The taxonomy, workplaces, professions, workforce and history at one change number.

    `ancestry` has for each workplace itself and all above it, `codes_in` the workplace codes that lie in it,
    and `areas` for each code a number for what lies right below the top; `open_tasks` come newest first.
    """

    number: int
    taxonomy: Taxonomy
    professions: Mapping[str, Profession]
    workplaces: Mapping[str, Workplace]
    qualification_kinds: Mapping[str, QualificationKind]
    ancestry: Mapping[str, tuple[str, ...]]
    codes_in: Mapping[str, NDArray[np.intp]]
    areas: NDArray[np.intp]
    open_tasks: Mapping[str, Task]
    workforce: Workforce
    history: History
    workload: Workload
    reaches: Reaches
    usual: Usual
    weights: Weights
    _reached: Cache[tuple[str, int], Reach] = field(default_factory=partial(Cache, MOST_KEPT), repr=False)
    kept: Kept = field(default_factory=Kept, init=False, repr=False)

    @classmethod
    def build(cls, everything: Changes, *, today: date, terms: Terms, weights: Weights = SHIPPED) -> Self:
        """The index of a whole read; `terms` splits the texts of tasks into words."""
        workforce = Workforce.build(everything.employees, today=today)
        workplaces = {workplace.id: workplace for workplace in everything.workplaces}
        ancestry = ancestry_of(workplaces)
        open_tasks = _still_open({}, everything)
        return cls(
            number=everything.number,
            taxonomy=Taxonomy.build(everything.skills),
            professions={profession.id: profession for profession in everything.professions},
            workplaces=workplaces,
            qualification_kinds={kind.id: kind for kind in everything.qualification_kinds},
            ancestry=ancestry,
            codes_in=codes_in_of(ancestry, workforce.workplaces.names),
            areas=areas_of(ancestry, workforce.workplaces.names),
            open_tasks=open_tasks,
            workforce=workforce,
            history=History.build(
                everything.tasks,
                row_of=workforce.row_of,
                terms=terms,
                today=today,
                labels={skill.id: skill.label for skill in everything.skills},
            ),
            workload=_workload(Load(today), everything, open_tasks=open_tasks, workforce=workforce),
            reaches=Reaches(),
            usual=Usual.build(everything.professions, {skill.id: skill for skill in everything.skills}),
            weights=weights,
        )

    def patched(self, changes: Changes, *, today: date) -> Self:
        """The index after some of the graph changed; work in proportion to what did."""
        workforce = self.workforce.on(today).patched(changes.employees)
        gone, taxonomy, history = changes.gone, self.taxonomy, self.history
        if changes.skills or not gone.isdisjoint(taxonomy.skills):
            taxonomy = Taxonomy.build(_replaced(taxonomy.skills, changes.skills, gone).values())
        if changes.tasks or not gone.isdisjoint(history.joint_work.row_of_task):
            history = history.patched(changes.tasks, gone=gone, row_of=workforce.row_of, today=today)
        professions = _replaced(self.professions, changes.professions, gone)
        usual = self.usual
        if professions is not self.professions or taxonomy is not self.taxonomy:
            usual = Usual.build(professions.values(), taxonomy.skills)
        workplaces, ancestry = self.workplaces, self.ancestry
        codes_in, areas = self.codes_in, self.areas
        changed = bool(changes.workplaces) or not gone.isdisjoint(workplaces)
        if changed or workforce.workplaces.names is not self.workforce.workplaces.names:
            workplaces = _replaced(workplaces, changes.workplaces, gone)
            ancestry = ancestry_of(workplaces)
            codes_in = codes_in_of(ancestry, workforce.workplaces.names)
            areas = areas_of(ancestry, workforce.workplaces.names)
        open_tasks = _still_open(self.open_tasks, changes)
        return replace(
            self,
            number=changes.number,
            taxonomy=taxonomy,
            professions=professions,
            usual=usual,
            workplaces=workplaces,
            qualification_kinds=_replaced(self.qualification_kinds, changes.qualification_kinds, gone),
            ancestry=ancestry,
            codes_in=codes_in,
            areas=areas,
            open_tasks=open_tasks,
            workforce=workforce,
            history=history,
            workload=_workload(self.workload.load, changes, open_tasks=open_tasks, workforce=workforce),
            _reached=Cache(MOST_KEPT),
        )

    def ancestors(self, workplace: str) -> tuple[str, ...]:
        """A workplace and all that it is part of, itself first."""
        return self.ancestry.get(workplace, ())

    def area_of(self, workplace: str) -> str:
        """What lies right below the top and holds a workplace; the top itself, or one unknown, is its own."""
        return area_of(self.ancestry, workplace)

    def workplace_of(self, row: int) -> str:
        """The id of the workplace of the employee in a row."""
        return self.workforce.workplaces.names[self.workforce.workplace.item(row)]

    def profession_of(self, row: int) -> str:
        """The id of the profession of the employee in a row."""
        return self.workforce.professions.names[self.workforce.profession.item(row)]

    def rows_of(self, employees: Iterable[str]) -> list[int]:
        """The rows of these employees, in their order; without those who are not there."""
        row_of = self.workforce.row_of
        return [row_of[id] for id in employees if id in row_of]

    def seen_by(self, audience: Visibility) -> "Index":
        """This picture as if whoever does not show themselves to the audience were not there.

        They meet no need, are no colleague of anybody and count in no group; kept for the next question.
        """
        known = self.kept.seen.get(audience)
        if known is None:
            seen = self.workforce.seen_by(audience)
            if (seen == self.workforce.active).all():
                return self
            known = self.kept.seen[audience] = self._among(seen)
        return known

    def suggesting(self, workplaces: Set[str] = frozenset(), *, but: Iterable[str] = ()) -> "Index":
        """This picture as if who objects to being suggested were not there, `but` for the named; kept.

        Nor is anybody there who works in these `workplaces`, which take no part, or below them.
        """
        workforce, named = self.workforce, np.array(self.rows_of(but), np.intp)
        if not workplaces and not (workforce.objects & workforce.active).any():
            return self
        out = self.below(workplaces)[workforce.workplace[named]] | workforce.objects[named]
        asked = frozenset(workplaces), frozenset(named[out].tolist())
        return self.kept.without.of(asked, lambda: self._among(self._taking_part(*asked)))

    def _taking_part(self, workplaces: Set[str], kept: Set[int]) -> NDArray[np.bool_]:
        workforce = self.workforce
        there: NDArray[np.bool_] = ~self.below(workplaces)[workforce.workplace] & ~workforce.objects
        there[list(kept)] = True
        return there & workforce.active

    def _among(self, seen: NDArray[np.bool_]) -> Self:
        """This picture as if only these employees (n_rows,) were there."""
        workforce = replace(self.workforce, active=seen)
        return replace(self, workforce=workforce, history=self.history.among(seen))

    def unseen(self, audience: Visibility, employees: Iterable[str]) -> tuple[str, ...]:
        """Which of these employees are not there, or do not show themselves to the audience."""
        seen, row_of = self.workforce.seen_by(audience), self.workforce.row_of
        return tuple(id for id in employees if id not in row_of or not seen[row_of[id]])

    def below(self, workplaces: Iterable[str]) -> NDArray[np.bool_]:
        """Which workplace codes of the workforce lie in any of the workplaces, (n_workplace_codes,)."""
        inside = np.zeros(len(self.workforce.workplaces.names), np.bool_)
        for id in workplaces:
            if id in self.codes_in:
                inside[self.codes_in[id]] = True
        return inside

    def life_phases(self, workplace: str) -> tuple[LifePhase, ...]:
        """The life phases that a workplace serves: its own, else those of the nearest one above."""
        for id in self.ancestors(workplace):
            if self.workplaces[id].life_phases:
                return self.workplaces[id].life_phases
        return ()

    def serving(self, life_phases: Iterable[LifePhase]) -> NDArray[np.bool_]:
        """Which workplace codes of the workforce serve any of the life phases, (n_workplace_codes,)."""
        wanted, names = set(life_phases), self.workforce.workplaces.names
        serves = (not wanted.isdisjoint(self.life_phases(id)) for id in names)
        return np.fromiter(serves, np.bool_, len(names))

    def reach(self, skill: str, level: int) -> Reach:
        """Everybody who can meet the need for a skill at a level."""
        return self._reached.of(
            (skill, level),
            lambda: self.reaches.of(
                skill, level, workforce=self.workforce, taxonomy=self.taxonomy, usual=self.usual
            ),
        )

    def needs(self, requirements: Sequence[Requirement]) -> tuple[Need, ...]:
        """Requirements made ready, their shares summing to 1; those without weight are left out."""
        weights = [r.weight * (ESSENTIAL if r.essential else 1.0) for r in requirements]
        total = sum(weights)
        return tuple(
            Need(r, weight / total, self.reach(r.skill, r.level))
            for r, weight in zip(requirements, weights, strict=True)
            if weight > 0
        )

    def unit(self, workplace: str) -> Unit:
        """Who works in a workplace or below it, and their professions; kept for the next question."""
        return self.kept.units.of(workplace, lambda: self._unit(workplace))

    def partners(self, member: int) -> NDArray[np.float64]:
        """How much an employee's workplace has worked with each other one, (n_workplace_codes,).

        For each who works there now; nothing where a workplace is not known. Kept for the next question.
        """
        workplace = self.workforce.workplace.item(member)
        return self.kept.partners.of(workplace, lambda: self._worked_with(workplace))

    def _worked_with(self, workplace: int) -> NDArray[np.float64]:
        workforce, everybody = self.workforce, np.arange(len(self.workforce.ids))
        n_codes = len(workforce.workplaces.names)
        known = workforce.workplaces.known(everybody) & workforce.active
        if workforce.workplaces.names[workplace] == "":
            return np.zeros(n_codes)
        worked = self.history.joint_work.between(
            workplace,
            np.where(known, workforce.workplace, NO_NUMBER),
            n_groups=n_codes,
            today=workforce.today,
        )
        heads = np.bincount(workforce.workplace[workforce.active], minlength=n_codes)
        each: NDArray[np.float64] = worked / np.maximum(1, heads)
        return each

    def _unit(self, workplace: str) -> Unit:
        workforce = self.workforce
        has = self.below([workplace])[workforce.workplace] & workforce.active
        practises = np.zeros(len(workforce.professions.names), np.bool_)
        practises[workforce.profession[has]] = True
        return Unit(has, practises)

    def hours_taken(
        self, *, starts_on: date | None = None, ends_on: date | None = None
    ) -> NDArray[np.float32]:
        """Hours a week that everybody gives to open tasks, (n_rows,); of a period where one is named."""
        if starts_on is None and ends_on is None:
            return self.workload.hours
        return assigned_hours(
            self.open_tasks.values(), row_of=self.workforce.row_of, starts_on=starts_on, ends_on=ends_on
        )

    def free_hours(
        self, rows: NDArray[np.intp], *, starts_on: date | None = None, ends_on: date | None = None
    ) -> NDArray[np.float64]:
        """Hours a week that these employees have left to lend, (n_rows,); NaN where not said.

        Of a period where one is named, else of today; none outside the time that they offer hours in.
        """
        workforce = self.workforce
        taken = self.hours_taken(starts_on=starts_on, ends_on=ends_on)
        first = starts_on or (date.min if ends_on else workforce.today)
        last = ends_on or (date.max if starts_on else workforce.today)
        left = np.maximum(workforce.hours_offered[rows] - taken[rows], 0)
        free: NDArray[np.float64] = left.astype(np.float64)
        free[(workforce.offers_from[rows] > days(last)) | (workforce.offers_until[rows] < days(first))] = 0.0
        return free


def _replaced(old: Mapping[str, T], changed: Iterable[T], gone: Set[str]) -> Mapping[str, T]:
    """Objects by id after some were changed or retired; the same mapping where nothing was."""
    new = {value.id: value for value in changed}
    if not new and gone.isdisjoint(old):
        return old
    return {id: value for id, value in {**old, **new}.items() if id not in gone}


def _still_open(open_tasks: Mapping[str, Task], changes: Changes) -> dict[str, Task]:
    """The open tasks by id after some were opened, changed, closed or retired; the newest come first."""
    gone = {*changes.gone, *(task.id for task in changes.tasks)}
    kept = [task for id, task in open_tasks.items() if id not in gone]
    opened = [task for task in changes.tasks if task.status is TaskStatus.OPEN]
    newest = sorted(kept + opened, key=lambda task: (-task.created_on.toordinal(), task.id))
    return {task.id: task for task in newest}


def _workload(
    load: Load, changes: Changes, *, open_tasks: Mapping[str, Task], workforce: Workforce
) -> Workload:
    row_of = workforce.row_of
    load = load.patched(changes.suggestions, changes.waiting, row_of=row_of, on=workforce.today)
    return Workload.of(load, open_tasks.values(), row_of=row_of, caps=workforce.invitation_caps)
