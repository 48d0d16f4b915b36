"""The vocabulary: one word for one thing, in code, Cypher, API and tables.

Every object is frozen and holds plain values. Dates are `datetime.date`; hours are hours a week
unless said otherwise; ids are strings (a skill's and a profession's id is its URI).
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from matching.labelled import Labelled

# Proficiency levels are 1 to 5. By definition: as in docs/matching.md and the HR files.
MAX_LEVEL = 5
# Hours a week of full time in Danish municipalities. By agreement: the collective one.
FULL_TIME = 37.0


class SkillKind(StrEnum):
    """What a skill concept is; a group only gives skills their place and is never required or held."""

    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    GROUP = "group"


class Evidence(IntEnum):
    """The evidence ladder: how we know that somebody has a skill, weakest first."""

    ASSUMED = 0
    SELF_STATED = 1
    CONFIRMED = 2
    USED = 3


class Visibility(StrEnum):
    """Who may see an employee in suggestions, the most first."""

    EVERYONE = "everyone"
    LEADS = "leads"
    HIDDEN = "hidden"

    def narrowed(self, other: "Visibility") -> "Visibility":
        """The one of the two that shows to fewer."""
        return max(self, other, key=list(Visibility).index)


class LifePhase(StrEnum):
    """The five life phases that a workplace or a task serves."""

    CHILDHOOD = "boernelivet"
    SCHOOL = "skolelivet"
    WORK = "arbejdslivet"
    LEISURE = "fritidslivet"
    LATE = "den-sidste-del-af-livet"


class TaskStatus(StrEnum):
    """Whether a task is still to be done, or is history that others learn from."""

    OPEN = "open"
    CLOSED = "closed"


class Involvement(StrEnum):
    """What a workplace has agreed that a manager's part is when a colleague says yes to an invitation."""

    NONE = "none"
    INFORMED = "informed"
    CONSULTED = "consulted"


class RequirementKind(StrEnum):
    """How a profession relates to a skill (ESCO's relationType)."""

    ESSENTIAL = "essential"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Labelled):
    """A skill, a piece of knowledge or a group of them, with its labels in Danish and English.

    Nobody is shown hidden labels (everyday words that lead to it) or words of `situations`. `broader` and
    `related` are skill ids; `source` is `catalogue`, `esco`, both or `own`, and `own_words` names the fields
    that the organisation wrote itself. Where `label_da` is empty (753 ESCO skills), show `label`. Nobody is
    offered what is `obsolete`. What is `transversal`, or in such a group, belongs to no profession.
    """

    id: str
    kind: SkillKind = SkillKind.SKILL
    label_da: str = ""
    label_en: str = ""
    alt_da: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    hidden_da: tuple[str, ...] = ()
    hidden_en: tuple[str, ...] = ()
    description_da: str = ""
    description_en: str = ""
    situations_da: str = ""
    situations_en: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source: str = "catalogue"
    own_words: tuple[str, ...] = ()
    obsolete: bool = False
    transversal: bool = False


