"""From the index and a question to the problem of a team: who could be in it, and what speaks for whom.

Whoever the asker may not see is never among the candidates, nor whoever lacks a qualification that is
demanded and is not named. All others who can meet a requirement are, with those who teach or want to learn
what is to be learned and some of each life phase; of very many the most useful are taken. Who has as many
invitations as they want counts as excluded, unless the question names them. Candidates stand in an order
drawn by lot (`Workforce.lots`), because equals are decided by position.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from matching.index.columns import days
from matching.index.index import Index
from matching.index.reach import Need, best_of, levels_of, summed
from matching.index.taxonomy import COVERING
from matching.index.ties import faded, for_each_pair
from matching.index.workload import SEAT_HOURS
from matching.model import Task
from matching.question import TeamQuestion
from matching.teams.problem import (
    Bools,
    Floats,
    Ints,
    Limits,
    Quota,
    QuotaKind,
    Team,
    TeamProblem,
    learner_seat,
)

# Of more candidates than these the most useful are taken. Measured with `bench.teams`.
MOST = 1_500
# Where few can meet anything, so many others stand beside them, and so many for each life phase. By eye.
FEW = 100
# A tie of this strength counts half: one task together a year ago, among five. By eye.
TIE_HALF = 0.2
# The probability from which on a need that no person confirmed is worth a seat; where none is so probable,
# the most probable is. Chosen on tasks judged by hand (`bench.people`): with less, seats go to guesses, with
# more, needs that were meant stay open.
WORTH_A_SEAT = 0.6
# What having the hours counts beside meeting a need, in [0, 1], to choose among very many candidates. By eye.
FREE = 0.1
NO_TASKS: Ints = np.empty(0, np.int64)

Ties = csr_array[np.float64, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Formulation:
    """A question as a problem; `rows` (n,) are the candidates' rows in the workforce.

    `needs` are the problem's requirements in order, and `free_hours` (n,) those that are known: hours
    a week, NaN where not said.
    """

    question: TeamQuestion
    problem: TeamProblem
    needs: tuple[Need, ...]
    rows: Ints
    free_hours: Floats


def formulate(index: Index, question: TeamQuestion, *, also: Iterable[str] = ()) -> Formulation:
    """The problem of a team; `also` are employees who are among the candidates in any case.

    Whom the asker may not see is left out, fixed members too: `Index.unseen` names them.
    """
    needs = index.needs(question.requirements)
    named = index.rows_of((*question.fixed, *also))
    rows = _candidates(index, question, needs, named)
    rows = rows[_most_useful(index, question, needs, rows, named)]
    n_rows = len(index.workforce.ids)
    offered = index.workforce.hours_offered[rows].astype(np.float64)
    taken = index.hours_taken(starts_on=question.starts_on, ends_on=question.ends_on)[rows].astype(np.float64)
    free = index.free_hours(rows, starts_on=question.starts_on, ends_on=question.ends_on)
    wanted = max(SEAT_HOURS, question.hours_each)
    problem = TeamProblem(
        proficiency=best_of(needs, rows, n_rows=n_rows),
        levels=levels_of(needs, rows, n_rows=n_rows),
        required=np.array([need.requirement.level for need in needs], np.int8),
        shares=_shares(needs),
        essential=np.array([need.requirement.essential for need in needs], np.bool_),
        workplace=index.workforce.workplace[rows].astype(np.int64),
        profession=index.workforce.profession[rows].astype(np.int64),
        hours=np.nan_to_num(free, nan=0.0),
        load=_load(offered, taken),
        exposure=index.workload.exposure[rows],
        hours_missing=np.maximum(0.0, wanted - np.nan_to_num(free, nan=wanted / 2)),
        ties=_ties(index, rows),
        fixed=_positions(index, rows, question.fixed),
        excluded=_excluded(index, question, rows, named),
        limits=Limits(
            smallest=question.smallest,
            largest=question.largest,
            workplaces=question.workplaces,
            professions=question.professions,
            hours=question.hours,
            hours_each=question.hours_each,
        ),
        quotas=_quotas(index, question, rows),
    )
    return Formulation(question=question, problem=problem, needs=needs, rows=rows, free_hours=free)


def asked_by(task: Task, question: TeamQuestion) -> TeamQuestion:
    """A question with what a task says where the question doesn't: who takes part are fixed members.

    A task of several life phases asks for each to be represented; of one, any workplace will do.
    """
    taking_part = (each.employee for each in task.assignments if each.employee not in question.exclude)
    return replace(
        question,
        text=question.text or f"{task.title}\n{task.description}",
        requirements=question.requirements or task.requirements,
        owners=question.owners or task.owners,
        fixed=question.fixed or tuple(taking_part),
        qualifications=question.qualifications or task.qualifications,
        life_phases=question.life_phases or (task.life_phases if len(task.life_phases) > 1 else ()),
    )


def _shares(needs: Sequence[Need]) -> Floats:
    """What each need counts for a team, (n_needs,), 1 in all: what isn't worth a seat counts nothing."""
    least = min(WORTH_A_SEAT, max((need.certainty for need in needs), default=0.0))
    shares: Floats = np.array([need.share * (need.certainty >= least) for need in needs])
    shares /= max(shares.sum(), 1e-9)
    return shares


