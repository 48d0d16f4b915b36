"""How well the product's own ranking finds the teams that really came together, beside simple baselines.

A data set of joint work (`bench.team_data`) is cut by time; what is asked and who may answer is in
`bench.team_queries`, the other methods in `bench.baselines`, the measures in
`matching.learning.evaluation`. Ours answers through `matching.ranking.ranking` from an `Index` of the
history, as of the first day asked about, with the weights that it learned from the last two years of that
history, as the product does; `list` is the short list of ten that a lead is shown then, and `shipped` ours
with the weights that ship.

All figures are in %, except `ndkl10` in nats (of the popular, the tenth of the pool with the most tasks,
against the rest). `low` and `high` are the ends of the 95 % interval of NDCG@10 over 1,000 bootstrap
folds; `ours_minus` is ours minus a baseline, in points, on the same folds.
"""

import argparse
import csv
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from bench import measures
from bench.baselines import BASELINES, Baseline, Past, Scores
from bench.blend import LogisticBlend
from bench.team_data import BadLine, Cut, Split, Work, changes, cut, lines, people, read, task, text
from bench.team_queries import SETTINGS, Pool, Query, queries
from matching.index.index import Index
from matching.learning.evaluation import FOLDS, Floats, Interval, bootstrap, ndcg
from matching.learning.regression import learn
from matching.model import Requirement
from matching.question import Filters, Question
from matching.ranking.ranking import Ranking, rank
from matching.ranking.shortlist import picked
from matching.weights import SHIPPED, Weights

SEED = 20
BATCH = 64
DEPTH = 100
POPULAR = 0.1
WIDTH = 120
MOST_QUERIES = 5_000
OURS, LIST, SHIPPED_OURS = "ours", "list", "shipped"
SETTING_NAMES = tuple(setting.name for setting in SETTINGS)
OTHERS: tuple[type[Baseline], ...] = (*BASELINES, LogisticBlend)
METHODS = (OURS, LIST, SHIPPED_OURS, *(baseline.name for baseline in OTHERS))
NDCG = "ndcg10"
IN_PERCENT = (NDCG, "r10", "p10", "map100", "coverage5", "popular10")
MEASURES = (*IN_PERCENT, "ndkl10")


class Method(Protocol):
    """A way to score the pool for a batch of queries, (n_queries, n_pool); -inf is not shown."""

    name: str

    def scores(self, queries: Sequence[Query]) -> Scores: ...


class Ours:
    """The product's ranking, by some weights. Rows that it doesn't touch are not shown."""

    def __init__(self, name: str, index: Index, pool: Pool) -> None:
        self.name, self.index, self.pool = name, index, pool
        self.column_of = np.full(len(index.workforce.ids), -1, np.intp)
        self.column_of[[index.workforce.row_of[id] for id in pool.column_of]] = np.arange(len(pool))

    def scores(self, queries: Sequence[Query]) -> Scores:
        scores = np.full((len(queries), len(self.pool)), -np.inf)
        for number, query in enumerate(queries):
            ranking = rank(self.index, question(query, self.pool))
            columns, values = self.scored(ranking)
            scores[number, columns] = values
        return scores

    def scored(self, ranking: Ranking) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Columns of the pool and their scores."""
        return self.column_of[ranking.rows], ranking.scores


class Listed(Ours):
    """The product's short list: its places as scores, nobody else."""

    def scored(self, ranking: Ranking) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        at = picked(ranking)
        return self.column_of[ranking.rows[at]], -np.arange(len(at), dtype=np.float64)


def question(query: Query, pool: Pool) -> Question:
    """A query as the product is asked it; the mask afterwards, the same for all methods, changes nothing."""
    return Question(
        requirements=tuple(Requirement(skill=skill) for skill in query.work.skills),
        text=text(query.work) if query.setting.with_text else "",
        members=() if query.known is None else (pool.id(query.known),),
        filters=Filters(new_ties=query.setting.new_ties, across=query.setting.across),
    )


def learned(history: Sequence[Work], *, seed: int) -> Weights:
    """Weights from the last two years of a history, as the product learns them from its own closed tasks.

    What ships where the history is too short to learn from.
    """
    try:
        at = cut(history, Split.TEST)
    except ValueError:
        return SHIPPED
    index = Index.build(changes(at.history, people(at.history, seed=seed)), today=at.today, terms=lines)
    texts = {work.id: text(work) for work in at.later}
    return learn(index, [task(work) for work in at.later], text=texts, seed=seed)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one method answered in one setting: measures (n_queries,) and who came first (n_queries, 10)."""

    measures: dict[str, Floats]
    first: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All answers, by the name of the setting and that of the method, with what was asked of whom."""

    counts: dict[str, int]
    period: tuple[int, int]
    today: date
    pool: Pool
    asked: dict[str, list[Query]]
    answers: dict[str, dict[str, Answers]]