@dataclass(frozen=True, slots=True)
class TaskExample:
    """The text of a task, the skills (ids) that people named for it, and those that they took away."""

    text: str
    skills: tuple[str, ...]
    taken_away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profession(Labelled):
    """A profession with the skills it usually takes: (skill id, essential or optional).

    One that ESCO has given up is `obsolete`: nobody is offered it.
    """

    id: str
    label_da: str = ""
    label_en: str = ""
    alt_da: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    isco: str = ""
    requires: tuple[tuple[str, RequirementKind], ...] = ()
    source: str = "catalogue"
    obsolete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A workplace, part of another one up to the municipality itself (`part_of` is None there).

    `manager` is an employee's id, and `involvement` their part in invitations. One that is `closed` keeps
    its name for the tasks that it owned; nobody works there, and it isn't offered any more.
    """

    id: str
    name: str
    part_of: str | None = None
    life_phases: tuple[LifePhase, ...] = ()
    manager: str | None = None
    involvement: Involvement = Involvement.INFORMED
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSkill:
    """That an employee has a skill: level 1 to 5, how it is known, from where, and when last confirmed."""

    skill: str
    level: int
    evidence: Evidence
    source: str
    confirmed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStatement:
    """What an employee says of one skill: their `level`, 0 for none at all, or the one that they dispute."""

    skill: str
    level: int
    disputes: bool = False
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationKind(Labelled):
    """A kind of authorisation, certificate or licence that a law or a rule can demand of a task."""

    id: str
    label_da: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """That an employee has a qualification of a kind, as HR saw it; `valid_until` is its last day.

    It has no end where that is None. `evidence` says what HR saw, in a few words; never a number of a person.
    """

    kind: str
    valid_until: date | None = None
    issuer: str = ""
    evidence: str = ""
    source: str
    confirmed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQualification:
    """What an employee says of a qualification: that they have it, or that what HR says is wrong.

    `valid_until` is its last day, or the one that they dispute.
    """

    kind: str
    valid_until: date | None = None
    disputes: bool = False
    issuer: str = ""
    evidence: str = ""
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """A colleague. `hours_offered` is what they can lend to other workplaces' tasks; None if not said.

    `skills` are what others say that they have; what counts of it is `matching.own_skills.counting`, and of
    `qualifications` `matching.qualifications.counting`. Who is `protected` (name and address) hides;
    `visibility_in_file` is what a source said last, None if nothing.

    What they say themselves and no import changes: `statements`, `own_qualifications`, `offers_from` and
    `offers_until` (the days between which they offer hours, open where None), `invitation_cap` (how many
    unanswered invitations they want at a time; None: `matching.invitation.DEFAULT_CAP`), `knows` (ids of
    colleagues, with the day they said so), `shows_bridges` (to HR, as one who joins workplaces) and `objects`
    (to being suggested).
    """

    id: str
    name: str
    workplace: str
    profession: str
    weekly_hours: float = FULL_TIME
    hours_offered: float | None = None
    offers_from: date | None = None
    offers_until: date | None = None
    invitation_cap: int | None = None
    shows_bridges: bool = False
    visibility: Visibility = Visibility.EVERYONE
    visibility_in_file: Visibility | None = None
    protected: bool = False
    objects: bool = False
    skills: tuple[HeldSkill, ...] = ()
    statements: tuple[OwnStatement, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    own_qualifications: tuple[OwnQualification, ...] = ()
    wants_to_learn: tuple[str, ...] = ()
    can_teach: tuple[str, ...] = ()
    knows: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A skill that a task needs; one that is not `confirmed` was only recognised in its text."""

    skill: str
    level: int = 3
    weight: float = 1.0
    essential: bool = False
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From day to day, open where None, with hours a week."""

    started_on: date | None = None
    ended_on: date | None = None
    hours: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """That an employee takes or took part in a task; `hours` are hours a week in the period.

    Who took part several times has `earlier` periods besides, in their order.
    """

    employee: str
    role: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    hours: float = 0.0
    earlier: tuple[Period, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """All of them, the latest last."""
        latest = Period(started_on=self.started_on, ended_on=self.ended_on, hours=self.hours)
        return (*self.earlier, latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A piece of work for colleagues from several places; closed tasks are the history we learn from."""

    id: str
    title: str
    description: str = ""
    status: TaskStatus = TaskStatus.OPEN
    created_on: date
    closed_on: date | None = None
    requirements: tuple[Requirement, ...] = ()
    qualifications: tuple[str, ...] = ()  # kinds (ids) that whoever is suggested must have
    taken_away: tuple[str, ...] = ()  # skills (ids) that its words seemed to need, until a person said no
    owners: tuple[str, ...] = ()
    life_phases: tuple[LifePhase, ...] = ()
    assignments: tuple[Assignment, ...] = ()
