"""What people can do, before any task: by profession, former jobs, side skills, and how it is known.

Held skills are columns, one entry a held skill. Somebody who never opened their profile has only
what their job title lets assume; the others say, and colleagues confirm, more the longer they have
been at work. Hidden talents come from former jobs, spare time and languages.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.demo import tables
from graph.demo.chance import Chance, Floats, Ints
from graph.demo.people import People
from graph.demo.tables import LANGUAGE, SPARE_TIME, SideSkill, Staffing
from matching.model import MAX_LEVEL, Evidence, RequirementKind

# Where a held skill is known from; what was used in a task is known from that task instead.
FROM_JOB, FROM_SELF, FROM_COLLEAGUE, FROM_FORMER_JOB, FROM_SPARE_TIME = range(5)
SOURCES = ("faglighed", "medarbejder", "kollega", "tidligere job", "fritid")

SILENT_AT_A_DESK, SILENT_ELSEWHERE = 0.18, 0.34
"""Shares of people who never opened their profile."""

YEARS_BACK = 6
DAYS_A_YEAR = 365.25

# How many side skills of each origin somebody who tells has, on average.
SIDE_SKILLS = {tables.WORKPLACE: 1.35, SPARE_TIME: 0.75, LANGUAGE: 0.5}
NEXT_TO_IT = 1.0
ANY_SKILL = 0.05
KNOWS_OWN_LANGUAGE = 0.45
MOTHER_TONGUE = 5


@dataclass(frozen=True, slots=True)
class Held:
    """Held skills, sorted by holder; each array has shape (n_held,).

    `holder` is the employee's position, `skill` the skill's, `day` days since 1970-01-01, `source` a
    position in `SOURCES`.
    """

    holder: Ints
    skill: Ints
    level: Ints
    evidence: Ints
    day: Ints
    source: Ints

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """All parts, sorted; where two parts name the same skill of somebody, the first one holds."""
        holder, skill, level, evidence, day, source = (
            np.concatenate([getattr(part, column) for part in parts]) for column in cls.__slots__
        )
        _, first = np.unique(holder * (int(skill.max(initial=0)) + 1) + skill, return_index=True)
        return cls(holder[first], skill[first], level[first], evidence[first], day[first], source[first])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What held skills are drawn from: positions of skills by id, professions, and today in days.

    `near` are the ids of the related, wider and narrower skills of a skill.
    """

    positions: dict[str, int]
    near: dict[str, list[str]]
    staffing: list[Staffing]
    side: list[SideSkill]
    people: People
    today: int


def make_competences(ground: Ground, *, seed: int) -> Held:
    """The held skills of everybody, as they stand apart from tasks."""
    chance = Chance(seed, 2)
    people = ground.people
    desk = np.array([post.desk for post in ground.staffing])[people.staffing]
    silent = chance.uniform(len(people)) < np.where(desk, SILENT_AT_A_DESK, SILENT_ELSEWHERE)
    talent = chance.uniform(len(people)) - 0.5
    kit = _Kit(ground, chance, silent, talent, imported=chance.uniform(len(people)))
    parts = [
        *kit.of_professions(RequirementKind.ESSENTIAL),
        *kit.of_professions(RequirementKind.OPTIONAL),
        kit.of_former_jobs(),
        *(kit.beside(origin, mean) for origin, mean in SIDE_SKILLS.items()),
        kit.mother_tongues(),
        kit.next_to_it(),
        kit.anything(),
    ]
    return Held.joined(parts)


