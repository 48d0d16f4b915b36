"""Ours beside the rankings of other tools, in the first five: who really took part, and what they cover.

Asked are tasks that came later than everything known, by their required skills alone, which is all that
the other tools use. Sought are those who really took part. Measured, in %, are NDCG@5, and `covered5`: the
share of a task's needs that one of the five has the very skill for, at the level asked for and more than
assumed. The data is the demo municipality and, with `--teams PATH`, a data set of joint work (T1 of
`bench.quality`; nothing there tells what people want, so will counts nothing).

Ours is the product's short list, `ours` with weights learned from the history, `shipped` with those that
ship. `_better_pct` is how much better ours is, in % of the other's mean, with the 95 % interval of a paired
bootstrap; `_losing` is the number of tasks in which the other is better.
"""

import argparse
import csv
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.measures import best, hits, padded
from bench.measuring import Figures, arguments, report
from bench.municipality import past
from bench.peer_rankings import PEERS, Profiles
from bench.quality import learned
from bench.team_data import Split, changes, cut, lines, people, read, task
from bench.team_queries import SETTINGS, Pool, queries
from graph.demo.generation import SEED as DEMO
from matching.index.index import Index
from matching.learning.evaluation import bootstrap, ndcg
from matching.learning.regression import learn
from matching.model import Evidence, Requirement, Task, Visibility
from matching.question import Question
from matching.ranking.shortlist import shortlist
from matching.weights import SHIPPED, Weights

SEED = 20
FIRST = 5
ASKED_FROM = date(2025, 11, 1)
LEARNED_FROM = date(2024, 11, 1)
OURS, AS_SHIPPED = "ours", "shipped"
MEASURES = ("ndcg5", "covered5")

Columns = NDArray[np.intp]
Ranker = Callable[[Question], Columns]


@dataclass(frozen=True, slots=True)
class Cases:
    """Tasks asked about from an index, and the rows of those who took part in each, if they can be seen."""

    name: str
    index: Index
    profiles: Profiles
    tasks: tuple[Task, ...]
    sought: tuple[Columns, ...]


@dataclass(frozen=True, slots=True)
class Losing:
    """A task in which another ranking did better than ours."""

    data: str
    task: str
    title: str
    peer: str
    measure: str
    ours: float
    theirs: float


def taught(employees: int, *, seed: int = DEMO) -> Weights:
    """What the year before the one that is asked about teaches the demo municipality."""
    before = past(employees, on=LEARNED_FROM, until=ASKED_FROM, seed=seed)
    words = {each.id: f"{each.title}\n{each.description}" for each in before.later}
    return learn(before.index(), before.later, text=words, seed=SEED)


def municipal(employees: int, *, seed: int = DEMO) -> Cases:
    """The last year of the demo municipality, with weights learned from the year before it."""
    of = past(employees, on=ASKED_FROM, seed=seed)
    index = of.index(taught(employees, seed=seed))
    row_of, willing = index.workforce.row_of, dict[str, list[int]]()
    for each in of.then.employees:
        for skill in {*each.wants_to_learn, *each.can_teach}:
            willing.setdefault(skill, []).append(row_of[each.id])
    profiles = Profiles(index, {skill: np.array(rows, np.intp) for skill, rows in willing.items()})
    return _cases("municipality", profiles, of.later)


def joint_work(path: Path) -> Cases:
    """A data set of joint work; only its experienced people are shown, as in `bench.quality`."""
    at = cut(read(path), Split.TEST)
    everybody = people(at.history, seed=SEED)
    pool = Pool.build(at.history, everybody)
    known = changes(at.history, everybody, shown=frozenset(pool.rows.tolist()))
    weights = learned(at.history, seed=SEED)
    index = Index.build(known, today=at.today, terms=lines, weights=weights)
    asked = [task(query.work) for query in queries(at.later, pool, SETTINGS[0]) if query.work.skills]
    return _cases("teams", Profiles(index, {}), asked)


