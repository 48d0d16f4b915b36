"""How much each signal counts: what ships, and what an organisation learned from its own history.

A question is in one of a few situations, each with weights of its own: alone (nobody known yet), members
known, new ties sought to them, or new ties across workplaces and professions; each with or without a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching.model import Question, Signal

DEFAULT: Mapping[Signal, float] = {
    Signal.SKILL: 0.54,
    Signal.MISSING_IN_UNIT: 0.10,
    Signal.PAST_TASKS: 0.15,
    Signal.EXPERIENCE: 0.05,
    Signal.TIES: 0.03,
    Signal.MUTUAL_COLLEAGUES: 0.02,
    Signal.AVAILABILITY: 0.05,
    Signal.EXPOSURE: 0.20,
    Signal.ACROSS_WORKPLACES: 0.03,
    Signal.ACROSS_PROFESSIONS: 0.03,
}


SITUATIONS = ("across", "new_ties", "members", "alone")
"""From the most particular to the most general one."""
TEXT = "_text"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by situation; a situation that nothing was learned for uses `DEFAULT`."""

    learned: Mapping[str, Mapping[Signal, float]] = field(default_factory=dict)

    def of(self, question: Question) -> Mapping[Signal, float]:
        """The weight of each signal that counts for a question; those of the nearest situation learned."""
        found = situation(question)
        for known in SITUATIONS[SITUATIONS.index(found.removesuffix(TEXT)) :]:
            name = known + (TEXT if found.endswith(TEXT) else "")
            if name in self.learned:
                return self.learned[name]
        return DEFAULT


SHIPPED = Weights()


def situation(question: Question) -> str:
    """The name of the situation that a question is asked in."""
    known = "alone"
    if question.members:
        filters = question.filters
        known = "across" if filters.across else "new_ties" if filters.new_ties else "members"
    return known + (TEXT if question.text else "")