def evaluate(
    works: Sequence[Work],
    *,
    split: Split = Split.TEST,
    seed: int = SEED,
    settings: Sequence[str] = SETTING_NAMES,
    methods: Sequence[str] = METHODS,
    progress: Progress,
) -> Evaluation:
    """Ask the methods the questions of a data set; raises `ValueError` if it can't be cut by time."""
    at = cut(works, split)
    everybody = people(at.history, seed=seed)
    pool = Pool.build(at.history, everybody)
    past = Past(at, pool)
    made = [
        *_ours(at, pool, methods, seed=seed),
        *(make(past, seed=seed) for make in OTHERS if make.name in methods),
    ]
    asked = {
        setting.name: _thinned(list(queries(at.later, pool, setting)))
        for setting in SETTINGS
        if setting.name in settings
    }
    judge = Judge(pool, seed=seed)
    answers: dict[str, dict[str, Answers]] = {name: {} for name in asked}
    for name, of in asked.items():
        for method in made:
            line = progress.add_task(f"{name} {method.name}", total=len(of))
            answers[name][method.name] = judge.answers(method, of, progress, line)
            progress.remove_task(line)
    counts = {
        "tasks": len(works),
        "history_tasks": len(at.history),
        "later_tasks": len(at.later),
        "people": len(everybody.ids),
        "pool": len(pool),
        "skills": len({skill for work in at.history for skill in work.skills}),
    }
    return Evaluation(counts, (at.later[0].year, at.later[-1].year), at.today, pool, asked, answers)


def _ours(at: Cut, pool: Pool, methods: Sequence[str], *, seed: int) -> list[Method]:
    """The product's own ways among the methods, from one index in which only the pool shows itself."""
    if not {OURS, LIST, SHIPPED_OURS} & set(methods):
        return []
    known = changes(at.history, pool.people, shown=frozenset(pool.rows.tolist()))
    shipped = Index.build(known, today=at.today, terms=lines)
    index = (
        replace(shipped, weights=learned(at.history, seed=seed)) if {OURS, LIST} & set(methods) else shipped
    )
    made = [Ours(OURS, index, pool), Listed(LIST, index, pool), Ours(SHIPPED_OURS, shipped, pool)]
    return [each for each in made if each.name in methods]


class Judge:
    """Measures rankings over a pool; equal scores are ordered by a draw, another one for each task."""

    def __init__(self, pool: Pool, *, seed: int) -> None:
        self.pool = pool
        self.popular = pool.popular(POPULAR)
        self.held = [pool.people.skills[row].keys() for row in pool.rows.tolist()]
        self.draw = np.random.default_rng(seed).permutation(len(pool))

    def answers(self, method: Method, asked: Sequence[Query], progress: Progress, line: TaskID) -> Answers:
        """Everything about one method in one setting."""
        rankings: list[NDArray[np.intp]] = []
        for start in range(0, len(asked), BATCH):
            batch = asked[start : start + BATCH]
            for query, scores in zip(batch, method.scores(batch), strict=True):
                scores[~self.pool.allowed(query.setting, query.known)] = -np.inf
                ties = np.roll(self.draw, crc32(query.work.id.encode()))
                rankings.append(measures.best(scores, ties, depth=DEPTH))
            progress.advance(line, len(batch))
        return self.judged(measures.padded(rankings, depth=DEPTH), asked)

    def judged(self, ranked: NDArray[np.intp], asked: Sequence[Query]) -> Answers:
        """The measures of rankings (n_queries, `DEPTH`)."""
        found = measures.hits(ranked, [query.sought for query in asked])
        n_sought = np.array([len(query.sought) for query in asked], np.intp)
        needed = [query.work.skills for query in asked]
        judged = {
            NDCG: ndcg(found, n_sought, k=10),
            "r10": measures.recall(found, n_sought, k=10),
            "p10": measures.precision(found, k=10),
            "map100": measures.average_precision(found, n_sought, k=DEPTH),
            "coverage5": measures.skill_coverage(ranked, needed, self.held, k=5),
            "popular10": measures.share_of_group(ranked, self.popular, k=10),
            "ndkl10": measures.ndkl(ranked, self.popular, k=10),
        }
        return Answers(judged, ranked[:, :10])


def figures(answers: dict[str, Answers], *, seed: int) -> dict[str, object]:
    """One setting as it goes into the JSON line: ours at the top, and each method under its name."""
    names = list(answers)
    values = 100 * np.array([answers[name].measures[NDCG] for name in names])
    n_queries = values.shape[1] if names else 0
    if not n_queries:
        return {"queries": 0, **_interval(None), **{name: _interval(None) for name in names}}
    own = dict(zip(names, bootstrap(values, seed=seed), strict=True))
    by_name: dict[str, dict[str, float | None]] = {}
    for name in names:
        means = {key: float(of.mean()) for key, of in answers[name].measures.items()}
        by_name[name] = {key: 100 * mean if key in IN_PERCENT else mean for key, mean in means.items()}
        by_name[name] |= _interval(own[name])
    if OURS in names:
        others = [name for name in names if name != OURS]
        apart = values[names.index(OURS)] - values[[names.index(name) for name in others]]
        for name, of in zip(others, bootstrap(apart, seed=seed), strict=True):
            by_name[name] |= {
                "ours_minus": of.mean,
                "ours_minus_low": of.low,
                "ours_minus_high": of.high,
            }
    return {"queries": n_queries, **_interval(own.get(OURS)), **by_name}