def measure(cases: Cases) -> tuple[Figures, list[Losing]]:
    """All figures of one set of cases, and where ours loses."""
    rankers: dict[str, Ranker] = {
        OURS: _ours(cases.index),
        AS_SHIPPED: _ours(replace(cases.index, weights=SHIPPED)),
        **{name: _peer(cases.profiles, scores) for name, scores in PEERS.items()},
    }
    asked = [Question(requirements=each.requirements, limit=FIRST) for each in cases.tasks]
    values = {
        name: _values(cases, padded([rank(each) for each in asked], depth=FIRST), asked)
        for name, rank in rankers.items()
    }
    figures: Figures = {f"{cases.name}_tasks": len(asked)}
    losing: list[Losing] = []
    for number, measure in enumerate(MEASURES):
        ours = values[OURS][number]
        for name, of_both in values.items():
            figures[f"{cases.name}_{name}_{measure}"] = 100 * float(of_both[number].mean())
        for name in PEERS:
            theirs = values[name][number]
            (apart,) = bootstrap((ours - theirs)[None], seed=SEED)
            for end, value in (("", apart.mean), ("_low", apart.low), ("_high", apart.high)):
                figures[f"{cases.name}_{name}_{measure}_better_pct{end}"] = (
                    100 * value / max(theirs.mean(), 1e-9)
                )
            worse = np.flatnonzero(theirs > ours).tolist()
            figures[f"{cases.name}_{name}_{measure}_losing"] = len(worse)
            losing += [
                Losing(
                    cases.name, cases.tasks[at].id, cases.tasks[at].title, name, measure, ours[at], theirs[at]
                )
                for at in worse
            ]
    return figures, losing


def write_losing(path: Path, losing: Sequence[Losing]) -> None:
    """A CSV with a line for each task, measure and other ranking that was better than ours; worst first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(Losing.__slots__)
        for each in sorted(losing, key=lambda one: one.ours - one.theirs):
            rows.writerow(getattr(each, name) for name in Losing.__slots__)


def _cases(name: str, profiles: Profiles, tasks: Sequence[Task]) -> Cases:
    """The tasks that ask for skills and that somebody who can be seen took part in."""
    workforce = profiles.index.workforce
    shown = workforce.seen_by(Visibility.EVERYONE)
    asked: list[Task] = []
    sought: list[Columns] = []
    for each in tasks:
        rows = [workforce.row_of.get(one.employee, -1) for one in each.assignments]
        team = np.array([row for row in rows if row >= 0 and shown[row]], np.intp)
        if len(team) and each.requirements:
            asked.append(each)
            sought.append(team)
    return Cases(name, profiles.index, profiles, tuple(asked), tuple(sought))


def _ours(index: Index) -> Ranker:
    def rank(question: Question) -> Columns:
        rows = (index.workforce.row_of[each.employee] for each in shortlist(index, question).candidates)
        return np.fromiter(rows, np.intp)

    return rank


def _peer(profiles: Profiles, scores: Callable[[Profiles, Question], NDArray[np.float64]]) -> Ranker:
    """A peer's first five of those who can be seen; equal scores in a drawn order, another for each task."""
    workforce = profiles.index.workforce
    shown = workforce.seen_by(Visibility.EVERYONE)
    draw = np.random.default_rng(SEED).permutation(len(workforce.ids))

    def rank(question: Question) -> Columns:
        found = scores(profiles, question)
        salt = zlib.crc32(" ".join(need.skill for need in question.requirements).encode())
        return best(np.where(shown & (found > 0), found, -np.inf), np.roll(draw, salt), depth=FIRST)

    return rank


def _values(cases: Cases, ranked: Columns, asked: Sequence[Question]) -> NDArray[np.float64]:
    """NDCG@5 and the share of needs covered, (2, n_tasks)."""
    n_sought = np.array([len(rows) for rows in cases.sought], np.intp)
    covered = [
        np.mean([_covers(cases.index, rows, need) for need in each.requirements])
        for each, rows in zip(asked, ranked.tolist(), strict=True)
    ]
    return np.array([ndcg(hits(ranked, cases.sought), n_sought, k=FIRST), covered])


def _covers(index: Index, rows: Sequence[int], need: Requirement) -> bool:
    held = (index.workforce.skills.of(row, need.skill) for row in rows if row >= 0)
    return any(
        one is not None and one.level >= need.level and one.evidence is not Evidence.ASSUMED for one in held
    )


def main() -> None:
    parser: argparse.ArgumentParser = arguments(__doc__ or "")
    parser.add_argument(
        "--teams", type=Path, metavar="PATH", help="a data set of joint work, beside the demo"
    )
    parser.add_argument(
        "--losing", type=Path, metavar="FILE", help="write the tasks in which another is better"
    )
    parser.add_argument("--seed", type=int, default=DEMO, help="of the municipality")
    options = parser.parse_args()
    figures, losing = measure(municipal(options.employees, seed=options.seed))
    if options.teams:
        of_teams, lost = measure(joint_work(options.teams))
        figures, losing = figures | of_teams, losing + lost
    if options.losing:
        write_losing(options.losing, losing)
    report("Ours beside other tools' rankings", figures, as_json=options.json)


if __name__ == "__main__":
    main()
