"""How much each signal counts where an organisation learned it from its own history.

What counts else is declared with the signals (`matching.ranking.signals`).

A question is in one of a few situations, each with weights of its own: alone (nobody known yet), members
known, new ties sought to them, or new ties across workplaces and professions; each with or without a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from matching.question import Question, Signal

SITUATIONS = ("across", "new_ties", "members", "alone")
"""From the most particular to the most general one."""
TEXT = "_text"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by situation; where nothing was learned, the weights that ship count.

    `version` is the id of the `RankingModel` that they are of.
    """

    learned: Mapping[str, Mapping[Signal, float]] = field(default_factory=dict)
    version: str = "shipped"

    def learned_for(self, question: Question) -> Mapping[Signal, float] | None:
        """The weights learned in the nearest situation to a question's; None if there are none."""
        found = situation(question)
        for known in SITUATIONS[SITUATIONS.index(found.removesuffix(TEXT)) :]:
            name = known + (TEXT if found.endswith(TEXT) else "")
            if name in self.learned:
                return self.learned[name]
        return None


SHIPPED = Weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How well two sets of weights find those who took part, in one situation: mean NDCG@10 in [0, 1].

    `low` and `high` are the ends of the 95 % interval of `after - before` on the same questions.
    """

    situation: str
    questions: int
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingModel:
    """Weights that were learned, with all that it takes to learn them again and to judge them.

    Learned at the change number `change` of the graph, with `seed`, from tasks that ended between
    `learned_from` and `tested_from`, knowing what was before; compared with `replaced`, the version in use
    then, on those that ended from `tested_from` to `until`.
    """

    fitted_on: date
    change: int
    seed: int
    learned_from: date
    tested_from: date
    until: date
    n_known: int
    n_learned: int
    n_tested: int
    weights: Weights
    replaced: str
    comparisons: tuple[Comparison, ...]

    @property
    def gain(self) -> float:
        """What the mean NDCG@10 over the situations rose by; below 0 the weights are worse than before."""
        gains = [each.after - each.before for each in self.comparisons]
        return sum(gains) / len(gains) if gains else 0.0

    @property
    def better(self) -> bool:
        """Whether they may replace those before: better on the whole, and surely worse in no situation."""
        return self.gain > 0 and all(each.high >= 0 for each in self.comparisons)


def situation(question: Question) -> str:
    """The name of the situation that a question is asked in."""
    known = "alone"
    if question.members:
        filters = question.filters
        known = "across" if filters.across else "new_ties" if filters.new_ties else "members"
    return known + (TEXT if question.text else "")
