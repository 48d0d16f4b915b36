"""Who is found for a task: by skill, by place, and by having worked together before.

Nobody is looked up one by one among everybody: each skill and each workplace has running sums of how
readily its people are found, so that a draw costs the same in a large municipality.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.demo.chance import Chance, Floats, Ints, cumulated
from graph.demo.competences import DAYS_A_YEAR, Ground, Held
from graph.demo.tables import Place

KNOWN_COLLEAGUE = 0.42
"""How often somebody who has worked with the team before is asked first."""
LOOKED_AT = 9
MOST_AT_ONCE = 3
PARTNERS_FIRST, OTHER_PLACE, KNOWN = 3.0, 2.2, 2.5


@dataclass(frozen=True, slots=True)
class _Pool:
    """People and running sums of how readily each is found."""

    people: list[int]
    shares: list[float]


class Crew:
    """Everybody who may be asked, with what they can and who worked with whom."""

    def __init__(self, ground: Ground, held: Held, *, places: list[Place], chance: Chance) -> None:
        people = ground.people
        self._chance = chance
        self._place_of: list[int] = people.place.tolist()
        self._kinds = [place.kind for place in places]
        self._since: list[float] = (ground.today - people.years_here * DAYS_A_YEAR).tolist()
        self._n_skills = len(ground.positions)
        self._keys: list[int] = (held.holder * self._n_skills + held.skill).tolist()
        self._levels: list[int] = held.level.tolist()
        self._learned: dict[int, int] = {}
        level = held.level.astype(np.float64)
        self._by_skill = _pools(held.skill, held.holder, people.engagement[held.holder] * level * level)
        self._by_place = _pools(people.place, np.arange(len(people)), people.engagement)
        self._worked_with: dict[int, list[int]] = {}
        self._busy_until: dict[int, list[int]] = {}

    def is_staffed(self, place: int) -> bool:
        """Whether anybody works at a place."""
        return place in self._by_place

    def level(self, person: int, skill: int) -> int:
        """The level at which somebody has a skill, 0 if not at all."""
        key = person * self._n_skills + skill
        if (learned := self._learned.get(key)) is not None:
            return learned
        at = bisect_left(self._keys, key)
        return self._levels[at] if at < len(self._keys) and self._keys[at] == key else 0

    def learn(self, person: int, skill: int, level: int) -> None:
        """Note that a person has reached a level of a skill."""
        self._learned[person * self._n_skills + skill] = level

    def from_place(
        self, place: int, *, skills: Sequence[int], begun: int, taken: Sequence[int]
    ) -> int | None:
        """Somebody who works there, best with one of the skills; None if nobody was there yet."""
        pool = self._by_place.get(place)
        if pool is None:
            return None
        seen = [
            person
            for _ in range(LOOKED_AT)
            if self._free(person := pool.people[self._chance.weighted(pool.shares)], begun, taken)
        ]
        return max(
            seen,
            key=lambda person: max((self.level(person, skill) for skill in skills), default=0),
            default=None,
        )

    def with_skill(
        self, skill: int, *, begun: int, taken: Sequence[int], partners: frozenset[str]
    ) -> int | None:
        """Somebody who has the skill: a known colleague, or one of a few who are found for it."""
        if self._chance.next() < KNOWN_COLLEAGUE:
            for _ in range(LOOKED_AT):
                known = self._worked_with.get(self._chance.one_of(taken)) if taken else None
                person = self._chance.one_of(known) if known else None
                if person is not None and self._free(person, begun, taken) and self.level(person, skill):
                    return person
        pool = self._by_skill.get(skill)
        if pool is None:
            return None
        places = {self._place_of[member] for member in taken}
        acquainted = {person for member in taken for person in self._worked_with.get(member, ())}
        best, best_value = None, 0.0
        for _ in range(LOOKED_AT):
            person = pool.people[self._chance.weighted(pool.shares)]
            if not self._free(person, begun, taken):
                continue
            value = 0.5 + self._chance.next()
            value *= PARTNERS_FIRST if self._kinds[self._place_of[person]] in partners else 1.0
            value *= OTHER_PLACE if self._place_of[person] not in places else 1.0
            value *= KNOWN if person in acquainted else 1.0
            if value > best_value:
                best, best_value = person, value
        return best

    def place_of(self, person: int) -> int:
        """Where a person works, by the place's number."""
        return self._place_of[person]

    def part(self, members: Sequence[int], *, until: int) -> None:
        """Remember that these have worked together, and that their task took them until that day."""
        for member in members:
            self._busy_until.setdefault(member, []).append(until)
            others = self._worked_with.setdefault(member, [])
            others += [other for other in members if other != member]

    def _free(self, person: int, begun: int, taken: Sequence[int]) -> bool:
        if person in taken or self._since[person] > begun:
            return False
        return (
            sum(until >= begun for until in self._busy_until.get(person, ())[-MOST_AT_ONCE:]) < MOST_AT_ONCE
        )


def _pools(groups: Ints, people: Ints, weights: Floats) -> dict[int, _Pool]:
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return {
        int(ordered[part[0]]): _Pool(people[order[part]].tolist(), cumulated(weights[order[part]]).tolist())
        for part in np.split(np.arange(len(order)), starts[1:])
        if len(part)
    }
