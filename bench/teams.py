"""How near assembled teams come to proven best ones, and how long it takes, beside two plain ways.

On a synthetic municipality, the same for the same seed, and (`demo_`) on the demo municipality, where the
tasks of its last year are asked one after the other as when they were opened, with their lead, from what was
known before that year; `demo_answer` is the whole way from the question, and tasks that ask for more than
there is (`demo_asking_too_much_tasks`) are asked for less, as the product does. `demo_listed` is the same
with the task's list, of which teams are put together where it will do, and what that costs in points. A gap
is what a team is worth less than the proven best one, in % of that. A plain way's team counts even where it
breaks a limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.measuring import DEMO_EMPLOYEES, Figures, arguments, percentiles, report, times
from bench.municipality import past
from bench.peers import ASKED_FROM
from bench.team_tasks import staff, task
from graph.demo.projects import LEAD
from harness.plain_teams import greedy
from matching.index.index import Index
from matching.model import Task, Visibility
from matching.question import TeamQuestion
from matching.ranking.shortlist import shortlist
from matching.teams import exact
from matching.teams.answer import TeamAnswer, propose
from matching.teams.assembly import Assembly, assemble
from matching.teams.candidates import asked_by
from matching.teams.problem import Team, TeamProblem, objective
from matching.teams.shortfalls import unmet
from service.use_cases.answering import listed_for

EMPLOYEES = 5_000
SKILLS = 2_000
TASKS = 100
NEEDS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
FEW_NEEDS = 8
TIME_LIMIT_S = 4.0
SEED = 7


@dataclass(frozen=True, slots=True)
class Answer:
    """One task with its teams, and what the best team is worth if that was proven."""

    problem: TeamProblem
    assembled: Team
    greedy: Team
    rarest_first: Team
    best: float | None

    def gap_pct(self, team: Team) -> float:
        """How far a team stays behind the best one."""
        assert self.best is not None
        return 100 * (self.best - objective(self.problem, team)) / abs(self.best)


def measure(
    employees: int,
    *,
    demo_employees: int = DEMO_EMPLOYEES,
    count: int = TASKS,
    time_limit_s: float = TIME_LIMIT_S,
) -> Figures:
    """Assemble three proposals for each task, then prove the best team and ask the plain ways."""
    of = staff(employees=employees, skills=SKILLS, seed=SEED)
    problems = [task(of, needs=NEEDS[n % len(NEEDS)], seed=n) for n in range(count)]
    found = demo(demo_employees, count=count, time_limit_s=time_limit_s)
    return {
        "employees": employees,
        "skills": SKILLS,
        **figures(problems, time_limit_s=time_limit_s),
        **{f"demo_{name}": value for name, value in found.items()},
    }


def demo(employees: int, *, count: int, time_limit_s: float) -> Figures:
    """The same for the first tasks of the demo municipality's last year."""
    of = past(employees, on=ASKED_FROM)
    index = of.index()
    questions = [_opened(each) for each in of.later if each.requirements][:count]
    answers: list[TeamAnswer] = []
    answering = times(lambda question: answers.append(propose(index, question)), questions)
    return {
        "employees": employees,
        "asking_too_much_tasks": sum(not each.as_asked for each in answers),
        "candidates_mean": float(np.mean([each.kept.size for each in answers])),
        **figures([each.kept for each in answers if each.proposals], time_limit_s=time_limit_s),
        **answering.figures("answer"),
        **_of_listed(index, questions, answers),
    }


def _of_listed(index: Index, questions: Sequence[TeamQuestion], of_all: Sequence[TeamAnswer]) -> Figures:
    """How often all members are named by the list, and how many points fewer the first proposal has."""
    found: list[TeamAnswer] = []
    inside: list[bool] = []

    def ask(question: TeamQuestion) -> None:
        listing = replace(
            listed_for(question), requirements=question.requirements, audience=question.audience
        )
        named = shortlist(index, listing).named
        found.append(propose(index, question, listed=named))
        inside.append({*found[-1].members(index)} <= named | {*question.fixed})

    asking = times(ask, questions)
    lost = [
        one.proposals[0].objective - other.proposals[0].objective
        for one, other in zip(of_all, found, strict=True)
        if one.proposals and other.proposals
    ]
    return {
        "listed_share": float(np.mean(inside)),
        "listed_lost_mean_points": float(np.mean(lost)),
        "listed_lost_max_points": max(lost),
        **asking.figures("listed_answer"),
    }


def _opened(task: Task) -> TeamQuestion:
    """What a lead asks who has just opened a task."""
    lead = tuple(each for each in task.assignments if each.role == LEAD)
    return asked_by(replace(task, assignments=lead), TeamQuestion(audience=Visibility.LEADS))


