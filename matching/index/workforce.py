"""The employees as columns and postings: what ranking reads, and how it follows the graph.

A `Workforce` is never changed. `patched` makes the next one, sharing whatever the changed employees
do not touch, so that readers in other threads keep a whole picture.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.index.acquaintances import Acquaintances
from matching.index.evidence import day, quality
from matching.index.wishes import Wishes
from matching.model import EmployeeColumns, Evidence, HeldSkill, Visibility

Rows = NDArray[np.intp]
T = TypeVar("T", bound=np.generic)
_RUNGS = tuple(Evidence)
AUDIENCES = (Visibility.EVERYONE, Visibility.LEADS, Visibility.HIDDEN)


@dataclass(frozen=True, slots=True)
class Posting:
    """Who holds one skill, by rising row; all arrays have shape (n_holders,)."""

    rows: Rows
    levels: NDArray[np.int8]
    evidence: NDArray[np.int8]
    confirmed_days: NDArray[np.int32]
    sources: NDArray[np.int16]
    quality: NDArray[np.float32]

    @classmethod
    def empty(cls) -> Self:
        ints = np.empty(0, np.intp)
        small = np.empty(0, np.int8)
        return cls(ints, small, small, np.empty(0, np.int32), np.empty(0, np.int16), np.empty(0, np.float32))

    def where(self, keep: NDArray[np.bool_] | NDArray[np.intp]) -> "Posting":
        return Posting(
            self.rows[keep],
            self.levels[keep],
            self.evidence[keep],
            self.confirmed_days[keep],
            self.sources[keep],
            self.quality[keep],
        )

    def joined(self, other: "Posting") -> "Posting":
        both = Posting(
            np.concatenate([self.rows, other.rows]),
            np.concatenate([self.levels, other.levels]),
            np.concatenate([self.evidence, other.evidence]),
            np.concatenate([self.confirmed_days, other.confirmed_days]),
            np.concatenate([self.sources, other.sources]),
            np.concatenate([self.quality, other.quality]),
        )
        return both.where(np.argsort(both.rows, kind="stable"))

    def position(self, row: int) -> int:
        """Where an employee who holds the skill stands in the posting."""
        return int(self.rows.searchsorted(row))


@dataclass(frozen=True, slots=True)
class Codes:
    """A growing list of names, each with its number; the names of a code column."""

    names: tuple[str, ...] = ()
    numbers: Mapping[str, int] | None = None

    def encode(self, values: Sequence[str]) -> tuple["Codes", NDArray[np.int32]]:
        known = self.numbers or {}
        new = [name for name in dict.fromkeys(values) if name not in known]
        if not new:
            return self, np.fromiter((known[value] for value in values), np.int32, len(values))
        names = (*self.names, *new)
        numbers = {name: number for number, name in enumerate(names)}
        return Codes(names, numbers), np.fromiter((numbers[v] for v in values), np.int32, len(values))

    def number(self, name: str) -> int | None:
        return (self.numbers or {}).get(name)


@dataclass(frozen=True, slots=True)
class Workforce:
    """All employees, one row each. Columns have shape (n_rows,); a retired employee's row stays, unused.

    `audience` is the position in `AUDIENCES` of who may see the employee, hidden where nothing is said;
    `hours_offered` is hours a week, `offers_from` and `offers_until` are the days (since 1970) between
    which they are offered, `invitation_caps` how many unanswered invitations an employee wants at a
    time, all NaN where not said; `checksums` are of the ids, to order equal
    scores. `learners` and `teachers` are who wants to learn which skill, and can teach it, `acquaintances`
    who says to know whom. `today` is
    the day that the qualities in the postings hold for.
    """

    today: date
    ids: tuple[str, ...]
    names: tuple[str, ...]
    row_of: Mapping[str, int]
    workplace: NDArray[np.int32]
    profession: NDArray[np.int32]
    weekly_hours: NDArray[np.float32]
    hours_offered: NDArray[np.float32]
    offers_from: NDArray[np.float32]
    offers_until: NDArray[np.float32]
    invitation_caps: NDArray[np.float32]
    shows_bridges: NDArray[np.bool_]
    audience: NDArray[np.int8]
    active: NDArray[np.bool_]
    checksums: NDArray[np.uint64]
    workplaces: Codes
    professions: Codes
    source_names: Codes
    postings: Mapping[str, Posting]
    held: tuple[tuple[str, ...], ...]
    learners: Wishes
    teachers: Wishes
    acquaintances: Acquaintances

    @classmethod
    def build(cls, batches: Iterable[EmployeeColumns], *, today: date) -> Self:
        """The workforce of a whole read of the graph; held skills are sorted once, not inserted."""
        empty = cls(
            today=today,
            ids=(),
            names=(),
            row_of={},
            workplace=np.empty(0, np.int32),
            profession=np.empty(0, np.int32),
            weekly_hours=np.empty(0, np.float32),
            hours_offered=np.empty(0, np.float32),
            offers_from=np.empty(0, np.float32),
            offers_until=np.empty(0, np.float32),
            invitation_caps=np.empty(0, np.float32),
            shows_bridges=np.empty(0, np.bool_),
            audience=np.empty(0, np.int8),
            active=np.empty(0, np.bool_),
            checksums=np.empty(0, np.uint64),
            workplaces=Codes(),
            professions=Codes(),
            source_names=Codes(),
            postings={},
            held=(),
            learners=Wishes(),
            teachers=Wishes(),
            acquaintances=Acquaintances(),
        )
        return empty._with(_joined(batches))

    def __len__(self) -> int:
        """How many employees are active."""
        return int(self.active.sum())

    def patched(self, batches: Iterable[EmployeeColumns]) -> Self:
        """The workforce after some employees changed; work in proportion to what they touch."""
        columns = _joined(batches)
        return self if not columns.ids else self._with(columns)

    def on(self, today: date) -> Self:
        """The same workforce seen from another day: evidence has faded further."""
        if today == self.today:
            return self
        aged = {
            skill: replace(posting, quality=quality(posting.evidence, posting.confirmed_days, today=today))
            for skill, posting in self.postings.items()
        }
        return replace(self, today=today, postings=aged)

    def seen_by(
        self, audience: Visibility, rows: NDArray[np.intp] | slice = slice(None)
    ) -> NDArray[np.bool_]:
        """Who is there and shows themselves to the audience, (n_rows,); of the given `rows`, where named.

        Nobody sees those who are hidden, whatever the audience: the only place that decides this for columns.
        """
        widest = AUDIENCES.index(Visibility.EVERYONE if audience is Visibility.EVERYONE else Visibility.LEADS)
        seen: NDArray[np.bool_] = self.active[rows] & (self.audience[rows] <= widest)
        return seen

    def held_skill(self, row: int, skill: str) -> HeldSkill | None:
        """What one employee has of one skill."""
        if skill not in self.held[row]:
            return None
        posting = self.postings[skill]
        at = posting.position(row)
        return HeldSkill(
            skill=skill,
            level=posting.levels.item(at),
            evidence=_RUNGS[posting.evidence.item(at)],
            source=self.source_names.names[posting.sources.item(at)],
            confirmed_on=day(posting.confirmed_days.item(at)),
        )

    def _with(self, columns: EmployeeColumns) -> Self:
        """Replace or append the given employees."""
        row_of = dict(self.row_of)
        rows = np.empty(len(columns.ids), np.intp)
        for position, id in enumerate(columns.ids):
            rows[position] = row_of.setdefault(id, len(row_of))
        workplaces, workplace = self.workplaces.encode(columns.workplaces)
        professions, profession = self.professions.encode(columns.professions)
        size = len(row_of)

        ids, names, held = list(self.ids), list(self.names), list(self.held)
        ids += [""] * (size - len(ids))
        names += [""] * (size - len(names))
        held += [()] * (size - len(held))
        new_held: dict[int, list[str]] = {}
        for position, skill in zip(np.asarray(columns.holder).tolist(), columns.skills, strict=True):
            new_held.setdefault(position, []).append(skill)
        left: dict[str, list[int]] = {}
        for position, row in enumerate(rows.tolist()):
            for skill in held[row]:
                left.setdefault(skill, []).append(row)
            ids[row], names[row] = columns.ids[position], columns.names[position]
            held[row] = tuple(new_held.get(position, ()))

        postings = dict(self.postings)
        for skill, leavers in left.items():
            posting = postings[skill]
            postings[skill] = posting.where(~np.isin(posting.rows, np.array(leavers, np.intp)))
        source_names = self._insert(columns, rows, postings)

        shown_to = {visibility.value: number for number, visibility in enumerate(AUDIENCES)}
        audience = [shown_to.get(value, shown_to[Visibility.HIDDEN]) for value in columns.visibility]
        return replace(
            self,
            ids=tuple(ids),
            names=tuple(names),
            row_of=row_of,
            workplace=_grown(self.workplace, rows, workplace, size=size),
            profession=_grown(self.profession, rows, profession, size=size),
            weekly_hours=_grown(self.weekly_hours, rows, columns.weekly_hours, size=size),
            hours_offered=_grown(self.hours_offered, rows, columns.hours_offered, size=size),
            offers_from=_grown(self.offers_from, rows, columns.offers_from_days, size=size),
            offers_until=_grown(self.offers_until, rows, columns.offers_until_days, size=size),
            invitation_caps=_grown(self.invitation_caps, rows, columns.invitation_caps, size=size),
            shows_bridges=_grown(
                self.shows_bridges, rows, (np.nan_to_num(columns.shows_bridges) > 0).tolist(), size=size
            ),
            audience=_grown(self.audience, rows, audience, size=size),
            active=_grown(self.active, rows, [not gone for gone in columns.retired], size=size),
            checksums=_grown(
                self.checksums, rows, [zlib.crc32(id.encode()) for id in columns.ids], size=size
            ),
            workplaces=workplaces,
            professions=professions,
            source_names=source_names,
            postings=postings,
            held=tuple(held),
            learners=self.learners.patched(rows.tolist(), columns.wants_to_learn),
            teachers=self.teachers.patched(rows.tolist(), columns.can_teach),
            acquaintances=self.acquaintances.patched(columns.ids, columns.knows),
        )

    def _insert(self, columns: EmployeeColumns, rows: Rows, postings: dict[str, Posting]) -> Codes:
        """Put the held skills into `postings`, one sort for all of them; the source names grow along."""
        source_names, sources = self.source_names.encode(columns.sources)
        skill_codes, skills = Codes().encode(columns.skills)
        evidence = np.asarray(columns.evidence, np.int8)
        confirmed = np.asarray(columns.confirmed_days, np.int32)
        entries = Posting(
            rows=rows[np.asarray(columns.holder, np.int32)] if len(skills) else np.empty(0, np.intp),
            levels=np.asarray(columns.levels, np.int8),
            evidence=evidence,
            confirmed_days=confirmed,
            sources=sources.astype(np.int16),
            quality=quality(evidence, confirmed, today=self.today),
        )
        order = np.lexsort((entries.rows, skills))
        entries = entries.where(order)
        bounds = np.searchsorted(skills[order], np.arange(len(skill_codes.names) + 1)).tolist()
        for number, skill in enumerate(skill_codes.names):
            part = slice(bounds[number], bounds[number + 1])
            posting = Posting(
                entries.rows[part],
                entries.levels[part],
                entries.evidence[part],
                entries.confirmed_days[part],
                entries.sources[part],
                entries.quality[part],
            )
            known = postings.get(skill)
            postings[skill] = posting if known is None or not len(known.rows) else known.joined(posting)
        return source_names


def _grown(
    column: NDArray[T], rows: Rows, values: Sequence[object] | NDArray[np.int32], *, size: int
) -> NDArray[T]:
    """A copy of a column with room for `size` rows and new values in some of them."""
    grown = np.zeros(size, column.dtype)
    grown[: len(column)] = column
    grown[rows] = np.asarray(values, column.dtype)
    return grown


def _joined(batches: Iterable[EmployeeColumns]) -> EmployeeColumns:
    """One set of columns of many; the holders of each batch are shifted to their place in the whole."""
    parts = list(batches)
    starts = np.cumsum([0, *(len(part.ids) for part in parts)])
    joined: dict[str, Any] = {
        "holder": np.concatenate(
            [np.empty(0, np.intp)]
            + [np.asarray(part.holder, np.intp) + start for part, start in zip(parts, starts, strict=False)]
        )
    }
    for name in EmployeeColumns.__slots__:
        if name in _DECLARED:
            columns = [_declared(part, name) for part in parts]
            joined[name] = np.concatenate([np.empty(0, np.float32), *columns])
        elif name in _NUMBERS:
            columns = [np.asarray(getattr(part, name), _NUMBERS[name]) for part in parts]
            joined[name] = np.concatenate([np.empty(0, _NUMBERS[name]), *columns])
        elif name == "knows":
            joined[name] = [said for part in parts for said in part.knows or [()] * len(part.ids)]
        elif name != "holder":
            joined[name] = [value for part in parts for value in getattr(part, name)]
    return EmployeeColumns(**joined)


def _declared(part: EmployeeColumns, name: str) -> NDArray[np.float32]:
    """A column that may be left out, NaN then."""
    values = np.asarray(getattr(part, name), np.float32)
    return values if len(values) else np.full(len(part.ids), np.nan, np.float32)


_DECLARED = ("offers_from_days", "offers_until_days", "invitation_caps", "shows_bridges")
_NUMBERS: dict[str, type[np.generic]] = {
    "weekly_hours": np.float32,
    "hours_offered": np.float32,
    "levels": np.int8,
    "evidence": np.int8,
    "confirmed_days": np.int32,
}