def _candidates(index: Index, question: TeamQuestion, needs: Iterable[Need], named: Sequence[int]) -> Ints:
    """The rows of all who could be in the team, in the order drawn by lot."""
    chosen = np.zeros(len(index.workforce.ids), np.bool_)
    for need in needs:
        chosen[need.reach.rows] = True
    if question.learn:
        for rows in _seat(index, question.learn):
            chosen[rows] = True
    seen = index.workforce.seen_by(question.audience)
    able = index.workforce.qualified(question)
    able[named] = True
    seen &= able
    order = np.argsort(index.workforce.lots(question), kind="stable")
    wanted = [index.serving([phase])[index.workforce.workplace] for phase in question.life_phases]
    for others in (*wanted, np.ones_like(chosen)):
        there = int((chosen & seen & others).sum())
        more = order[(seen & others & ~chosen)[order]][: max(0, FEW - there)]
        chosen[more] = True
    chosen[named] = True
    return order[(chosen & seen)[order]]


def _most_useful(
    index: Index, question: TeamQuestion, needs: tuple[Need, ...], rows: Ints, named: Sequence[int]
) -> Ints:
    """Positions of those to choose from: everybody, or of very many the best in each respect, rising.

    In each respect there are some who may be in the team and some who may not, because they are excluded
    or short of hours, so that a shortfall can still say on whom it turns.
    """
    if len(rows) <= MOST:
        return np.arange(len(rows))
    n_rows = len(index.workforce.ids)
    best, levels = best_of(needs, rows, n_rows=n_rows), levels_of(needs, rows, n_rows=n_rows)
    free = index.free_hours(rows, starts_on=question.starts_on, ends_on=question.ends_on)
    free = np.nan_to_num(free, nan=0.0)
    covers = levels >= np.array([need.requirement.level for need in needs], np.int8)[:, None]
    respects = [*(best + covers), *(best + FREE * np.minimum(free, SEAT_HOURS) / SEAT_HOURS)]
    respects.append(summed(np.array([need.share for need in needs]), best))
    serving = [index.serving([phase])[index.workforce.workplace[rows]] for phase in question.life_phases]
    respects += [(1.0 + respects[-1]) * serves for serves in serving]
    able = free >= question.hours_each
    able[list(_excluded(index, question, rows, named))] = False
    most = MOST // (2 * len(respects))
    kept = np.zeros(len(rows), np.bool_)
    for respect in respects:
        for part in (respect * able, respect * ~able):
            found = np.argpartition(-part, most)[:most]
            kept[found[part[found] > 0]] = True
    seats = _seat(index, question.learn) if question.learn else ()
    return np.flatnonzero(kept | np.isin(rows, np.concatenate([named, *seats])))


def _load(offered: Floats, taken: Floats) -> Floats:
    """The part of what is offered that is taken, (n,).

    Who offers nothing is full; who said nothing is reckoned to offer `SEAT_HOURS`.
    """
    reckoned = np.nan_to_num(offered, nan=SEAT_HOURS)
    load: Floats = np.where(reckoned > 0, np.minimum(1.0, taken / np.maximum(reckoned, 1e-9)), 1.0)
    return load


