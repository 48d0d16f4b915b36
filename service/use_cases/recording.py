"""Writes down who is told of whom, before they are: what an answer said, who looked at whom, who was chosen.

Ids and numbers only. People stand in a line's list of people and are named by their position in it, so that
whoever is erased is erased everywhere at once (docs/decisions/0014-a-record-that-forgets.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from graph.audit.chain import Entry, Kind, Part
from graph.audit.journal import Recorder
from matching.index.index import Index
from matching.insight.introductions import Step
from matching.language.understanding import Understanding
from matching.model import Requirement
from matching.question import Candidate, Question
from matching.ranking.answer import Shortlist
from matching.teams.answer import TeamAdvice, TeamAnswer
from matching.teams.candidates import Formulation
from service.request.identity import Identity

# Decimals of the parts of a score: as many as tell two apart. By eye.
DECIMALS = 4


class Purpose(StrEnum):
    """What somebody searches for colleagues for; never to judge, pay or dismiss anybody."""

    TASK = "task"
    ADVICE = "advice"
    LEARNING = "learning"


@dataclass(slots=True)
class People:
    """The people of a line and where they stand: who does it first, then whom it is about, each once."""

    parts: list[tuple[str, Part]]
    at: dict[str, int] = field(default_factory=dict)

    def place(self, id: str, part: Part) -> int:
        """Where somebody stands; whoever is there already keeps the part they have."""
        if id not in self.at:
            self.at[id] = len(self.parts)
            self.parts.append((id, part))
        return self.at[id]

    def places(self, ids: Iterable[str], part: Part) -> list[int]:
        """The same for several."""
        return [self.place(id, part) for id in ids]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Writes down what the one who asks is told at a moment, for a purpose. Everything raises NotRecorded."""

    record: Recorder
    identity: Identity
    at: datetime
    purpose: Purpose = Purpose.TASK

    def answered(
        self,
        question: Question,
        shortlist: Shortlist,
        *,
        ways: Iterable[Sequence[Step]],
        understood_as: Understanding,
        linking: str,
    ) -> str:
        """Who was suggested for what and why, and who was named beside that; returns the line's digest."""
        people = self._people()
        candidates = [_candidate(each, people, question.requirements) for each in shortlist.candidates]
        beside = [id for each in shortlist.elsewhere for id in each.employees]
        beside += [id for each in shortlist.similar for id in each.employees]
        on_the_way = [id for way in ways for step in way for id in (step.employee, step.colleague)]
        people.places((*beside, *on_the_way), Part.NAMED)
        filters = question.filters
        return self._add(
            Kind.ANSWER,
            people,
            purpose=self.purpose,
            understood_as=understood_as,
            needs=_needs(question.requirements),
            unit=question.unit,
            narrowed={
                "workplaces": filters.workplaces,
                "professions": filters.professions,
                "life_phases": filters.life_phases,
                "languages": filters.languages,
                "hours": filters.hours,
                "new_ties": filters.new_ties,
                "across": filters.across,
            },
            candidates=candidates,
            gaps=shortlist.gaps,
            change=shortlist.change,
            weights=shortlist.weights,
            linking=linking,
        )

    def proposed(self, answer: TeamAnswer, index: Index, *, linking: str) -> str:
        """Which teams were proposed and why; returns the line's digest."""
        people, of = self._people(), answer.formulation
        ids = _ids(of, index)
        teams = [
            {
                "emphasis": each.emphasis,
                "who": people.places((ids[member] for member in each.members), Part.SUGGESTED),
                "parts": [
                    [part.term, part.requirement, round(part.value, DECIMALS)] for part in each.contributions
                ],
            }
            for each in answer.proposals
        ]
        people.places((ids[each] for short in answer.shortfalls for each in short.who), Part.NAMED)
        return self._add(
            Kind.TEAMS,
            people,
            purpose=self.purpose,
            needs=_needs(of.question.requirements),
            owners=of.question.owners,
            teams=teams,
            change=index.number,
            weights=index.weights.version,
            linking=linking,
        )

    def advised(self, advice: TeamAdvice, index: Index) -> str:
        """What was said of a team, and who else could sit in it; returns the line's digest."""
        people, of, other = self._people(), advice.formulation, advice.counterfactual
        ids = _ids(of, index)
        swaps = [swap for each in advice.swaps.values() for swap in each]
        joined = (*(swap.into for swap in swaps), *(other.joined if other else ()))
        people.places((ids[each] for each in joined), Part.SUGGESTED)
        named = (*advice.proposal.members, *(each for short in advice.shortfalls for each in short.who))
        people.places((ids[each] for each in named), Part.NAMED)
        return self._add(
            Kind.ADVICE,
            people,
            purpose=self.purpose,
            needs=_needs(of.question.requirements),
            swaps=[{"out": people.at[ids[each.out]], "into": people.at[ids[each.into]]} for each in swaps],
            change=index.number,
        )

    def seen(self, employees: Iterable[str], *, where: str) -> None:
        """Whose profile or name the operation `where` showed; not that somebody looked at themselves."""
        doing = (self.identity.signature, self.identity.acting)
        others = [id for id in dict.fromkeys(employees) if id and id not in doing]
        if others:
            people = self._people()
            people.places(others, Part.SEEN)
            self._add(Kind.VIEW, people, where=where)

    def chosen(self, employees: Sequence[str], *, outside: Sequence[str], **said: Any) -> None:
        """Who is put down for a task, who of them `outside` the recommendation, and why."""
        people = self._people()
        who = people.places(employees, Part.CHOSEN)
        self._add(Kind.CHOICE, people, who=who, outside=[people.at[id] for id in outside], **said)

    def read(self, *, employee: str | None, **asked: Any) -> None:
        """That the record itself was read, perhaps for what it says of one employee."""
        people = self._people()
        people.places([employee] if employee else [], Part.SEEN)
        self._add(Kind.READING, people, asked=asked)

    def done(self, kind: Kind, **said: Any) -> str:
        """That something else was done, which is about nobody; returns the line's digest."""
        return self._add(kind, self._people(), **said)

    def _people(self) -> People:
        acting = self.identity.acting
        doing = [(self.identity.signature, Part.ACTOR)]
        return People([*doing, (acting, Part.ACTING)] if acting else doing)

    def _add(self, kind: Kind, people: People, **said: Any) -> str:
        return self.record.add(Entry(kind=kind, at=self.at, people=tuple(people.parts), said=said))


def _needs(requirements: Iterable[Requirement]) -> list[dict[str, Any]]:
    return [
        {
            "skill": each.skill,
            "level": each.level,
            "weight": round(each.weight, DECIMALS),
            "essential": each.essential,
            "confirmed": each.confirmed,
        }
        for each in requirements
    ]


def _candidate(candidate: Candidate, people: People, needs: Sequence[Requirement]) -> dict[str, Any]:
    """Who, in which band, and the parts of the score: signal, position of the need, value."""
    position = {need.skill: at for at, need in enumerate(needs)}
    return {
        "who": people.place(candidate.employee, Part.SUGGESTED),
        "band": candidate.band,
        "parts": [
            [each.signal, position.get(each.requirement or ""), round(each.value, DECIMALS)]
            for each in candidate.contributions
        ],
    }


def _ids(formulation: Formulation, index: Index) -> list[str]:
    """The ids of the candidates of a team, by their position in the problem."""
    return [index.workforce.ids[row] for row in formulation.rows.tolist()]
