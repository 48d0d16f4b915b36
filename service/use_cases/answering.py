"""A task's question answered, the same for pages and API: its skills → who asks → the match → the ways.

A text counts by the skills that it needs. Where it needs none that is known, or is no task, nobody is listed:
the answer says what it was understood as.
Everything is answered from one index, which the answer keeps: names and titles are looked up there too, so
that no question reads the graph.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.errors import UnknownReference
from matching.index.index import Index
from matching.insight.introductions import Step, of_index, ways
from matching.language.linking import LinkedSkill
from matching.language.understanding import REFUSED, Understanding, shipped
from matching.model import Requirement
from matching.question import Filters, Question, TeamQuestion
from matching.ranking.answer import Shortlist, SimilarTask
from matching.ranking.shortlist import nobody
from matching.teams.answer import TeamAdvice, TeamAnswer, no_teams
from matching.teams.candidates import asked_by
from service.errors import FieldsRefused
from service.request.identity import Identity
from service.use_cases.recording import Recording
from service.use_cases.visibility import employee_asking

if TYPE_CHECKING:
    from service.matcher import Matcher

NO_TASK = "That is no task."


@dataclass(frozen=True, slots=True)
class TaskSkills:
    """The skills of a task: those recognised in its text, and those that a person added (ids).

    An added one may be recognised too: then the words that led to it are known. `text_is` says whether the
    text is a task at all; in one that is none, no skill is recognised.
    """

    recognised: tuple[LinkedSkill, ...]
    added: tuple[str, ...] = ()
    text_is: Understanding = Understanding.TASK

    @property
    def needed(self) -> tuple[LinkedSkill, ...]:
        """The recognised skills that count, though no person has said so."""
        return tuple(each for each in self.recognised if each.needed and each.skill not in self.added)

    @property
    def offered(self) -> tuple[LinkedSkill, ...]:
        """The recognised skills that count once a person adds them."""
        return tuple(each for each in self.recognised if not each.needed and each.skill not in self.added)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """A recognised skill weighs its probability; one that a person added is certain."""
        return (
            *(Requirement(skill=each.skill, weight=each.score, confirmed=False) for each in self.needed),
            *(Requirement(skill=skill) for skill in self.added),
        )

    @property
    def understood_as(self) -> Understanding:
        """What the task was understood as."""
        if self.text_is.is_refused:
            return self.text_is
        return Understanding.TASK if self.requirements else Understanding.UNCLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A shortlist and what it takes to show it; nobody is on it unless a task was understood.

    `question` is what was asked of the index: with its skills, who asks, and whom they may see. `ways` lead
    from who asks to each candidate; None where nobody is known to ask.
    `recorded` is the digest of the line in the record; None for a refused text, of which nothing is written
    down, so that nobody can find who asked.
    """

    index: Index
    question: Question
    shortlist: Shortlist
    ways: Mapping[str, tuple[Step, ...]] | None
    understood_as: Understanding
    recorded: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedTeams:
    """Teams for a task; there are none unless a task was understood. `recorded` as in `Answered`.

    `beside` are the members (ids) who are not on the task's list as it is: `Question.team` puts them there.
    """

    answer: TeamAnswer
    beside: tuple[str, ...]
    understood_as: Understanding
    recorded: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisedTeam:
    """What could be otherwise in a team; `recorded` is the digest of the line in the record."""

    advice: TeamAdvice
    recorded: str


def skills_of(
    text: str,
    *,
    matcher: "Matcher",
    removed: Collection[str] = (),
    added: tuple[str, ...] = (),
    is_task: bool = False,
) -> TaskSkills:
    """The skills of a task: those that the text speaks of but for the `removed`, and the `added`.

    Who adds or takes away a skill, or says so (`is_task`), has said that the text is a task, where that may
    be said.
    """
    recognised = tuple(matcher.recognised(text, without=removed, added=added))
    text_is = shipped().understood(text, likeliest=max((each.score for each in recognised), default=0.0))
    if text_is.may_be_a_task and (is_task or added or removed):
        text_is = Understanding.TASK
    return TaskSkills(() if text_is.is_refused else recognised, added, text_is)


def answer(
    question: Question,
    *,
    skills: TaskSkills | None = None,
    recording: Recording,
    index: Index,
    matcher: "Matcher",
) -> Answered:
    """Who can help with a task, and how the one who asks gets to know them; it is recorded.

    What the question doesn't require, its `skills` say; where they aren't known, its text is read for them.
    Who is signed in asks for themselves; only where nobody is, `question.asker` can name an employee.
    Raises UnknownReference for one who isn't there or doesn't show themselves, NotRecorded.
    """
    identity = recording.identity
    signed_in = employee_asking(identity, index)
    asker = signed_in or question.asker
    if asker and not signed_in:
        _require_seen([asker], identity=identity, index=index)
    matcher.gate.hold_asking(_asking(index, identity, units=[question.unit], people=[asker]))
    requirements, understood_as = _required(question, skills, matcher=matcher)
    asked = replace(question, requirements=requirements, audience=identity.audience, asker=asker)
    shortlist = matcher.match(asked, index) if understood_as is Understanding.TASK else nobody(index)
    sought = [each.employee for each in shortlist.candidates]
    found = find_ways(asker, sought, identity=identity, index=index) if asker else None
    recorded = None
    if understood_as not in REFUSED:
        recorded = recording.answered(
            asked,
            shortlist,
            ways=(found or {}).values(),
            understood_as=understood_as,
            linking=matcher.linking,
        )
    return Answered(
        index=index,
        question=asked,
        shortlist=shortlist,
        ways=found,
        understood_as=understood_as,
        recorded=recorded,
    )