@dataclass(frozen=True, slots=True)
class _Kit:
    ground: Ground
    chance: Chance
    silent: NDArray[np.bool_]
    talent: Floats
    imported: Floats

    def of_professions(self, kind: RequirementKind) -> list[Held]:
        """What a profession takes: most of what is essential, some of what is optional.

        What few professions share is what a profession is known for, so people name it first.
        """
        people = self.ground.people
        sharing = Counter(id for post in self.ground.staffing for id, _ in post.profession.requires)
        essential = kind is RequirementKind.ESSENTIAL
        parts = []
        for job, post in enumerate(self.ground.staffing):
            own_first = sorted(
                (id for id, each in post.profession.requires if each is kind),
                key=lambda id: (sharing[id], id),
            )
            skills = [self.ground.positions[id] for id in own_first]
            staff = np.flatnonzero(people.staffing == job)
            if not len(skills) or not len(staff):
                continue
            settled = np.minimum(1.0, people.career[staff] / 15)
            tells = np.where(self.silent[staff], 0.0, people.openness[staff])
            rank = np.arange(len(skills)) / len(skills)
            if essential:
                likely = (0.72 + 0.08 * settled + 0.10 * tells)[:, None] - 0.38 * rank[None, :]
                likely[self.silent[staff]] = 0.98 - 0.16 * rank
            else:
                likely = (0.05 + 0.08 * settled + 0.14 * tells)[:, None] - 0.03 * rank[None, :]
            at, which = np.nonzero(self.chance.grid(len(staff), len(skills)) < likely)
            parts.append(
                self._known(staff[at], np.array(skills)[which], base=2.5 if essential else 2.1, job=True)
            )
        return parts

    def of_former_jobs(self) -> Held:
        """Skills of another profession, for those with years behind them and something to tell."""
        people, staffing = self.ground.people, self.ground.staffing
        before = people.career - people.years_here
        likely = np.where(self.silent, 0.0, np.minimum(0.55, 0.12 + before / 30))
        staff = np.flatnonzero(self.chance.uniform(len(people)) < likely)
        # Most former jobs are common ones; rare professions are seldom left for another.
        common = [post.share if post.share > 0.003 else post.share / 3 for post in staffing]
        former = self.chance.choices(common, len(staff))
        holders, skills = [], []
        for person, job in zip(staff.tolist(), former.tolist(), strict=True):
            if job == people.staffing[person]:
                continue
            essential = [
                id for id, kind in staffing[job].profession.requires if kind is RequirementKind.ESSENTIAL
            ]
            chosen = self.chance.some_of(essential, self.chance.between(1, 3))
            holders += [person] * len(chosen)
            skills += [self.ground.positions[id] for id in chosen]
        return self._known(_ints(holders), _ints(skills), base=1.9, source=FROM_FORMER_JOB)

    def beside(self, origin: str, mean: float) -> Held:
        """Side skills of one origin; who is open tells of more."""
        side = [each for each in self.ground.side if each.origin == origin]
        people = self.ground.people
        counts = self._counts(mean)
        holder = np.repeat(np.arange(len(people)), counts)
        which = self.chance.choices([each.weight for each in side], len(holder))
        low = np.array([each.lowest for each in side])[which]
        high = np.array([each.highest for each in side])[which]
        span = self.chance.uniform(len(holder))
        level = np.floor(low + (high - low + 1) * span * span).astype(np.int64)
        skill = _ints([self.ground.positions[each.skill] for each in side])[which]
        source = FROM_SPARE_TIME if origin == SPARE_TIME else FROM_SELF
        return self._known(holder, skill, base=0.0, level=level, source=source)

    def mother_tongues(self) -> Held:
        """The language of their given name, for some of those whose language the catalogue has."""
        people = self.ground.people
        spoken = {
            each.label: self.ground.positions[each.skill]
            for each in self.ground.side
            if each.origin == LANGUAGE
        }
        speaks = self.chance.uniform(len(people)) < KNOWS_OWN_LANGUAGE
        staff = [
            person
            for person, language in enumerate(people.languages)
            if language in spoken and speaks[person] and not self.silent[person]
        ]
        skill = _ints([spoken[people.languages[person]] for person in staff])
        return self._known(_ints(staff), skill, base=0.0, level=np.full(len(staff), MOTHER_TONGUE))

    def next_to_it(self) -> Held:
        """What lies close to the profession's skills: their related, wider and narrower ones."""
        people, staffing = self.ground.people, self.ground.staffing
        near = [
            [other for id, _ in post.profession.requires for other in self.ground.near.get(id, ())]
            for post in staffing
        ]
        holders, skills = [], []
        for person, count in enumerate(self._counts(NEXT_TO_IT).tolist()):
            choices = near[people.staffing[person]]
            chosen = self.chance.some_of(choices, count) if choices else []
            holders += [person] * len(chosen)
            skills += [self.ground.positions[id] for id in chosen]
        return self._known(_ints(holders), _ints(skills), base=1.4, highest=3)

    def anything(self) -> Held:
        """Now and then somebody can do something that nobody would have thought of."""
        people = self.ground.people
        holder = np.repeat(np.arange(len(people)), self._counts(ANY_SKILL))
        skill = np.floor(self.chance.uniform(len(holder)) * len(self.ground.positions)).astype(np.int64)
        return self._known(holder, skill, base=1.8, source=FROM_FORMER_JOB)

    def _counts(self, mean: float) -> Ints:
        """How many each person tells of: none if silent, on average `mean` otherwise."""
        people = self.ground.people
        wished = 2 * mean * people.openness * (0.6 + 0.8 * self.chance.uniform(len(people)))
        counts = np.floor(wished + self.chance.uniform(len(people))).astype(np.int64)
        counts[self.silent] = 0
        return counts

    def _known(
        self,
        holder: Ints,
        skill: Ints,
        *,
        base: float,
        level: Ints | None = None,
        job: bool = False,
        source: int = FROM_SELF,
        highest: int = MAX_LEVEL,
    ) -> Held:
        """Held skills with a level, how they are known and since when.

        `base` is the level of a beginner; a long career adds up to 1.7. `job` are skills that the job
        title lets assume where nobody has said or confirmed them.
        """
        people, size = self.ground.people, len(holder)
        if level is None:
            grown = 1.7 * np.minimum(1.0, people.career[holder] / 18)
            noise = 1.3 * (self.chance.uniform(size) + self.chance.uniform(size) - 1)
            level = np.floor(base + 0.5 + grown + noise + 0.9 * self.talent[holder]).astype(np.int64)
        level = np.clip(level, 1, highest)

        how, age = self.chance.uniform(size), self.chance.uniform(size)
        assumed = job & (self.silent[holder] | (how < 0.20))
        confirmed = ~assumed & (how > (0.72 if job else 0.86))
        evidence = np.where(assumed, Evidence.ASSUMED, Evidence.SELF_STATED)
        evidence = np.where(confirmed, Evidence.CONFIRMED, evidence)
        level = np.where(assumed, np.clip(level, 2, 3), level)
        sources = np.where(confirmed, FROM_COLLEAGUE, np.where(assumed, FROM_JOB, source))

        # What is assumed was all read from the job title on one day; the rest is told bit by bit.
        age = np.where(assumed, self.imported[holder], age * age)
        back = np.where(confirmed, 4.0, YEARS_BACK) * age
        days = np.minimum(back, people.years_here[holder]) * DAYS_A_YEAR
        return Held(
            holder=holder,
            skill=skill,
            level=level,
            evidence=evidence.astype(np.int64),
            day=self.ground.today - 1 - np.floor(days).astype(np.int64),
            source=sources.astype(np.int64),
        )


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
