"""From a ranking to a short list that covers the task, with every part of it explained.

A task across professions is met by different people for different needs, so the list is picked one
by one, each time the colleague who adds most (explicit diversification, xQuAD, Santos et al. 2010):

    pick argmax_e  score(e) + step · (TRADE · max_r in e's trade telling_r
                             + SPREAD · Σ_r share_r · met_r(e) · Π_{j picked} (1 - met_r(j))
                             + ACROSS · (½ ** picked of e's area + ½ ** picked of e's profession) / 2)
    telling_r = probability_r / (professions that r is usual in) ** GENERAL, the highest 1
    met_r(e) = min(1, best_r(e) / ENOUGH)²
    step     = what the 10th highest score has over the 30th; over the last where those are all but equal

The step is how far apart scores lie where a list ends, whatever the weights are: so much more score goes
before covering a `SPREAD`th of what is open, and those who stand out stay in front.

A need is in somebody's trade if they meet it by the skill itself or a narrower one, and it is usual in their
profession (`matching.index.professions`); of a need that no person confirmed the probability counts. So
whoever was only there comes after those whose trade it is, and who brings what many professions do after who
brings what few do. Where nothing is known of whose trade any need is, all are alike.

From `ENOUGH` on a need is met: among those who can do it well the score decides, past tasks and free
hours included. The square is there because half-measures don't cover a need. An area is what lies
right below the municipality. The score itself is not changed by what stands above it. Equal scores
are ordered by lot (`Workforce.lots`).
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import day
from matching.index.index import Index
from matching.index.reach import Need, levels_of, summed
from matching.index.taxonomy import COVERING
from matching.model import Evidence, HeldSkill, Requirement
from matching.question import Band, Candidate, Contribution, Coverage, Question, Relation, RequirementCoverage
from matching.ranking.answer import Elsewhere, Shortlist
from matching.ranking.ranking import Ranking, rank
from matching.ranking.signals import SIGNALS, Behind
from matching.ranking.similar import askable, similar_tasks

# How many steps of score it is worth that a need is somebody's trade, if it is of one profession alone and
# surely needed. Chosen on tasks judged by hand (`bench.people`): with less, more people come in for past
# tasks or for what is related, with more, fewer needs are covered.
TRADE = 8.0
# How much less a need tells of whom to ask that is usual in many professions: a power of how many. Chosen on
# the same: without it, people come in for a language or for working with volunteers alone.
GENERAL = 0.25
# How many steps covering all that is open is worth. Chosen on the same: with less, more essential needs stay
# open, and more people fit no better.
SPREAD = 12.0
# How many steps an area and a profession that are new on the list are worth together. Chosen on the same:
# with more, people come in for nothing but where they work.
ACROSS = 0.25
# The places of a ranking between which a step is measured; of a short one the last, and what stands a third
# down. Chosen on the same: ties make the first few scores stand out, and no coverage should undo that.
FROM_PLACE, TO_PLACE = 10, 30
# Scores that lie less apart are as good as equal, and a step is no smaller. By eye.
LEAST_STEP = 0.01
# From so much on a need is met, in [0, 1]: more than a fresh statement of one's own at the level asked for is
# worth, less than a confirmed one. Chosen on the same, where little hangs on it.
ENOUGH = 0.75
# Picked from are so many of the highest scores. By eye: enough to find somebody else for each place; half and
# twice as many pick nearly the same on the same tasks.
POOL = 100
# The same for each place of a long list. By eye.
POOL_A_PLACE = 5
# And so many who meet each need best, so that whoever alone can do one thing is among them. By eye.
POOL_A_NEED = 12
# A strong match covers this part of all weight, or so many needs: a lot for one person. By eye.
STRONG_SHARE, STRONG_NEEDS = 0.5, 3
# A good match covers this part, or so many. By eye.
GOOD_SHARE, GOOD_NEEDS = 0.25, 1


def shortlist(index: Index, question: Question) -> Shortlist:
    """Answer a question: who can help, in order, why, and what the list leaves open."""
    ranking = rank(index, question)
    found = Shortlist(
        candidates=tuple(_candidate(ranking, at) for at in picked(ranking)),
        gaps=(),
        similar=similar_tasks(index, question, ranking.asked.like),
        considered=len(ranking.rows),
        unqualified=ranking.unqualified,
        change=index.number,
        weights=index.weights.version,
    )
    return lengthened(index, question, found)


def lengthened(index: Index, question: Question, found: Shortlist) -> Shortlist:
    """A list with those of the question's team who aren't on it, and what it leaves open with them."""
    listed = {each.employee for each in found.candidates}
    candidates = (*found.candidates, *_others_of_team(index, question, listed))
    gaps, elsewhere = _left_open(index, question, candidates)
    return replace(found, candidates=candidates, gaps=gaps, elsewhere=elsewhere)


def nobody(index: Index) -> Shortlist:
    """The answer where it isn't known what to ask for."""
    return Shortlist(candidates=(), gaps=(), considered=0, change=index.number, weights=index.weights.version)