def similar_to(
    question: Question, *, identity: Identity, index: Index, matcher: "Matcher"
) -> tuple[SimilarTask, ...]:
    """The past tasks most like a saved one, with whom to ask; none where suggestions are off for who asks.

    Whoever shows these people writes down that they were seen.
    """
    asker = employee_asking(identity, index)
    asking = _asking(index, identity, units=[question.unit], people=[asker])
    if not matcher.gate.open or not matcher.gate.workplaces_off.isdisjoint(asking):
        return ()
    return matcher.similar(replace(question, audience=identity.audience, asker=asker), index)


def find_ways(
    asker: str, sought: Iterable[str], *, identity: Identity, index: Index
) -> dict[str, tuple[Step, ...]]:
    """The ways from an employee to each of the sought, over those who show themselves to who is signed in.

    Somebody else's ways go by completed joint work alone: whom they say they know is only theirs to see. No
    way leads over or to who objects to being suggested.
    """
    declared = identity.is_person and identity.subject == asker
    ties = of_index(index.suggesting(but=[asker]), audience=identity.audience, declared=declared)
    asked = [*sought]
    open_to = (id for id in asked if not index.workforce.objecting(id))
    return dict.fromkeys(asked, ()) | ways(asker, open_to, ties)


def propose_teams(
    question: TeamQuestion,
    *,
    task: str | None,
    skills: TaskSkills | None = None,
    listing: Question | None = None,
    recording: Recording,
    index: Index,
    matcher: "Matcher",
) -> ProposedTeams:
    """Teams that cover a task together; what the question leaves open, an open `task` (its id) says.

    Its `skills` are as in `answer`. The teams are put together of whom the task's list names, if these will
    do; `listing` is what the list was asked, where that is known.
    Raises UnknownReference for a task that isn't open, and for fixed members who are not there or don't show
    themselves to who asks; NotRecorded.
    """
    asked = _asked(question, task, (), identity=recording.identity, index=index, matcher=matcher)
    requirements, understood_as = _required(asked, skills, matcher=matcher)
    asked = replace(asked, requirements=requirements)
    beside: tuple[str, ...] = ()
    if understood_as is not Understanding.TASK:
        found = no_teams(index, asked)
    else:
        listing, who = listing or listed_for(asked), recording.identity
        listing = replace(
            listing,
            requirements=requirements,
            audience=who.audience,
            asker=employee_asking(who, index) or listing.asker,
            team=(),
        )
        first = matcher.match(listing, index)
        found = matcher.team(asked, index, listed=first.named)
        beside = first.without(found.members(index))
    recorded = None
    if understood_as not in REFUSED:
        recorded = recording.proposed(found, index, linking=matcher.linking)
    return ProposedTeams(answer=found, beside=beside, understood_as=understood_as, recorded=recorded)


def listed_for(question: TeamQuestion) -> Question:
    """What is asked for a list of the task that a team is asked for."""
    return Question(
        text=question.text,
        unit=question.owners[0] if question.owners else None,
        filters=Filters(hours=question.hours_each, exclude=question.exclude),
        qualifications=question.qualifications,
        starts_on=question.starts_on,
        ends_on=question.ends_on,
    )


def advise_on_team(
    question: TeamQuestion,
    members: Sequence[str],
    *,
    task: str | None,
    skills: TaskSkills | None = None,
    recording: Recording,
    index: Index,
    matcher: "Matcher",
) -> AdvisedTeam:
    """What could be otherwise in a team of these members.

    Raises as `propose_teams`, for them as well; FieldsRefused for a text that is no task.
    """
    asked = _asked(question, task, members, identity=recording.identity, index=index, matcher=matcher)
    requirements, understood_as = _required(asked, skills, matcher=matcher)
    if understood_as.is_refused:
        raise FieldsRefused([(("text",), NO_TASK)])
    advice = matcher.advise(replace(asked, requirements=requirements), members, index)
    return AdvisedTeam(advice=advice, recorded=recording.advised(advice, index))


def _required(
    question: Question | TeamQuestion, skills: TaskSkills | None, *, matcher: "Matcher"
) -> tuple[tuple[Requirement, ...], Understanding]:
    """What is required, and what the task was understood as: who names skills has said what it is."""
    if question.requirements:
        return question.requirements, Understanding.TASK
    skills = skills or skills_of(question.text, matcher=matcher)
    return skills.requirements, skills.understood_as


def _asked(
    question: TeamQuestion,
    task: str | None,
    members: Sequence[str],
    *,
    identity: Identity,
    index: Index,
    matcher: "Matcher",
) -> TeamQuestion:
    """What is asked of the index about a team. Whoever takes part in the task unseen is left out of it."""
    asked = replace(question, audience=identity.audience)
    if task:
        if task not in index.open_tasks:
            raise UnknownReference("task", [task])
        asked = asked_by(index.open_tasks[task], asked)
        if not question.fixed:
            unseen = index.unseen(asked.audience, asked.fixed)
            asked = replace(asked, fixed=tuple(id for id in asked.fixed if id not in unseen))
    _require_seen((*asked.fixed, *members), identity=identity, index=index)
    who = employee_asking(identity, index)
    matcher.gate.hold_asking(_asking(index, identity, units=asked.owners, people=[who]))
    return asked


def _asking(
    index: Index, identity: Identity, *, units: Iterable[str | None], people: Iterable[str | None]
) -> set[str]:
    """The workplaces that ask, by themselves and by who asks for them, and all above those."""
    own = [index.workplace_of(row) for row in index.rows_of(id for id in people if id)]
    return {above for each in (*units, identity.unit, *own) if each for above in index.ancestors(each)}


def _require_seen(employees: Iterable[str], *, identity: Identity, index: Index) -> None:
    if unseen := index.unseen(identity.audience, employees):
        raise UnknownReference("employee", unseen)
