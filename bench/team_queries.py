"""What is asked about later pieces of work, and who may answer.

- T1: the skills are known; all experienced members are to be found.
- T2: one experienced member is known too, drawn by the checksum of the task's id; the others are to be
  found. (The first named is often the newest, the last named the leader: a draw favours neither.)
- T3: T2 without the known member's past collaborators, among the candidates and the sought.
- T3x: T3 among people of another workplace and another discipline than the known member's. Where a
  workplace is unknown, the discipline decides alone.
- With `_text`, the terms of the text are known besides the skills.

A piece of work is asked about where there is anybody left to find.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bench.team_data import EXPERIENCED, People, Work, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a task, and among whom the rest of its team is sought."""

    name: str
    member_known: bool = False
    new_ties: bool = False
    across: bool = False
    with_text: bool = False


SETTINGS = (
    Setting(name="T1"),
    Setting(name="T1_text", with_text=True),
    Setting(name="T2", member_known=True),
    Setting(name="T3", member_known=True, new_ties=True),
    Setting(name="T3x", member_known=True, new_ties=True, across=True),
    Setting(name="T3x_text", member_known=True, new_ties=True, across=True, with_text=True),
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question about a piece of work; `known` and `sought` are columns of the pool."""

    setting: Setting
    work: Work
    known: int | None
    sought: NDArray[np.intp]

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of its text, none where the question is without."""
        return self.work.terms if self.setting.with_text else ()


@dataclass(frozen=True, slots=True)
class Pool:
    """The people who can be suggested, a column each; `rows` (n_pool,) are their rows in `people`.

    `took_part` (n_history, n_people) is 1 where somebody took part in a task of the history.
    """

    people: People
    rows: NDArray[np.intp]
    column_of: dict[str, int]
    workplaces: NDArray[np.intp]
    took_part: csr_array
    tasks_of: csr_array

    @classmethod
    def build(cls, history: Sequence[Work], people: People) -> "Pool":
        """Everybody with `EXPERIENCED` tasks in the history; raises `ValueError` where there is nobody."""
        row_of = {id: row for row, id in enumerate(people.ids)}
        took_part, _ = counted((dict.fromkeys(work.members, 1) for work in history), row_of)
        rows = np.flatnonzero(people.tasks >= EXPERIENCED)
        if not len(rows):
            raise ValueError(f"nobody has {EXPERIENCED} tasks before the period that is asked about")
        numbers = {"": -1}
        places = [numbers.setdefault(people.workplaces[row], len(numbers)) for row in rows.tolist()]
        return cls(
            people=people,
            rows=rows,
            column_of={people.ids[row]: column for column, row in enumerate(rows.tolist())},
            workplaces=np.array(places, np.intp),
            took_part=took_part,
            tasks_of=took_part.T.tocsr(),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def id(self, column: int) -> str:
        return self.people.ids[int(self.rows[column])]

    def allowed(self, setting: Setting, known: int | None) -> NDArray[np.bool_]:
        """Who may be suggested, (n_pool,)."""
        allowed = np.ones(len(self), np.bool_)
        if known is None:
            return allowed
        allowed[known] = False
        if setting.new_ties:
            allowed &= ~self._collaborators(known)
        if setting.across:
            if self.workplaces[known] >= 0:
                allowed &= self.workplaces != self.workplaces[known]
            disciplines = self.people.disciplines[self.rows]
            allowed &= disciplines != disciplines[known]
        return allowed

    def popular(self, share: float) -> NDArray[np.bool_]:
        """This share of the pool, those with the most tasks, (n_pool,)."""
        most = np.argsort(-self.people.tasks[self.rows], kind="stable")[: max(1, round(share * len(self)))]
        popular = np.zeros(len(self), np.bool_)
        popular[most] = True
        return popular

    def _collaborators(self, known: int) -> NDArray[np.bool_]:
        tasks = self.tasks_of[[int(self.rows[known])]].indices
        met = np.zeros(len(self.people.ids), np.bool_)
        met[self.took_part[tasks].indices] = True
        return met[self.rows]


def queries(later: Sequence[Work], pool: Pool, setting: Setting) -> Iterator[Query]:
    """The questions of one setting, in the order of the pieces of work."""
    for work in later:
        team = [pool.column_of[member] for member in work.members if member in pool.column_of]
        if not team:
            continue
        known = team[crc32(work.id.encode()) % len(team)] if setting.member_known else None
        members = np.array(team, np.intp)
        sought = members[pool.allowed(setting, known)[members]]
        if len(sought):
            yield Query(setting, work, known, sought)
