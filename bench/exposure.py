"""Whether everybody's help is asked for, or always the same few: suggestions with exposure on and off.

Teams: a thousand tasks of the synthetic municipality of `bench.teams`, in which a few skills and people
are much in demand, in two months; the members of each first proposal count as suggested from then on.
Short lists: as many of the demo's own tasks, a few kinds again and again, five colleagues each. Off is
the same without exposure. Coverage is the share of a task's weight that somebody suggested meets.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from bench.measuring import Figures, arguments, report
from bench.municipality import TODAY, everything, made
from bench.team_tasks import Staff, staff, task
from matching.index.index import Changes, Index
from matching.index.workload import Load
from matching.language.linking import SkillLinker
from matching.model import Task
from matching.question import Coverage, Question, Signal
from matching.ranking.shipped import DEFAULT
from matching.ranking.shortlist import shortlist
from matching.teams.assembly import assemble
from matching.weights import Weights

EMPLOYEES = 5_000
SKILLS = 2_000
TASKS = 1_000
NEEDS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
DAYS = 60
LISTED = 5
SKEW = 0.5
"""The n-th kind of the demo's tasks comes n ** -SKEW as often as the first."""
BUSIEST = 0.05
SEED = 7

Suggested = tuple[float, Sequence[str]]
"""Of one task the coverage, and whom it was suggested to."""


def measure(employees: int, *, count: int = TASKS) -> Figures:
    """Ask everything with exposure off and on, as teams and as short lists."""
    of = staff(employees=employees, skills=SKILLS, seed=SEED)
    demo = made(employees)
    index = Index.build(everything(demo), today=TODAY, terms=SkillLinker().fit(demo.skills).terms)
    asked = _questions([each for each in demo.tasks if each.requirements], count)
    return {
        "employees": employees,
        "tasks": count,
        **_compared("teams", *(_figures(_teams(of, count, on=on), employees) for on in (False, True))),
        **_compared("lists", *(_figures(_lists(index, asked, on=on), employees) for on in (False, True))),
    }


def _teams(people: Staff, count: int, *, on: bool) -> Iterator[Suggested]:
    row_of = {str(row): row for row in range(len(people.hours))}
    load = Load(TODAY)
    new: list[tuple[str, date]] = []
    for number in range(count):
        load = load.patched(new, (), row_of=row_of, on=_day(number, count))
        exposure = load.exposure if on else np.zeros(len(row_of))
        problem = replace(task(people, needs=NEEDS[number % len(NEEDS)], seed=number), exposure=exposure)
        found = assemble(problem, proposals=1).proposals
        members = list(found[0].members) if found else []
        covered = problem.covers[:, members].any(axis=1)
        new = [(str(member), load.on) for member in members]
        yield float(problem.shares[covered].sum()), [employee for employee, _ in new]


def _lists(index: Index, asked: Sequence[Question], *, on: bool) -> Iterator[Suggested]:
    if not on:
        off = {name: {**weights, Signal.EXPOSURE: 0.0} for name, weights in DEFAULT.items()}
        index = replace(index, weights=Weights(off))
    new: list[tuple[str, date]] = []
    for number, question in enumerate(asked):
        today = _day(number, len(asked))
        index = index.patched(Changes(number=number + 2, suggestions=new), today=today)
        found = shortlist(index, question).candidates
        met = {
            part.requirement.skill
            for each in found
            for part in each.coverage
            if part.coverage is Coverage.COVERED
        }
        whole = sum(need.weight for need in question.requirements)
        new = [(each.employee, today) for each in found]
        yield (
            sum(need.weight for need in question.requirements if need.skill in met) / whole,
            [employee for employee, _ in new],
        )


def _figures(answers: Iterator[Suggested], employees: int) -> Figures:
    suggested: Counter[str] = Counter()
    coverage = []
    for covered, people in answers:
        coverage.append(covered)
        suggested.update(people)
    most = suggested.most_common(round(BUSIEST * employees))
    return {
        "coverage_pct": 100 * float(np.mean(coverage)),
        "busiest_5_pct": 100 * sum(times for _, times in most) / suggested.total(),
        "most_for_one": most[0][1],
        "people": len(suggested),
    }


def _compared(name: str, off: Figures, on: Figures) -> Figures:
    return {
        **{f"{name}_off_{key}": value for key, value in off.items()},
        **{f"{name}_on_{key}": value for key, value in on.items()},
        f"{name}_coverage_lost_pct": 100 * (1 - on["coverage_pct"] / off["coverage_pct"]),
    }


def _questions(tasks: Sequence[Task], count: int) -> list[Question]:
    chance = np.random.default_rng(SEED)
    kinds = chance.permutation(len(tasks))
    common = np.arange(1.0, len(tasks) + 1) ** -SKEW
    drawn = kinds[chance.choice(len(tasks), size=count, p=common / common.sum())]
    return [
        Question(
            requirements=tasks[at].requirements,
            text=f"{tasks[at].title}\n{tasks[at].description}",
            unit=next(iter(tasks[at].owners), None),
            limit=LISTED,
        )
        for at in drawn.tolist()
    ]


def _day(number: int, count: int) -> date:
    return TODAY + timedelta(days=number * DAYS // count)


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.set_defaults(employees=EMPLOYEES)
    parser.add_argument("--tasks", type=int, default=TASKS, help="how many tasks")
    options = parser.parse_args()
    found = measure(options.employees, count=options.tasks)
    report(f"Exposure, {options.employees:,} employees", found, as_json=options.json)


if __name__ == "__main__":
    main()