def picked(ranking: Ranking) -> list[int]:
    """Who is on the list: positions in the ranking, in the order they are shown."""
    index, limit = ranking.asked.index, ranking.asked.question.limit
    pool = _top(ranking, max(POOL, POOL_A_PLACE * limit))
    for best in ranking.best:
        meeting = np.flatnonzero(best)
        if len(meeting) > POOL_A_NEED:
            most = _met(best[meeting]) + ranking.scores[meeting]
            meeting = meeting[np.argpartition(most, -POOL_A_NEED)[-POOL_A_NEED:]]
        pool += meeting.tolist()
    pool = list(dict.fromkeys(pool))
    rows = ranking.rows[pool]
    scores, step = ranking.scores[pool], _step(ranking.scores[pool])
    met = _met(ranking.best[:, pool])
    scores += step * TRADE * _trade(ranking.needs, rows)
    open_share = np.array([need.share for need in ranking.needs])
    areas, professions = index.areas[index.workforce.workplace[rows]], index.workforce.profession[rows]
    fresh_areas, fresh_professions = np.ones(len(pool)), np.ones(len(pool))
    chosen: list[int] = []
    while len(chosen) < min(limit, len(pool)):
        beside = SPREAD * summed(open_share, met) + ACROSS / 2 * (fresh_areas + fresh_professions)
        choice = int((scores + step * beside).argmax())
        chosen.append(pool[choice])
        scores[choice] = -np.inf
        open_share = open_share * (1.0 - met[:, choice])
        fresh_areas[areas == areas[choice]] /= 2
        fresh_professions[professions == professions[choice]] /= 2
    return chosen


