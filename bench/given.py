"""What the product gives for the judged texts (`bench.judgements`): skills, people, the first team.

`python -m bench.given FILE` saves it, to be judged by `bench.relevance --answers FILE`. This module asks
nothing but what page and API have asked for long, so that it can be copied into an earlier checkout.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from bench.judgements import JudgedText, portrait, read
from bench.measuring import arguments
from bench.municipality import TODAY, load, made
from harness.recording import recording
from harness.servers import embedded
from matching.question import Question, TeamQuestion
from matching.teams.answer import TeamAnswer
from service.matcher import Matcher
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.answering import answer, propose_teams

OFFERED, PEOPLE = 30, 10
LEAD = Identity(subject="bench", roles=frozenset({Role.LEAD}))


@dataclass(frozen=True, slots=True)
class Given:
    """What the product gave for a text, best first, and the skills of each seat of the first team.

    `needed` are those of the skills that are taken for needed, `people` the portraits of the listed.
    """

    skills: Sequence[str]
    needed: Sequence[str]
    people: Sequence[str]
    seats: Sequence[Sequence[str]]

    @property
    def refused(self) -> bool:
        """Whether the text is not taken for a task."""
        return not (self.needed and self.people)


def ask(texts: Iterable[JudgedText], *, employees: int) -> dict[str, Given]:
    """What the product gives for the texts in the demo municipality, by id."""
    municipality = made(employees)
    portraits = {each.id: portrait(each) for each in municipality.employees}
    with embedded() as store:
        load(store, municipality)
        matcher = Matcher(store, now=lambda: datetime.combine(TODAY, time(12), UTC))
        matcher.refresh()
        return {text.id: asked(matcher, text.text, portraits=portraits) for text in texts}


def asked(matcher: Matcher, text: str, *, portraits: Mapping[str, str]) -> Given:
    """Ask for skills, people and a team, as a lead whom nothing else is known of; portraits are by id."""
    index = matcher.index
    linked = matcher.link(text, OFFERED)
    told = recording(LEAD)
    found = answer(Question(text=text, limit=PEOPLE), recording=told, index=index, matcher=matcher)
    people = [portraits[each.employee] for each in found.shortlist.candidates]
    teams = TeamQuestion(text=text)
    seats = (
        seats_of(propose_teams(teams, task=None, recording=told, index=index, matcher=matcher).answer)
        if people
        else []
    )
    needed = [each.skill for each in linked if each.needed]
    return Given([each.skill for each in linked], needed, people, seats)


def seats_of(teams: TeamAnswer) -> list[list[str]]:
    """The skills that each seat of the first proposal is held for: those carried, else those covered."""
    needs = [need.requirement.skill for need in teams.formulation.needs]
    return [
        [needs[at] for at in seat.carries or seat.covers]
        for proposal in teams.proposals[:1]
        for seat in proposal.seats
    ]


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("file", type=Path, help="where to save it")
    options = parser.parse_args()
    given = ask(read(), employees=options.employees)
    options.file.write_text(json.dumps({id: asdict(each) for id, each in given.items()}), encoding="utf-8")


if __name__ == "__main__":
    main()
