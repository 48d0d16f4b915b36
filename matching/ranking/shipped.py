"""How much each signal counts before an organisation's own history has taught anything.

By situation, since what is known decides what says most: who is in the task already, its text, or its
required skills alone. Where new ties are sought nobody has worked with a member, and where people are sought
across nobody works where one does, so that the signals for it say nothing there.
"""

from collections.abc import Mapping

from matching.question import Signal
from matching.weights import TEXT

# What the past can't teach, alike everywhere. By eye; `exposure` so that the busiest are asked less and
# hardly a need is lost (`bench.exposure`).
UNLEARNABLE = {
    Signal.MISSING_IN_UNIT: 0.10,
    Signal.AVAILABILITY: 0.05,
    Signal.EXPOSURE: 0.20,
    Signal.ACROSS_WORKPLACES: 0.03,
    Signal.ACROSS_PROFESSIONS: 0.03,
}
# What the past could teach, by what is known; each sums to 0.79. By eye, between what three data sets teach
# (tune years, docs/benchmarks.md), with more for skills: profiles of a municipality hold more than its past
# tasks do. With less, the demo's questions are covered worse (`bench.peers`), and people found worse who are
# asked for one skill alone (`bench.robustness`). `same_workplace` counts nothing before it was learned.
_SKILLS_KNOWN = {
    Signal.SKILL: 0.44,
    Signal.PAST_TASKS: 0.12,
    Signal.RECENT_TASKS: 0.13,
    Signal.EXPERIENCE: 0.10,
}
# Where there is a text, past tasks say most. By eye, as the first.
_TEXT_KNOWN = {
    Signal.SKILL: 0.24,
    Signal.PAST_TASKS: 0.22,
    Signal.RECENT_TASKS: 0.16,
    Signal.EXPERIENCE: 0.17,
}
# Once a member is known, whoever works with them says most beside skills. By eye, as the first.
_MEMBERS_KNOWN = {
    Signal.SKILL: 0.24,
    Signal.PAST_TASKS: 0.08,
    Signal.RECENT_TASKS: 0.06,
    Signal.EXPERIENCE: 0.06,
    Signal.TIES: 0.19,
    Signal.MUTUAL_COLLEAGUES: 0.12,
    Signal.WORKPLACES_TOGETHER: 0.04,
}
# Among those who don't know a member, who could introduce them does. By eye, as the first.
_NEW_TIES = {
    Signal.SKILL: 0.22,
    Signal.PAST_TASKS: 0.12,
    Signal.RECENT_TASKS: 0.10,
    Signal.EXPERIENCE: 0.11,
    Signal.MUTUAL_COLLEAGUES: 0.16,
    Signal.WORKPLACES_TOGETHER: 0.08,
}
# The same with a text, which past tasks are like. By eye, as the first.
_NEW_TIES_TEXT = {
    Signal.SKILL: 0.16,
    Signal.PAST_TASKS: 0.18,
    Signal.RECENT_TASKS: 0.12,
    Signal.EXPERIENCE: 0.17,
    Signal.MUTUAL_COLLEAGUES: 0.08,
    Signal.WORKPLACES_TOGETHER: 0.08,
}
# By situation, what counts for it and what the past can't teach. By eye, as said of each.
DEFAULT: Mapping[str, Mapping[Signal, float]] = {
    name: learnable | UNLEARNABLE
    for name, learnable in {
        "alone": _SKILLS_KNOWN,
        f"alone{TEXT}": _TEXT_KNOWN,
        "members": _MEMBERS_KNOWN,
        f"members{TEXT}": _MEMBERS_KNOWN,
        "new_ties": _NEW_TIES,
        f"new_ties{TEXT}": _NEW_TIES_TEXT,
        "across": _NEW_TIES,
        f"across{TEXT}": _NEW_TIES_TEXT,
    }.items()
}