def table(name: str, figures: dict[str, object]) -> Table:
    """One setting for people to read."""
    shown = Table(
        title=f"{name}: {figures['queries']:,} queries",
        title_justify="left",
        box=SIMPLE,
        padding=(0, 1, 0, 0),
    )
    for heading in ("method", NDCG, "95 %", *MEASURES[1:], "ours minus"):
        shown.add_column(heading, justify="left" if heading == "method" else "right", no_wrap=True)
    for method in METHODS:
        row = figures.get(method)
        if isinstance(row, dict) and row[NDCG] is not None:
            between = "{low:.1f}–{high:.1f}".format(**row)
            values = [f"{row[key]:.1f}" for key in IN_PERCENT[1:]]
            minus = "{ours_minus:+.1f} ({ours_minus_low:+.1f} to {ours_minus_high:+.1f})"
            apart = minus.format(**row) if "ours_minus" in row else ""
            shown.add_row(method, f"{row[NDCG]:.2f}", between, *values, f"{row['ndkl10']:.3f}", apart)
    return shown


def write_queries(path: Path, evaluation: Evaluation) -> None:
    """A CSV with a line for each query and method: its measures, and whom it sought, knew and showed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["setting", "task", "year", "method", *MEASURES, "known", "sought", "shown"])
        for setting, by_method in evaluation.answers.items():
            for method, answers in by_method.items():
                for number, query in enumerate(evaluation.asked[setting]):
                    known = "" if query.known is None else evaluation.pool.id(query.known)
                    sought = " ".join(map(evaluation.pool.id, query.sought.tolist()))
                    shown = [
                        evaluation.pool.id(column) for column in answers.first[number].tolist() if column >= 0
                    ]
                    values = [round(float(answers.measures[key][number]), 6) for key in MEASURES]
                    lines.writerow(
                        [
                            setting,
                            query.work.id,
                            query.work.year,
                            method,
                            *values,
                            known,
                            sought,
                            " ".join(shown),
                        ]
                    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 2 if the data set can't be read or cut."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").splitlines()[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("path", type=Path, help="the data set, JSON lines, .gz or not")
    parser.add_argument("--split", type=Split, choices=list(Split), default=Split.TEST, help="which period")
    parser.add_argument(
        "--settings", nargs="+", choices=SETTING_NAMES, default=SETTING_NAMES, help="what to ask"
    )
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=METHODS, help="whom to ask")
    parser.add_argument("--seed", type=int, default=SEED, help="of clusters, draws and folds")
    parser.add_argument(
        "--queries", type=Path, metavar="FILE", help="write a CSV line for each query and method"
    )
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    options = parser.parse_args(arguments)

    started, errors = time.perf_counter(), Console(stderr=True)
    try:
        with Progress(console=errors, transient=True) as progress:
            found = evaluate(
                read(options.path),
                split=options.split,
                seed=options.seed,
                settings=options.settings,
                methods=options.methods,
                progress=progress,
            )
    except (BadLine, OSError, ValueError) as error:
        errors.print(f"{options.path}: {error}", style="red", markup=False)
        return 2
    settings = {name: figures(answers, seed=options.seed) for name, answers in found.answers.items()}
    output = Console(width=WIDTH)
    for name, of in settings.items():
        output.print(table(name, of))
    if options.queries:
        write_queries(options.queries, found)
    run = {
        **found.counts,
        "split": options.split.value,
        "first_year": found.period[0],
        "last_year": found.period[1],
        "today": found.today.isoformat(),
        "seed": options.seed,
        "folds": FOLDS,
        "seconds": round(time.perf_counter() - started, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
    }
    output.print(", ".join(f"{key} {value}" for key, value in run.items()))
    if options.json:
        print(json.dumps({**run, **settings}))
    return 0


def _thinned(asked: list[Query]) -> list[Query]:
    """At most `MOST_QUERIES`, evenly over the period, so that large data sets end in time."""
    if len(asked) <= MOST_QUERIES:
        return asked
    chosen = np.linspace(0, len(asked) - 1, MOST_QUERIES).astype(np.intp)
    return [asked[place] for place in chosen.tolist()]


def _interval(interval: Interval | None) -> dict[str, float | None]:
    if interval is None:
        return {NDCG: None, "low": None, "high": None}
    return {NDCG: interval.mean, "low": interval.low, "high": interval.high}


if __name__ == "__main__":
    sys.exit(main())