def _step(scores: NDArray[np.float64]) -> float:
    """How far apart some scores lie where a list ends."""
    highest = np.sort(scores)[::-1]
    if not len(highest):
        return LEAST_STEP
    first = min(FROM_PLACE - 1, len(highest) // 3)
    apart = highest[first] - highest[[min(TO_PLACE, len(highest)) - 1, -1]]
    return max(LEAST_STEP, float(apart[0] if apart[0] >= LEAST_STEP else apart[1]))


def _met(best: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far needs are met by who does so as well as this, both in [0, 1]."""
    met: NDArray[np.float64] = np.minimum(1.0, best / ENOUGH) ** 2
    return met


def _trade(needs: Sequence[Need], rows: NDArray[np.integer]) -> NDArray[np.float64]:
    """How much of what is needed is each one's trade, (len(rows),) in [0, 1]."""
    telling = _telling(needs)
    parts = [tells * need.reach.in_trade(rows) for tells, need in zip(telling, needs, strict=True)]
    return np.max(parts, axis=0) if any(telling) else np.zeros(len(rows))


def _telling(needs: Sequence[Need]) -> list[float]:
    """How much each need tells of whom to ask, the highest 1; nothing where no profession takes any."""
    usual_in = [need.reach.usual.spread(need.requirement.skill) for need in needs]
    if not any(usual_in):
        return [0.0] * len(needs)
    told = [
        need.certainty / max(1, professions) ** GENERAL
        for need, professions in zip(needs, usual_in, strict=True)
    ]
    return [each / max(told) for each in told]


def _top(ranking: Ranking, size: int) -> list[int]:
    """The positions of the `size` highest scores above zero, highest first, equal ones by lot."""
    workforce, scores = ranking.asked.index.workforce, ranking.scores
    if len(scores) > size:
        bound = np.partition(scores, len(scores) - size)[len(scores) - size]
        above = np.flatnonzero((scores >= bound) & (scores > 0))
    else:
        above = np.flatnonzero(scores > 0)
    rows = ranking.rows[above]
    drawn = workforce.lots(ranking.asked.question)[rows]
    ordered = sorted(
        (-score, lot, workforce.ids[row], at)
        for score, lot, row, at in zip(
            scores[above].tolist(), drawn.tolist(), rows.tolist(), above.tolist(), strict=True
        )
    )
    return [at for _, _, _, at in ordered[:size]]


def _others_of_team(index: Index, question: Question, listed: Set[str]) -> Iterator[Candidate]:
    """The members of a proposed team who are not on the list yet, but for who asks, in the team's order."""
    others = [id for id in question.team if id not in listed and id != question.asker]
    rows = index.rows_of(others)
    if not rows:
        return
    ranking = rank(index, question, also=rows)
    at = {row: number for number, row in enumerate(ranking.rows.tolist())}
    yield from (replace(_candidate(ranking, at[row]), for_team=True) for row in rows if row in at)


def _candidate(ranking: Ranking, at: int) -> Candidate:
    index, row = ranking.asked.index, int(ranking.rows[at])
    found = [
        _best_held(index, need, row) if value else (None, None)
        for need, value in zip(ranking.needs, ranking.best[:, at].tolist(), strict=True)
    ]
    coverage = tuple(
        _coverage(index, need, row, held, relation)
        for need, (held, relation) in zip(ranking.needs, found, strict=True)
    )
    free = float(ranking.asked.free_hours[at])
    return Candidate(
        employee=index.workforce.ids[row],
        name=index.workforce.names[row],
        workplace=index.workplace_of(row),
        profession=index.profession_of(row),
        score=float(ranking.scores[at]),
        band=_band(coverage, ranking.needs),
        contributions=_contributions(ranking, at, found),
        coverage=coverage,
        free_hours=None if np.isnan(free) else free,
        qualified=index.workforce.qualified_of(row, ranking.asked.question),
    )


def _best_held(index: Index, need: Need, row: int) -> tuple[HeldSkill | None, Relation | None]:
    """Which of an employee's skills meets a need best."""
    neighbour = need.reach.best_held(row)
    if neighbour is None:
        return None, None
    return index.workforce.skills.of(row, neighbour.skill), neighbour.relation


def _contributions(
    ranking: Ranking, at: int, found: Sequence[tuple[HeldSkill | None, Relation | None]]
) -> tuple[Contribution, ...]:
    """The parts of a score that are not zero, largest first; they add up to it."""
    index, row, best = ranking.asked.index, int(ranking.rows[at]), ranking.best[:, at].tolist()
    parts = [
        Contribution(
            signal=signal,
            value=weight * best[number],
            requirement=ranking.needs[number].requirement.skill,
            held=held,
            relation=relation,
            source=held.source,
            on=held.confirmed_on,
        )
        for signal, weights in ranking.need_weights.items()
        for number, (weight, (held, relation)) in enumerate(zip(weights.tolist(), found, strict=True))
        if held is not None and weight
    ]
    known: dict[Behind, tuple[str, ...]] = {}
    for signal, values in ranking.signals.items():
        if value := float(values[at]):
            behind = SIGNALS[signal].behind
            if behind not in known:
                known[behind] = behind(ranking.asked, row)
            tasks = known[behind]
            parts.append(
                Contribution(
                    signal=signal,
                    value=value,
                    tasks=tasks,
                    source="tasks" if tasks else "graph",
                    on=_newest(index, tasks) if tasks else index.workforce.today,
                )
            )
    return tuple(sorted(parts, key=lambda part: -part.value))


def _newest(index: Index, tasks: Iterable[str]) -> date:
    joint_work = index.history.joint_work
    return day(max(int(joint_work.closed_days[joint_work.row_of_task[id]]) for id in tasks))


def _coverage(
    index: Index, need: Need, row: int, held: HeldSkill | None, relation: Relation | None
) -> RequirementCoverage:
    """Covered: exact or narrower, at the level asked for, and not merely assumed from the job title.

    It may be covered by another skill than the one that counts most, which is fresher or better known.
    """
    if held is None or relation is None:
        return RequirementCoverage(requirement=need.requirement, coverage=Coverage.MISSING)
    every = ((index.workforce.skills.of(row, each.skill), each.relation) for each in need.reach.neighbours)
    covering = next((by for by in ((held, relation), *every) if _covers(need, *by)), None)
    held, relation = covering or (held, relation)
    return RequirementCoverage(
        requirement=need.requirement,
        coverage=Coverage.COVERED if covering else Coverage.PARTLY,
        held=held,
        relation=relation,
        counted=need.reach.counted_of(row),
    )


def _covers(need: Need, held: HeldSkill | None, relation: Relation) -> bool:
    return (
        held is not None
        and relation in COVERING
        and held.level >= need.requirement.level
        and held.evidence is not Evidence.ASSUMED
    )


def _band(coverage: Sequence[RequirementCoverage], needs: Sequence[Need]) -> Band:
    """Strong: half of all weight, or three needs, covered. Good: a quarter, or one. Else possible.

    Nothing is strong while no person has confirmed a need.
    """
    confirmed = any(need.requirement.confirmed for need in needs)
    covered = [part.coverage is Coverage.COVERED for part in coverage]
    share = sum(need.share for need, met in zip(needs, covered, strict=True) if met)
    if confirmed and (share >= STRONG_SHARE or sum(covered) >= STRONG_NEEDS):
        return Band.STRONG
    if share >= GOOD_SHARE or sum(covered) >= GOOD_NEEDS:
        return Band.GOOD
    return Band.POSSIBLE


def _left_open(
    index: Index, question: Question, candidates: Sequence[Candidate]
) -> tuple[tuple[str, ...], tuple[Elsewhere, ...]]:
    """Which of the requirements that no candidate covers nobody at all does, and which somebody else."""
    size = len(index.workforce.ids)
    covered = {
        part.requirement.skill
        for candidate in candidates
        for part in candidate.coverage
        if part.coverage is Coverage.COVERED
    }
    gaps: list[str] = []
    elsewhere: list[Elsewhere] = []
    qualified = index.workforce.qualified(question)
    for requirement in question.requirements:
        if requirement.skill in covered:
            continue
        reach = index.reach(requirement.skill, requirement.level)
        everybody = reach.rows.astype(np.intp)
        seen = index.workforce.seen_by(question.audience, everybody) & qualified[everybody]
        able = np.flatnonzero(seen & _covering(index, requirement, everybody, size=size))
        if not len(able):
            gaps.append(requirement.skill)
            continue
        worth = (reach.values * reach.counted)[able]
        order = np.lexsort((index.workforce.lots(question)[everybody[able]], -worth))
        people = askable(index, question, everybody[able][order].tolist())
        elsewhere.append(Elsewhere(skill=requirement.skill, employees=people))
    return tuple(gaps), tuple(elsewhere)


def _covering(
    index: Index, requirement: Requirement, rows: NDArray[np.integer], *, size: int
) -> NDArray[np.bool_]:
    """Which of the rows reach the level of a requirement, (len(rows),)."""
    need = Need(requirement, 1.0, index.reach(requirement.skill, requirement.level))
    reached: NDArray[np.bool_] = levels_of((need,), rows, n_rows=size)[0] >= requirement.level
    return reached