def figures(problems: Sequence[TeamProblem], *, time_limit_s: float) -> Figures:
    """The same for any problems that have a team."""
    assemble(problems[0])
    found: list[Assembly] = []
    assembling = times(lambda problem: found.append(assemble(problem)), problems)
    proofs: list[exact.Proof] = []
    with_team = [(problem, each.proposals[0].members) for problem, each in zip(problems, found, strict=True)]

    def prove(known: tuple[TeamProblem, Team]) -> None:
        proofs.append(exact.solve(known[0], known=known[1], time_limit_s=time_limit_s))

    proving = times(prove, with_team)
    answers = [
        Answer(problem, team, greedy(problem)[0], rarest_first(problem), _proven(problem, proof))
        for (problem, team), proof in zip(with_team, proofs, strict=True)
    ]
    proven = [answer for answer in answers if answer.best is not None]
    few = [answer for answer in proven if len(answer.problem.shares) <= FEW_NEEDS]
    return {
        "tasks": len(problems),
        "tasks_to_8_needs": sum(len(problem.shares) <= FEW_NEEDS for problem in problems),
        "proven_tasks": len(proven),
        "proven_tasks_to_8_needs": len(few),
        "gap_max_pct": max(answer.gap_pct(answer.assembled) for answer in few),
        "gap_max_to_12_needs_pct": max(answer.gap_pct(answer.assembled) for answer in proven),
        **_gaps("greedy", proven, [answer.greedy for answer in proven]),
        **_gaps("rarest_first", proven, [answer.rarest_first for answer in proven]),
        "best_min_points": min(answer.best for answer in proven if answer.best is not None),
        "proposals_mean": float(np.mean([len(each.proposals) for each in found])),
        "members_mean": float(np.mean([len(answer.assembled) for answer in answers])),
        **assembling.figures("assemble"),
        "assemble_cpu_p95_ms": percentiles("cpu", assembling.cpu)["cpu_p95_ms"],
        **percentiles("exact", proving.wall),
        **percentiles("greedy", times(greedy, problems).wall),
        **percentiles("rarest_first", times(rarest_first, problems).wall),
    }


def rarest_first(problem: TeamProblem) -> Team:
    """Whoever has the rarest skill, with the nearest who has each other one (Lappas, Liu & Terzi 2009).

    Of all who have the rarest, the one whose farthest companion is nearest; equals by position. Skills that
    nobody has are left out.
    """
    having = [np.flatnonzero(covers & problem.eligible) for covers in problem.covers]
    able = [who for who in having if len(who)]
    if not able:
        return problem.fixed
    needs = sorted(range(len(able)), key=lambda r: (len(able[r]), r))
    centres = able[needs[0]]
    distances = 1.0 - problem.ties[centres].toarray()
    distances[np.arange(len(centres)), centres] = 0.0
    nearest = np.array([able[r][distances[:, able[r]].argmin(axis=1)] for r in needs])
    radius = np.take_along_axis(distances, nearest.T, axis=1).max(axis=1)
    chosen = int(radius.argmin())
    return tuple(sorted({int(centres[chosen]), *nearest[:, chosen].tolist(), *problem.fixed}))


def _proven(problem: TeamProblem, proof: exact.Proof) -> float | None:
    """What the best team is worth, if the proof was finished."""
    assert proof.team is not None
    best = objective(problem, proof.team)
    return best if proof.bound - best <= 2 * exact.PROVEN else None


def _gaps(name: str, answers: Sequence[Answer], teams: Sequence[Team]) -> Figures:
    pairs = list(zip(answers, teams, strict=True))
    gaps = [answer.gap_pct(team) for answer, team in pairs]
    return {
        f"{name}_gap_mean_pct": float(np.mean(gaps)),
        f"{name}_gap_max_pct": max(gaps),
        f"{name}_breaks_limits_tasks": sum(bool(unmet(answer.problem, team)) for answer, team in pairs),
    }


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.set_defaults(employees=EMPLOYEES)
    parser.add_argument("--demo-employees", type=int, default=DEMO_EMPLOYEES, help="size of the demo")
    parser.add_argument("--tasks", type=int, default=TASKS, help="how many tasks of each")
    parser.add_argument("--time-limit", type=float, default=TIME_LIMIT_S, help="s for each proof")
    options = parser.parse_args()
    found = measure(
        options.employees,
        demo_employees=options.demo_employees,
        count=options.tasks,
        time_limit_s=options.time_limit,
    )
    report(f"Teams, {options.employees:,} employees", found, as_json=options.json)


if __name__ == "__main__":
    main()
