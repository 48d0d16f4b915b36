"""How other tools for finding colleagues rank, from their public descriptions, to hold ours against.

They read skill profiles and nothing else: no past tasks, evidence, text or taxonomy. What a description
leaves open is decided here in its favour, and said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.question import Question

Floats = NDArray[np.float64]

SKILL, WILL, SPECIALISATION = 0.5, 0.25, 0.25


@dataclass(frozen=True, slots=True)
class Profiles:
    """What the peers know: the skills in an index, and who wants to use or learn which.

    `willing` are rows by skill; a data set that doesn't tell has none.
    """

    index: Index
    willing: Mapping[str, NDArray[np.intp]]

    def fits(self, question: Question) -> tuple[Floats, Floats, Floats]:
        """How employees fit the requirements, three arrays of shape (n_needs, n_rows).

        Level / required level (0 if not held, at most 1), whether the skill is held, whether it is wanted.
        """
        needs = question.requirements
        shape = (len(needs), len(self.index.workforce.ids))
        levels, held, willing = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        for number, need in enumerate(needs):
            posting = self.index.workforce.skills.postings.get(need.skill)
            if posting is not None:
                held[number, posting.rows] = 1.0
                levels[number, posting.rows] = np.minimum(1.0, posting.levels / need.level)
            willing[number, self.willing.get(need.skill, [])] = 1.0
        return levels, held, willing


def overlap_count(profiles: Profiles, question: Question) -> Floats:
    """How many of the required skills somebody has, at whatever level, (n_rows,)."""
    _, held, _ = profiles.fits(question)
    count: Floats = held.sum(axis=0)
    return count


def or_filter_count(profiles: Profiles, question: Question) -> Floats:
    """Who has any of the skills at the level asked for (an OR-filter), sorted by how many, (n_rows,)."""
    levels, _, _ = profiles.fits(question)
    count: Floats = (levels >= 1.0).sum(axis=0).astype(np.float64)
    return count


def skill_will_specialisation(profiles: Profiles, question: Question) -> Floats:
    """0.5 · skill + 0.25 · will + 0.25 · specialisation, (n_rows,).

    Skill is the mean of level / required level, at most 1 each; will the share of the required skills
    that somebody wants to learn or to teach; specialisation the share of their own skills that are
    required.
    """
    levels, held, willing = profiles.fits(question)
    own = np.array([max(1, len(skills)) for skills in profiles.index.workforce.skills.of_row])
    score: Floats = (
        SKILL * levels.mean(axis=0) + WILL * willing.mean(axis=0) + SPECIALISATION * held.sum(axis=0) / own
    )
    return score


PEERS = {peer.__name__: peer for peer in (overlap_count, or_filter_count, skill_will_specialisation)}
