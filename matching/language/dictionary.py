"""A small Danish–English dictionary, learned from skills that have a label in both languages."""

from typing import Self

import numpy as np
from scipy.sparse import csr_array

from matching.language.labels import LabelIndex
from matching.language.text import Language

_LEAST = 0.2
"""The dice of a pair from which on it is kept: below it, two parts meet by chance."""


class PartDictionary:
    """Says which English parts a Danish part of a label usually stands for.

    A pair is as sure as it is exclusive: ``dice = 2 n(da, en) / (n(da) + n(en))``, counted over the preferred
    labels of the skills that have both (Smadja et al. 1996, "Translating Collocations"). Through it a
    Danish phrase reaches a skill's English labels, of which there are more, and the skills that have no
    Danish one.
    """

    def fit(self, index: LabelIndex) -> Self:
        """Count which parts meet in the two preferred labels of a skill."""
        shape = (len(index.skills_), len(index.parts_))
        danish, english = (_preferred(index, language, shape) for language in Language)
        both = (danish.sum(axis=1) > 0) & (english.sum(axis=1) > 0)
        danish, english = danish[both], english[both]
        met = (danish.T @ english).tocoo()
        times_danish, times_english = danish.sum(axis=0), english.sum(axis=0)
        dice = 2 * met.data / (times_danish[met.row] + times_english[met.col])
        kept = dice >= _LEAST
        self._pairs = csr_array(
            (np.sqrt(dice[kept]), (met.row[kept], met.col[kept])), shape=(shape[1], shape[1])
        )
        return self

    def translations(self, part: int) -> list[tuple[int, float]]:
        """Return the English parts that a Danish part may stand for, each with how surely (√dice)."""
        start, end = self._pairs.indptr[part], self._pairs.indptr[part + 1]
        return list(
            zip(self._pairs.indices[start:end].tolist(), self._pairs.data[start:end].tolist(), strict=True)
        )


def _preferred(index: LabelIndex, language: Language, shape: tuple[int, int]) -> csr_array:
    pairs = [
        (label.skill, part)
        for label, bag in zip(index.labels_, index.bags_, strict=True)
        if label.preferred and label.language is language
        for part in bag
    ]
    rows, columns = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
