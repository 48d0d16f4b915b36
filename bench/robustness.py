"""How well suggestions hold when profiles are wrong, stale or not there at all.

The demo municipality as generated is what is true. Asked are the tasks of its last year, each as a whole
(`task`) and each need of them alone (`need`), by requirements only, from what was known before that year.
Right is who truly has a needed skill at the level asked for. The scenarios (`bench.claims`):

- `clean`: what is written down is true;
- `noisy`: 20 % claim too much, 20 % too little, and 30 % of the statements are stale, half of them no longer
  true; `over`, `under` and `stale` have one of the three alone;
- `titles`: on the first day, when only job titles and workplaces are known: no statements, no past tasks.

All figures are in %. `precision5` is the share of right ones among the first five, `recall10` among the
first ten (of as many as there are, where there are fewer right ones). `fall` is clean minus noisy, in points,
with the 95 % interval of a paired bootstrap over the tasks. `desk` and `frontline` are the shares of right
ones among those suggested first who have a desk and who don't, by profession; `frontline_share` is how many
of all suggested have none, `frontline_staff` how many of all employees.

`--learned` asks with the weights that the year before taught, by what was true, instead of those that ship.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.claims import Noise, claimed, titles_only
from bench.measuring import Figures, arguments, report
from bench.municipality import Past, past
from bench.peers import ASKED_FROM, taught
from graph.demo import tables
from graph.demo.generation import SEED as DEMO
from graph.vocabulary.esco import Catalogue
from matching.index.index import Index
from matching.learning.evaluation import Floats, bootstrap
from matching.model import Requirement, Visibility
from matching.question import Question
from matching.ranking.shortlist import shortlist
from matching.weights import SHIPPED, Weights

SEED = 7
FIRST, LIST = 5, 10
KINDS = ("task", "need")
SCENARIOS = {
    "clean": Noise(over=0.0, under=0.0, stale=0.0),
    "noisy": Noise(),
    "over": Noise(under=0.0, stale=0.0),
    "under": Noise(over=0.0, stale=0.0),
    "stale": Noise(over=0.0, under=0.0),
}

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions of one kind, and the rows of those who are right for each; there is always somebody."""

    questions: tuple[Question, ...]
    right: tuple[Rows, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Who was suggested for each question.

    `rows`, -1 for an empty place, and whether they are `right` are (n_questions, 10); `possible`
    (n_questions,) is how many right ones there are.
    """

    rows: Rows
    right: NDArray[np.bool_]
    possible: Rows

    def share(self, first: int) -> Floats:
        """The share of right ones in the first places, of as many as there are, (n_questions,)."""
        shares: Floats = self.right[:, :first].sum(axis=1) / np.minimum(first, self.possible)
        return shares

    def precision_of(self, group: NDArray[np.bool_]) -> tuple[float, float]:
        """Of a group (n_rows,) in the first five: the share that is right, and its share of all there."""
        rows, right = self.rows[:, :FIRST], self.right[:, :FIRST]
        shown = rows >= 0
        inside = shown & group[rows]
        return float(right[inside].mean()) if inside.any() else 0.0, float(inside.sum() / shown.sum())


def measure(
    employees: int,
    *,
    scenarios: Sequence[str] = tuple(SCENARIOS),
    seed: int = DEMO,
    weights: Weights = SHIPPED,
) -> Figures:
    """All figures for a municipality of that size."""
    of = past(employees, on=ASKED_FROM, seed=seed)
    true = of.index()
    asked = dict(zip(KINDS, _asked(of, true), strict=True))
    desk = at_a_desk(of)
    figures: Figures = {f"{kind}_questions": len(each.questions) for kind, each in asked.items()}
    figures["frontline_staff"] = 100 * float((~desk).mean())
    falls: dict[str, Floats] = {}
    for name in (*scenarios, "titles"):
        index = _written(of, name).index(weights)
        for kind, each in asked.items():
            found = _found(index, each)
            figures[f"{name}_{kind}_precision5"] = 100 * float(found.share(FIRST).mean())
            figures[f"{name}_{kind}_recall10"] = 100 * float(found.share(LIST).mean())
            falls[f"{name}_{kind}"] = 100 * found.share(FIRST)
            if kind == "task":
                with_desk, _ = found.precision_of(desk)
                without, share = found.precision_of(~desk)
                figures[f"{name}_desk_precision5"] = 100 * with_desk
                figures[f"{name}_frontline_precision5"] = 100 * without
                figures[f"{name}_frontline_share"] = 100 * share
    for kind in KINDS:
        (fall,) = bootstrap((falls[f"clean_{kind}"] - falls[f"noisy_{kind}"])[None], seed=SEED)
        figures |= {f"fall_{kind}": fall.mean, f"fall_{kind}_low": fall.low, f"fall_{kind}_high": fall.high}
    return figures


def at_a_desk(past: Past) -> NDArray[np.bool_]:
    """Which employees have a desk, by profession, (n_rows,)."""
    vocabulary = tables.Vocabulary(Catalogue(list(past.then.skills), list(past.then.professions)))
    desk = {post.profession.id: post.desk for post in tables.staffing(vocabulary)}
    return np.array([desk[each.profession] for each in past.then.employees], np.bool_)


def _written(past: Past, scenario: str) -> Past:
    """What is written down of the municipality; the order of the employees, so their rows, stays."""
    employees = past.then.employees
    if scenario == "titles":
        bare = titles_only(employees, past.then.professions, today=past.today)
        return replace(past, then=replace(past.then, employees=tuple(bare), tasks=()))
    written = claimed(employees, SCENARIOS[scenario], today=past.today, seed=SEED)
    return replace(past, then=replace(past.then, employees=tuple(written)))


def _asked(past: Past, true: Index) -> tuple[Asked, Asked]:
    """The later tasks as questions, and their different needs."""
    tasks = [each.requirements for each in past.later if each.requirements]
    needs = {(need.skill, need.level): need for requirements in tasks for need in requirements}
    return _answerable(tasks, true), _answerable([(need,) for need in needs.values()], true)


def _answerable(asked: Sequence[tuple[Requirement, ...]], true: Index) -> Asked:
    questions = [Question(requirements=requirements, limit=LIST) for requirements in asked]
    right = [_able(requirements, true) for requirements in asked]
    kept = [at for at, rows in enumerate(right) if len(rows)]
    return Asked(tuple(questions[at] for at in kept), tuple(right[at] for at in kept))


def _able(requirements: Sequence[Requirement], true: Index) -> Rows:
    """Everybody who can be seen and has one of the skills at the level asked for."""
    workforce = true.workforce
    able = np.zeros(len(workforce.ids), np.bool_)
    for need in requirements:
        posting = workforce.skills.postings.get(need.skill)
        if posting is not None:
            able[posting.rows[posting.levels >= need.level]] = True
    return np.flatnonzero(able & workforce.seen_by(Visibility.EVERYONE))


def _found(index: Index, asked: Asked) -> Found:
    rows = np.full((len(asked.questions), LIST), -1, np.intp)
    right = np.zeros(rows.shape, np.bool_)
    for number, (question, able) in enumerate(zip(asked.questions, asked.right, strict=True)):
        shown = [index.workforce.row_of[each.employee] for each in shortlist(index, question).candidates]
        rows[number, : len(shown)] = shown
        right[number] = np.isin(rows[number], able)
    return Found(rows, right, np.array([len(able) for able in asked.right], np.intp))


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--seed", type=int, default=DEMO, help="of the municipality")
    parser.add_argument("--learned", action="store_true", help="with learned weights")
    options = parser.parse_args()
    weights = taught(options.employees, seed=options.seed) if options.learned else SHIPPED
    figures = measure(options.employees, seed=options.seed, weights=weights)
    report(f"Robustness, {options.employees:,} employees", figures, as_json=options.json)


if __name__ == "__main__":
    main()
