"""A question about a team answered from the index: proposals, what is missing, what could be otherwise."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.index.index import Index
from matching.question import TeamQuestion
from matching.teams.advice import Counterfactual, Swap, counterfactual, swaps
from matching.teams.assembly import assemble
from matching.teams.candidates import Formulation, formulate
from matching.teams.problem import Team, TeamProblem, best_fit
from matching.teams.proposal import Emphasis, TeamProposal, proposal
from matching.teams.shortfalls import Shortfall, asking_less, shortfalls, unmet

# Teams that are proposed for a question, at most. By eye: as many as people compare.
PROPOSALS = 3
# Points by which those who are listed may fit less than everybody does, all together. By eye, on the demo: it
# is less than what an open need costs, and keeps the list to nine teams of ten.
AS_WELL = 0.15
# How often it is asked, each time for less. By definition: asking less can only show that there are too few
# seats, so that asking less twice is enough.
ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TeamAnswer:
    """Up to three proposals and what cannot be met.

    If a shortfall is hard, the proposals are the best there are when no more is asked than there is.
    `kept` is the problem whose limits they keep: as it was asked, or asking less.
    """

    formulation: Formulation
    kept: TeamProblem
    proposals: tuple[TeamProposal, ...]
    shortfalls: tuple[Shortfall, ...]

    def members(self, index: Index) -> tuple[str, ...]:
        """Everybody who sits in one of the proposals (ids), those of the first first."""
        seats = dict.fromkeys(member for each in self.proposals for member in each.members)
        return tuple(index.workforce.ids[self.formulation.rows[member]] for member in seats)

    @property
    def as_asked(self) -> bool:
        """Whether the proposals keep every limit that was asked for."""
        return not any(each.hard for each in self.shortfalls)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TeamAdvice:
    """A team explained, who else could sit in each seat (by member), and the one change that says most.

    `broken` are the limits that the team breaks, by name.
    """

    formulation: Formulation
    proposal: TeamProposal
    swaps: dict[int, tuple[Swap, ...]]
    counterfactual: Counterfactual | None
    shortfalls: tuple[Shortfall, ...]
    broken: tuple[str, ...]


def propose(
    index: Index, question: TeamQuestion, *, listed: Collection[str] = (), time_limit_s: float = 4.0
) -> TeamAnswer:
    """The best teams for a question, and what it asks for that isn't there.

    They are put together of those who are `listed` for the same task (ids), if these meet all that can be met
    and nearly as well; else of everybody, as where something is to be proven.
    """
    formulation = formulate(index, question, also=listed)
    if listed and not question.exact:
        of_list = _among_listed(index, formulation, listed, time_limit_s=time_limit_s)
        if of_list is not None:
            return of_list
    found: list[Shortfall] = []
    problem = formulation.problem
    for _ in range(ROUNDS):
        assembly = assemble(problem, proposals=PROPOSALS, exact=question.exact, time_limit_s=time_limit_s)
        found += [each for each in assembly.shortfalls if not _named_before(each, found)]
        if assembly.proposals:
            break
        problem = asking_less(problem, assembly.shortfalls)
    return TeamAnswer(
        formulation=formulation, kept=problem, proposals=assembly.proposals, shortfalls=tuple(found)
    )


def _among_listed(
    index: Index, formulation: Formulation, listed: Collection[str], *, time_limit_s: float
) -> TeamAnswer | None:
    """Teams of those who are listed and those who are fixed; None where others are needed."""
    problem = formulation.problem
    missing = shortfalls(problem)
    if any(each.hard for each in missing):
        return None
    others = set(np.flatnonzero(~np.isin(formulation.rows, index.rows_of(listed))).tolist())
    excluded = tuple(sorted((others | set(problem.excluded)) - set(problem.fixed)))
    kept = replace(problem, excluded=excluded)
    if best_fit(problem) - best_fit(kept) > AS_WELL:
        return None
    assembly = assemble(kept, proposals=PROPOSALS, time_limit_s=time_limit_s)
    if not assembly.proposals or len(assembly.shortfalls) > len(missing):
        return None
    return TeamAnswer(formulation=formulation, kept=kept, proposals=assembly.proposals, shortfalls=missing)


def no_teams(index: Index, question: TeamQuestion) -> TeamAnswer:
    """The answer where it isn't known what to ask for."""
    formulation = formulate(index, question)
    return TeamAnswer(formulation=formulation, kept=formulation.problem, proposals=(), shortfalls=())


def advise(index: Index, question: TeamQuestion, members: Sequence[str]) -> TeamAdvice:
    """What could be otherwise in a team of these employees; those whom the asker may not see are left out.

    They need not be a proposal, so that a lead can try; limits that cannot be kept are not asked for, nor are
    fixed members who are not among them.
    """
    allowed = replace(question, exclude=tuple(id for id in question.exclude if id not in members))
    formulation = formulate(index, allowed, also=members)
    team: Team = tuple(np.flatnonzero(np.isin(formulation.rows, index.rows_of(members))).tolist())
    missing = shortfalls(formulation.problem)
    broken = unmet(formulation.problem, team)
    problem = _accepting(asking_less(formulation.problem, missing), team)
    free = [member for member in team if member not in problem.fixed]
    return TeamAdvice(
        formulation=formulation,
        proposal=proposal(formulation.problem, team, Emphasis.BEST),
        swaps={member: swaps(problem, team, member, most=3) for member in free},
        counterfactual=counterfactual(problem, team),
        shortfalls=missing,
        broken=broken,
    )


def _accepting(problem: TeamProblem, team: Team) -> TeamProblem:
    """The problem in which these have seats and the hours that each needs, and nobody else has to be in."""
    hours, limits = problem.hours.copy(), problem.limits
    hours[list(team)] = np.maximum(hours[list(team)], limits.hours_each)
    largest = max(limits.largest, len(team))
    fixed = tuple(member for member in problem.fixed if member in team)
    return replace(problem, hours=hours, fixed=fixed, limits=replace(limits, largest=largest))


def _named_before(shortfall: Shortfall, before: Iterable[Shortfall]) -> bool:
    """Whether it was named already, before less was asked for."""
    return any(
        (each.kind, each.requirement, each.quota) == (shortfall.kind, shortfall.requirement, shortfall.quota)
        for each in before
    )
