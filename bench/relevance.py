"""Whether the skills, people and teams that a text leads to are the right ones, as people judged them.

The demo municipality is loaded into an embedded graph and asked as the product asks it, with each judged
text of one half (`bench.judgements`). Every figure is a share, with its 95 % interval (`_low`, `_high`; texts
drawn anew), of all that was given for the texts together:

- `skills10_*`: of the first ten skills, those that fit, are arguable, wrong, or that nobody judged;
- `needed_*`: the same of the skills taken for needed;
- `essential_recall10`, `30`: essential needs with a skill among so many, that many offered;
- `people5_fit`, `people10_fit`: places among the first people that hold somebody to ask; an empty one holds
  nobody. Of the texts that people were judged for;
- `seats_wrong`: seats of the first proposed team that are held for wrong skills only;
- `off_topic_caught`, `forbidden_caught`: texts that nobody is listed for, as no skill of theirs is taken for
  needed or the product says so; `task_refused` are real tasks that this happens to, `vague_refused` such as
  are said too vaguely to tell.

`--save FILE` keeps what was given, `--answers FILE` judges that instead of asking, `--unjudged FILE` lists
the skills and people that nobody has judged yet, in no order.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import numpy as np

from bench.judgements import HALVES, VAGUE, Grade, JudgedText, portrait, read
from bench.measuring import Figures, arguments, report
from bench.municipality import TODAY, load, made
from graph.vocabulary.esco import read_catalogue
from graph.vocabulary.replaced import kept_ids
from harness.servers import embedded
from matching.language.linking import SURE
from matching.learning.evaluation import FOLDS, Interval, ratio
from matching.model import Question, TeamQuestion
from matching.teams.answer import TeamAnswer
from service.matcher import Matcher
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.answering import answer, propose_teams

FIRST, PEOPLE, OFFERED = 10, 10, 30
SEED = 7
LEAD = Identity(subject="bench", role=Role.LEAD)

Counts = dict[str, tuple[int, int]]
"""For each figure, how many of how many."""


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


def asked(matcher: Matcher, text: str, *, portraits: Mapping[str, str]) -> Given:
    """Ask for skills, people and a team, as a lead whom nothing else is known of; portraits are by id."""
    index = matcher.index
    linked = matcher.link(text, OFFERED)
    found = answer(Question(text=text, limit=PEOPLE), identity=LEAD, index=index, matcher=matcher)
    people = [portraits[each.employee] for each in found.shortlist.candidates]
    teams = TeamQuestion(text=text)
    seats = (
        seats_of(propose_teams(teams, task=None, identity=LEAD, index=index, matcher=matcher))
        if people
        else []
    )
    needed = [each.skill for each in linked if each.score >= SURE]
    return Given([each.skill for each in linked], needed, people, seats)


def seats_of(teams: TeamAnswer) -> list[list[str]]:
    """The skills that each seat of the first proposal is held for: those carried, else those covered."""
    needs = [need.requirement.skill for need in teams.formulation.needs]
    return [
        [needs[at] for at in seat.carries or seat.covers]
        for proposal in teams.proposals[:1]
        for seat in proposal.seats
    ]


def counted(text: JudgedText, given: Given) -> Counts:
    """What a text adds to each figure."""
    if not text.is_task:
        return {f"{text.kind.replace('-', '_')}_caught": (given.refused, 1)}
    refused = "vague_refused" if text.kind == VAGUE else "task_refused"
    return {
        **_graded("skills10", given.skills[:FIRST], text.skills),
        **_graded("needed", given.needed, text.skills),
        **{f"essential_recall{k}": _met(text, given.skills[:k]) for k in (FIRST, OFFERED)},
        **(_people(text, given.people) if text.people else {}),
        **_seats(given.seats, text.skills),
        refused: (given.refused, 1),
    }


def _graded(name: str, shown: Sequence[str], grades: Mapping[str, Grade]) -> Counts:
    by_grade = {
        f"{name}_{grade.name.lower()}": (sum(grades.get(each) == grade for each in shown), len(shown))
        for grade in reversed(Grade)
    }
    return {**by_grade, f"{name}_unjudged": (sum(each not in grades for each in shown), len(shown))}


def _met(text: JudgedText, shown: Sequence[str]) -> tuple[int, int]:
    return sum(not need.isdisjoint(shown) for need in text.essential), len(text.essential)


def _people(text: JudgedText, people: Sequence[str]) -> Counts:
    right = [text.people.get(each) == Grade.FITS for each in people]
    return {
        "people5_fit": (sum(right[:5]), 5),
        "people10_fit": (sum(right[:PEOPLE]), PEOPLE),
        "people10_unjudged": (sum(each not in text.people for each in people[:PEOPLE]), PEOPLE),
    }


def _seats(seats: Sequence[Sequence[str]], grades: Mapping[str, Grade]) -> Counts:
    """Seats without a skill that is any good are wrong, or open where one of theirs was not judged."""
    poor = [seat for seat in seats if not any(grades.get(skill) for skill in seat)]
    wrong = sum(all(skill in grades for skill in seat) for seat in poor)
    return {"seats_wrong": (wrong, len(seats)), "seats_unjudged": (len(poor) - wrong, len(seats))}


def measure(texts: Sequence[JudgedText], given: Mapping[str, Given]) -> Figures:
    """All figures of some texts, by what was given for each (by id)."""
    counts: dict[str, list[tuple[int, int]]] = {}
    for text in texts:
        for name, count in counted(text, given[text.id]).items():
            counts.setdefault(name, []).append(count)
    figures: Figures = {"texts": len(texts)}
    for name, of in counts.items():
        interval = share(of)
        figures |= {name: interval.mean, f"{name}_low": interval.low, f"{name}_high": interval.high}
    return figures


def share(counts: Sequence[tuple[int, int]]) -> Interval:
    """So many of so many over all texts, with the ends when texts are drawn anew."""
    parts, wholes = np.array(counts, np.float64).T
    n_texts = len(counts)
    draws = np.random.default_rng(SEED).multinomial(n_texts, np.full(n_texts, 1 / n_texts), FOLDS)
    draws = np.vstack([np.ones(n_texts), draws])  # each text once, then the folds
    shares = ratio(draws @ parts, draws @ wholes)
    low, high = np.percentile(shares[1:], [2.5, 97.5])
    return Interval(float(shares[0]), float(low), float(high))


def unjudged(texts: Iterable[JudgedText], given: Mapping[str, Given]) -> Iterator[dict[str, str]]:
    """What counts and was not judged: skills of all tasks, people of those that some are judged for."""
    for text in texts:
        if text.is_task:
            shown = given[text.id]
            skills = {*shown.skills[:FIRST], *shown.needed}
            people = set(shown.people) if text.people else set()
            yield from ({"id": text.id, "skill": each} for each in sorted(skills - text.skills.keys()))
            yield from ({"id": text.id, "employee": each} for each in sorted(people - text.people.keys()))


def ask(texts: Iterable[JudgedText], *, employees: int) -> dict[str, Given]:
    """What the product gives for the texts in the demo municipality, by id."""
    municipality = made(employees)
    portraits = {each.id: portrait(each) for each in municipality.employees}
    with embedded() as store:
        load(store, municipality)
        matcher = Matcher(store, now=lambda: datetime.combine(TODAY, time(12), UTC))
        matcher.refresh()
        return {text.id: asked(matcher, text.text, portraits=portraits) for text in texts}


def saved(file: Path) -> dict[str, Given]:
    """What was given at another time; skills that were joined since count as what they are now."""
    replaced = read_catalogue().replaced
    return {
        id: Given(
            skills=kept_ids(each["skills"], replaced),
            needed=kept_ids(each["needed"], replaced),
            people=each["people"],
            seats=[kept_ids(seat, replaced) for seat in each["seats"]],
        )
        for id, each in json.loads(file.read_text(encoding="utf-8")).items()
    }


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--half", choices=HALVES, default="test", help="the texts with even or odd numbers")
    parser.add_argument("--kind", help="only texts of this kind, as regular, sloppy, english or vague")
    parser.add_argument("--answers", type=Path, help="judge what was saved instead of asking")
    parser.add_argument("--save", type=Path, help="keep what was given for all texts")
    parser.add_argument("--unjudged", type=Path, help="list what nobody has judged yet, of all texts")
    options = parser.parse_args()
    texts = read()
    given = saved(options.answers) if options.answers else ask(texts, employees=options.employees)
    if options.save:
        kept = {id: asdict(each) for id, each in given.items()}
        options.save.write_text(json.dumps(kept), encoding="utf-8")
    if options.unjudged:
        pairs = [json.dumps(pair) + "\n" for pair in unjudged(texts, given)]
        random.Random(SEED).shuffle(pairs)
        options.unjudged.write_text("".join(pairs), encoding="utf-8")
    chosen = [each for each in texts if each.half == options.half and options.kind in (None, each.kind)]
    report(f"Relevance, {options.half} half", measure(chosen, given), as_json=options.json)


if __name__ == "__main__":
    main()
