"""A task's question answered, the same for pages and API: its skills → who asks → the match → the ways.

Everything is answered from one index, which the answer keeps: names and titles are looked up there too, so
that no question reads the graph.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.errors import UnknownReference
from matching.index.index import Index
from matching.insight.introductions import Step, of_index, ways
from matching.language.linking import SURE, LinkedSkill
from matching.model import Question, Requirement, TeamQuestion
from matching.ranking.answer import Shortlist
from matching.teams.answer import TeamAdvice, TeamAnswer
from matching.teams.candidates import asked_by
from service.request.identity import Identity

if TYPE_CHECKING:
    from service.matcher import Matcher


@dataclass(frozen=True, slots=True)
class TaskSkills:
    """The skills of a task: those recognised in its text, and those that a person added (ids)."""

    recognised: tuple[LinkedSkill, ...]
    added: tuple[str, ...] = ()

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """A recognised skill weighs as much as it is sure; one that a person added is certain."""
        return (
            *(Requirement(skill=each.skill, weight=each.score) for each in self.recognised),
            *(Requirement(skill=skill) for skill in self.added),
        )

    @property
    def sure(self) -> tuple[Requirement, ...]:
        """Those that are more probable than not, or added: a team seats nobody for a guess."""
        return tuple(each for each in self.requirements if each.weight >= SURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A shortlist and what it takes to show it.

    `question` is what was asked of the index: with its skills, who asks, and whom they may see. `ways` lead
    from who asks to each candidate; None where nobody is known to ask.
    """

    index: Index
    question: Question
    shortlist: Shortlist
    ways: Mapping[str, tuple[Step, ...]] | None


def skills_of(
    text: str, *, matcher: "Matcher", removed: Collection[str] = (), added: tuple[str, ...] = ()
) -> TaskSkills:
    """The skills to ask for: those that the text speaks of but for the `removed`, and the `added`."""
    left_out = {*removed, *added}
    recognised = (each for each in matcher.recognised(text) if each.skill not in left_out)
    return TaskSkills(tuple(recognised), added)


def answer(question: Question, *, identity: Identity, index: Index, matcher: "Matcher") -> Answered:
    """Who can help with a task, and how the one who asks gets to know them.

    Who is signed in asks for themselves; only where nobody is, `question.asker` can name an employee.
    Raises UnknownReference for one who isn't there or doesn't show themselves.
    """
    signed_in = identity.subject in index.workforce.row_of
    asker = identity.subject if signed_in else question.asker
    if asker and not signed_in:
        _require_seen([asker], identity=identity, index=index)
    asked = replace(
        question,
        requirements=question.requirements or skills_of(question.text, matcher=matcher).requirements,
        audience=identity.audience,
        asker=asker,
    )
    shortlist = matcher.match(asked, index)
    sought = [each.employee for each in shortlist.candidates]
    found = find_ways(asker, sought, identity=identity, index=index) if asker else None
    return Answered(index=index, question=asked, shortlist=shortlist, ways=found)


def find_ways(
    asker: str, sought: Iterable[str], *, identity: Identity, index: Index
) -> dict[str, tuple[Step, ...]]:
    """The ways from an employee to each of the sought, over those who show themselves to who is signed in.

    Somebody else's ways go by completed joint work alone: whom they say they know is only theirs to see.
    """
    declared = identity.subject == asker
    return ways(asker, sought, of_index(index, audience=identity.audience, declared=declared))


def propose_teams(
    question: TeamQuestion, *, task: str | None, identity: Identity, index: Index, matcher: "Matcher"
) -> TeamAnswer:
    """Teams that cover a task together; what the question leaves open, an open `task` (its id) says.

    Raises UnknownReference for a task that isn't open, and for fixed members who are not there or don't show
    themselves to who asks.
    """
    asked = _asked(question, task, (), identity=identity, index=index, matcher=matcher)
    return matcher.team(asked, index)


def advise_on_team(
    question: TeamQuestion,
    members: Sequence[str],
    *,
    task: str | None,
    identity: Identity,
    index: Index,
    matcher: "Matcher",
) -> TeamAdvice:
    """What could be otherwise in a team of these members. Raises as `propose_teams`, for them as well."""
    asked = _asked(question, task, members, identity=identity, index=index, matcher=matcher)
    return matcher.advise(asked, members, index)


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
    if asked.requirements:
        return asked
    return replace(asked, requirements=skills_of(asked.text, matcher=matcher).sure)


def _require_seen(employees: Iterable[str], *, identity: Identity, index: Index) -> None:
    if unseen := index.unseen(identity.audience, employees):
        raise UnknownReference("employee", unseen)
