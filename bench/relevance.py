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

`--answers FILE` judges what `bench.given` saved instead of asking, `--unjudged FILE` lists the skills and
people that nobody has judged yet, in no order.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.given import OFFERED, PEOPLE, Given, ask
from bench.judgements import HALVES, VAGUE, Grade, JudgedText, read
from bench.measuring import Figures, arguments, report
from graph.vocabulary.esco import read_catalogue
from graph.vocabulary.replaced import kept_ids
from matching.learning.evaluation import FOLDS, Interval, ratio

FIRST = 10
SEED = 7

Counts = dict[str, tuple[int, int]]
"""For each figure, how many of how many."""


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
    parser.add_argument("--unjudged", type=Path, help="list what nobody has judged yet, of all texts")
    options = parser.parse_args()
    texts = read()
    given = saved(options.answers) if options.answers else ask(texts, employees=options.employees)
    if options.unjudged:
        pairs = [json.dumps(pair) + "\n" for pair in unjudged(texts, given)]
        random.Random(SEED).shuffle(pairs)
        options.unjudged.write_text("".join(pairs), encoding="utf-8")
    chosen = [each for each in texts if each.half == options.half and options.kind in (None, each.kind)]
    report(f"Relevance, {options.half} half", measure(chosen, given), as_json=options.json)


if __name__ == "__main__":
    main()
