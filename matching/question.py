"""What is asked of the index, and what it answers: the words for a candidate and the parts of their score.

As in `matching.model` every object is frozen and holds plain values.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.model import HeldSkill, LifePhase, Requirement, Visibility

# People that a team has at most where nobody says how many. By eye.
USUAL_TEAM = 8


class Relation(StrEnum):
    """How the skill that an employee has relates to the one that is required."""

    EXACT = "exact"
    NARROWER = "narrower"
    BROADER = "broader"
    RELATED = "related"


class Coverage(StrEnum):
    """How far one employee meets one requirement."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"


class Band(StrEnum):
    """What people see instead of a score."""

    STRONG = "strong"
    GOOD = "good"
    POSSIBLE = "possible"


class Signal(StrEnum):
    """What a contribution to a score stands for; each has its paragraph in docs/matching.md."""

    SKILL = "skill"
    MISSING_IN_UNIT = "missing_in_unit"
    PAST_TASKS = "past_tasks"
    RECENT_TASKS = "recent_tasks"
    EXPERIENCE = "experience"
    TIES = "ties"
    MUTUAL_COLLEAGUES = "mutual_colleagues"
    WORKPLACES_TOGETHER = "workplaces_together"
    SAME_WORKPLACE = "same_workplace"
    AVAILABILITY = "availability"
    EXPOSURE = "exposure"
    ACROSS_WORKPLACES = "across_workplaces"
    ACROSS_PROFESSIONS = "across_professions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a candidate must fulfil; an empty filter lets everybody through.

    `workplaces` also lets in everybody in the workplaces below. `hours` is the least number of hours a week
    that the candidate still has to lend. `languages` are ids of language skills, all of which the candidate
    must have. `exclude` are employee ids.
    """

    workplaces: tuple[str, ...] = ()
    professions: tuple[str, ...] = ()
    life_phases: tuple[LifePhase, ...] = ()
    languages: tuple[str, ...] = ()
    hours: float = 0.0
    exclude: tuple[str, ...] = ()
    new_ties: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the index: a task's requirements and words, who asks, and the filters.

    `unit` is the asking workplace (its own competences count less than those it lacks); `members` are
    employee ids already in the task, and `asker` is who asks: none of them is suggested; `audience` is the
    visibility the asker may see (`LEADS` sees employees who show themselves to leads, `EVERYONE` does not);
    `team` are those of a proposed team, who are on the list in any case; the hours that somebody has free
    are those between `starts_on` and `ends_on`, open where None, or those of today. Nobody else is on it who
    has not each of the `qualifications` (kinds) for all of that time (`matching.qualifications`).
    """

    requirements: tuple[Requirement, ...] = ()
    text: str = ""
    unit: str | None = None
    members: tuple[str, ...] = ()
    asker: str | None = None
    filters: Filters = Filters()
    qualifications: tuple[str, ...] = ()
    audience: Visibility = Visibility.EVERYONE
    team: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamQuestion:
    """What is asked of the index for a team: what it must meet, who must (not) be in it, and its limits.

    `owners` are the workplaces that own the task together; whoever works there, or has completed a task with
    somebody who does, or with a fixed member, is `known` to the team, and everybody else `new`: so many of
    each, at least. `hours` a week are of all members together, `hours_each` of each who is not fixed; hours
    that open tasks take count if they fall between `starts_on` and `ends_on`. `learn` is a skill that
    somebody is to learn in the team from somebody who teaches it, and each of `life_phases` is to be
    represented; whoever is not fixed has each of the `qualifications`. `exact` asks for a proof of how good
    the best team can be.
    """

    requirements: tuple[Requirement, ...] = ()
    text: str = ""
    owners: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    smallest: int = 1
    largest: int = USUAL_TEAM
    workplaces: int = 1
    professions: int = 1
    hours: float = 0.0
    hours_each: float = 0.0
    starts_on: date | None = None
    ends_on: date | None = None
    known: int = 0
    new: int = 0
    learn: str | None = None
    life_phases: tuple[LifePhase, ...] = ()
    qualifications: tuple[str, ...] = ()
    audience: Visibility = Visibility.EVERYONE
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One named part of a candidate's score with where it comes from.

    For `SKILL` and `MISSING_IN_UNIT`, `requirement` is the required skill and `held` the one that counts,
    with the relation between them. For `PAST_TASKS` and `TIES`, `tasks` are the ids that weighed most. `on`
    is the date of the source.
    """

    signal: Signal
    value: float
    requirement: str | None = None
    held: HeldSkill | None = None
    relation: Relation | None = None
    tasks: tuple[str, ...] = ()
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementCoverage:
    """How far a candidate meets one requirement, and by which of their skills.

    `counted` in (0, 1] is the part that it counts: less than 1 where it isn't usual in their profession.
    """

    requirement: Requirement
    coverage: Coverage
    held: HeldSkill | None = None
    relation: Relation | None = None
    counted: float = 1.0


@dataclass(frozen=True, slots=True)
class Qualified:
    """That somebody has a qualification which is demanded, up to its last day; without end where None."""

    kind: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A colleague, suggested or listed `for_team`; `score` is the sum of `contributions`, highest first.

    `qualified` are those of the demanded qualifications that they have for all of the time asked about.
    """

    employee: str
    name: str
    workplace: str
    profession: str
    score: float
    band: Band
    contributions: tuple[Contribution, ...]
    coverage: tuple[RequirementCoverage, ...]
    free_hours: float | None = None
    qualified: tuple[Qualified, ...] = ()
    for_team: bool = False
