"""The plain way to put a team together, which the search is measured against."""

import numpy as np

from matching.teams.pool import EQUAL, Pool
from matching.teams.problem import WEIGHTS, Team, TeamProblem, Weights


def greedy(problem: TeamProblem, *, weights: Weights = WEIGHTS) -> tuple[Team, bool]:
    """Add whoever helps most until nobody does; the team, and whether it keeps all hard limits."""
    pool = Pool.among(problem, np.flatnonzero(problem.eligible), weights)
    team = pool.fixed
    while True:
        own, grown = pool.worth([team])
        worth = float(own[0]) if team else -np.inf
        choice = int(grown[0].argmax())
        if grown[0, choice] <= worth + EQUAL:
            return pool.of(team), pool.keeps_limits(team)
        team = tuple(sorted((*team, choice)))