def _ties(index: Index, rows: Ints) -> Ties:
    """How strong each pair's tie is (`matching.index.ties`), saturated to [0, 1), (n, n)."""
    took_part = _took_part(index, rows)
    joint_work = index.history.joint_work
    left = faded(days(index.workforce.today) - joint_work.closed_days)
    weights = joint_work.alive * for_each_pair(left, np.diff(joint_work.took_part.indptr))
    weighted = csr_array(
        (weights[took_part.indices], took_part.indices, took_part.indptr), shape=took_part.shape
    )
    found = (weighted @ took_part.T).tocoo()
    one, other = found.coords
    pairs = (one != other) & (found.data > 0)
    strength = found.data[pairs] / (found.data[pairs] + TIE_HALF)
    ties: Ties = csr_array((strength, (one[pairs], other[pairs])), shape=(len(rows), len(rows)))
    return ties


def _took_part(index: Index, rows: Ints) -> Ties:
    """Which tasks each candidate completed, (n, n_tasks)."""
    joint_work = index.history.joint_work
    own = [joint_work.tasks_of.get(row, NO_TASKS) for row in rows.tolist()]
    ends = np.cumsum([0, *map(len, own)])
    indices = np.concatenate([NO_TASKS, *own])
    return csr_array((np.ones(len(indices)), indices, ends), shape=(len(rows), len(joint_work.task_ids)))


def _quotas(index: Index, question: TeamQuestion, rows: Ints) -> tuple[Quota, ...]:
    quotas: list[Quota] = []
    if question.known or question.new:
        known = _known(index, question, rows)
        for kind, among, least in (
            (QuotaKind.KNOWN, known, question.known),
            (QuotaKind.NEW, ~known, question.new),
        ):
            quotas += [Quota(kind=kind, among=among, least=least)] if least else []
    if question.learn:
        learners, teachers = (
            np.flatnonzero(np.isin(rows, seat)).tolist() for seat in _seat(index, question.learn)
        )
        quotas += learner_seat(learners, teachers, size=len(rows), skill=question.learn)
    for phase in question.life_phases:
        serves = index.serving([phase])[index.workforce.workplace[rows]]
        quotas.append(Quota(kind=QuotaKind.LIFE_PHASE, among=serves, name=phase.value))
    return tuple(quotas)


def _seat(index: Index, skill: str) -> tuple[Ints, Ints]:
    """Who wants to learn a skill, and who can teach it or a narrower one; rows, nobody in both."""
    workforce = index.workforce
    teaching = [
        workforce.teachers.of(each.skill)
        for each in index.taxonomy.neighbours(skill)
        if each.relation in COVERING
    ]
    teachers = np.unique(np.concatenate(teaching))
    return np.setdiff1d(workforce.learners.of(skill), teachers), teachers


def _known(index: Index, question: TeamQuestion, rows: Ints) -> Bools:
    """Who of the candidates the owners or the fixed members know, (n,)."""
    workforce, joint_work = index.workforce, index.history.joint_work
    at_home = index.below(question.owners)[workforce.workplace]
    ours = np.flatnonzero(at_home & workforce.active)
    fixed = index.rows_of(question.fixed)
    tasks = np.zeros(len(joint_work.task_ids), np.bool_)
    for row in (*ours.tolist(), *fixed):
        tasks[joint_work.tasks_of.get(row, NO_TASKS)] = True
    met = _took_part(index, rows) @ (tasks & joint_work.alive)
    known: Bools = at_home[rows] | (met > 0) | np.isin(rows, fixed)
    return known


def _excluded(index: Index, question: TeamQuestion, rows: Ints, named: Sequence[int]) -> Team:
    """Where those stand who may not be in the team, as asked or with enough invitations, rising."""
    full = index.workload.full[rows] & ~np.isin(rows, named)
    return tuple(np.flatnonzero(full | np.isin(rows, index.rows_of(question.exclude))).tolist())


def _positions(index: Index, rows: Ints, ids: Iterable[str]) -> Team:
    """Where these employees stand among the candidates, rising; those who don't are left out."""
    return tuple(np.flatnonzero(np.isin(rows, index.rows_of(ids))).tolist())
