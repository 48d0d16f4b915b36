"""The employees as columns: what ranking reads, and how it follows the graph.

A `Workforce` is never changed. `patched` makes the next one, sharing whatever the changed employees
do not touch, so that readers in other threads keep a whole picture.
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.index.acquaintances import Acquaintances
from matching.index.columns import Coded, EmployeeColumns, Placed, day, days, declared, kept, numbers, texts
from matching.index.deadlines import NO_END, Deadlines
from matching.index.held_skills import HeldSkills
from matching.index.wishes import Wishes
from matching.model import Visibility
from matching.qualifications import last_day
from matching.question import Qualified, Question, TeamQuestion

# Lots are the last 32 bits of a product. By definition: as many as a checksum has.
LOT_BITS = np.uint64(0xFFFFFFFF)
AUDIENCES = (Visibility.EVERYONE, Visibility.LEADS, Visibility.HIDDEN)


def _checksum(id: str) -> int:
    return zlib.crc32(id.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """All employees, one row each. Columns have shape (n_rows,); a retired employee's row stays, unused.

    Each line with a field of `Employee` declares a column, and nothing else need be said for it to be read,
    joined and patched. Days are days since 1970-01-01, hours are hours a week; NaN where not said. `audience`
    is the position in `AUDIENCES` of who may see the employee; `checksums` are of the ids, to order equal
    scores. `today` is the day that the qualities of held skills hold for.
    """

    today: date
    row_of: Mapping[str, int] = field(default_factory=dict)
    active: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    skills: HeldSkills = field(default_factory=HeldSkills)

    ids: tuple[str, ...] = texts("id")
    checksums: NDArray[np.uint64] = numbers("id", np.uint64, number=_checksum)
    names: tuple[str, ...] = texts("name")
    workplaces: Coded = kept("workplace", Coded)
    professions: Coded = kept("profession", Coded)
    weekly_hours: NDArray[np.float32] = numbers("weekly_hours", np.float32, unsaid=0)
    hours_offered: NDArray[np.float32] = numbers("hours_offered", np.float32)
    offers_from: NDArray[np.float32] = numbers("offers_from", np.float32, number=days)
    offers_until: NDArray[np.float32] = numbers("offers_until", np.float32, number=days)
    invitation_caps: NDArray[np.float32] = numbers("invitation_cap", np.float32)
    shows_bridges: NDArray[np.bool_] = numbers("shows_bridges", np.bool_, unsaid=False)
    audience: NDArray[np.int8] = numbers(
        "visibility", np.int8, number=AUDIENCES.index, unsaid=AUDIENCES.index(Visibility.HIDDEN)
    )
    objects: NDArray[np.bool_] = numbers("objects", np.bool_, unsaid=False)
    learners: Wishes = kept("wants_to_learn", Wishes)
    teachers: Wishes = kept("can_teach", Wishes)
    acquaintances: Acquaintances = kept("knows", Acquaintances)
    qualifications: Deadlines = kept("qualifications", Deadlines)
    disputes: Deadlines = kept("own_qualifications", Deadlines)

    @classmethod
    def build(cls, batches: Iterable[EmployeeColumns], *, today: date) -> Self:
        """The workforce of a whole read of the graph."""
        return cls(today=today).patched(batches)

    @property
    def workplace(self) -> NDArray[np.int32]:
        """The number in `workplaces` of everybody's workplace, (n_rows,)."""
        return self.workplaces.of_row

    @property
    def profession(self) -> NDArray[np.int32]:
        """The number in `professions` of everybody's profession, (n_rows,)."""
        return self.professions.of_row

    def __len__(self) -> int:
        """How many employees are active."""
        return int(self.active.sum())

    def on(self, today: date) -> Self:
        """The same workforce seen from another day."""
        return self if today == self.today else replace(self, today=today, skills=self.skills.on(today))

    def seen_by(
        self, audience: Visibility, rows: NDArray[np.intp] | slice = slice(None)
    ) -> NDArray[np.bool_]:
        """Who is there and shows themselves to the audience, (n_rows,); of the given `rows`, where named.

        Nobody sees those who are hidden, whatever the audience: the only place that decides this for columns.
        """
        widest = AUDIENCES.index(Visibility.EVERYONE if audience is Visibility.EVERYONE else Visibility.LEADS)
        seen: NDArray[np.bool_] = self.active[rows] & (self.audience[rows] <= widest)
        return seen

    def qualified(self, question: Question | TeamQuestion) -> NDArray[np.bool_]:
        """Who has each qualification that a question demands, valid for all of its time, (n_rows,)."""
        size, until = len(self.ids), days(self._needed_until(question))
        has = np.ones(size, np.bool_)
        for kind in question.qualifications:
            last = self.qualifications.of(kind, size)
            has &= (last >= until) & (last != self.disputes.of(kind, size))
        return has

    def qualified_of(self, row: int, question: Question) -> tuple[Qualified, ...]:
        """Which of the qualifications that a question demands an employee has so, and until when."""
        found, until = [], days(self._needed_until(question))
        for kind in question.qualifications:
            last = self.qualifications.last(kind, row)
            if last is not None and last >= until and last != self.disputes.last(kind, row):
                found.append(Qualified(kind, None if last == NO_END else day(int(last))))
        return tuple(found)

    def _needed_until(self, question: Question | TeamQuestion) -> date:
        return last_day(question.starts_on, question.ends_on, today=self.today)

    def objecting(self, employee: str) -> bool:
        """Whether an employee objects to being suggested."""
        row = self.row_of.get(employee)
        return row is not None and bool(self.objects[row])

    def lots(self, question: Question | TeamQuestion) -> NDArray[np.uint64]:
        """The order of equals: everybody's lot in a question, (n_rows,); the lowest comes first.

        A checksum of the id times one of the question, so that every question draws anew, the same question
        always alike, and nobody is first again and again for their place in the alphabet.
        """
        salt = " ".join((*(need.skill for need in question.requirements), question.text))
        seed = np.uint64(zlib.crc32(salt.encode()) | 1)  # odd, so that different ids keep different lots
        drawn: NDArray[np.uint64] = (self.checksums * seed) & LOT_BITS
        return drawn

    def patched(self, batches: Iterable[EmployeeColumns]) -> Self:
        """The workforce after some employees changed, came or left; work in proportion to what they touch."""
        changed = EmployeeColumns.joined(batches)
        if not changed.ids:
            return self
        row_of = dict(self.row_of)
        rows = np.array([row_of.setdefault(id, len(row_of)) for id in changed.ids], np.intp)
        at = Placed(changed.ids, rows, len(row_of))
        columns = {
            name: column.patched(getattr(self, name), changed.fields[column.field], at)
            for name, column in declared(type(self)).items()
        }
        return replace(
            self,
            row_of=row_of,
            active=at.put(self.active, ~np.array(changed.retired, np.bool_)),
            skills=self.skills.patched(changed.held, at, today=self.today),
            **columns,
        )
