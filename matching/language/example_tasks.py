"""What earlier tasks tell of a new one: which skills people named for texts like it.

Each text is a vector of its parts, weighed by rarity (tf-idf). Two signals come of it, each (n_skills,):

- `words`: of n examples, n_p have a part p in their text, and n_pi of those ask for skill i:
  ``Σ_p sure(p) · log(n / n_p) · n_pi / (n_p + 2)``;
- `resemblance`: the cosine with the place of a skill (Rocchio 1971): the vector of all that is said of it,
  and ``_BY_EXAMPLES`` of the sum of its examples' vectors over the square root of their number.

Its constants were chosen on the even-numbered judged texts (`bench.linking`). The votes of single examples
by likeness, a latent space of the texts (truncated SVD) and a ridge regression from either were tried there
beside these two, and found nothing that they don't.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, vstack

from matching.model import TaskExample

Vector = NDArray[np.float64]
Counts = Mapping[int, float]
"""Parts (numbers) and how often, or how surely, a text has each."""

_FEW_EXAMPLES = 2.0
"""Examples added to those that have a part, so that few of them prove little."""
_BY_EXAMPLES = 0.5
"""What the examples add to a skill's place, of what is said of the skill itself."""
_RARITY_POWER = 1.5
"""How steeply rare parts weigh more in the cosine; 1 is plain tf-idf."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the examples tell of each skill; both have the shape (n_skills,)."""

    words: Vector
    resemblance: Vector


class ExampleTasks:
    """Scores skills by the examples whose texts are like a new text.

    Parameters
    ----------
    said
        What is said of each skill that may be suggested: its position, and the parts.
    examples
        Texts and what they ask for; skills that aren't in `said` are passed over.
    position
        The position of each skill, by id.
    parts_of
        The parts of a text, as numbers below `n_parts`.
    """

    def __init__(
        self,
        said: Mapping[int, Counts],
        examples: Sequence[TaskExample],
        *,
        position: Mapping[str, int],
        parts_of: Callable[[str], Iterable[int]],
        n_parts: int,
    ) -> None:
        self._shape = (len(position), n_parts)
        self._skills = np.fromiter(said, dtype=np.int64, count=len(said))
        self._column = {skill: number for number, skill in enumerate(said)}
        asks = [
            sorted({self._column[at] for id in each.skills if (at := position.get(id, -1)) in self._column})
            for each in examples
        ]
        asked, texts = _incidence(asks, len(said)), [Counter(parts_of(each.text)) for each in examples]
        counted: Vector = np.asarray(asked.sum(axis=0), dtype=np.float64).ravel()
        self.n_examples_ = self._of_all(counted)
        self._words = self._word_votes(texts, asked)
        self._places = self._placed(
            list(said.values()), texts, csr_array(asked @ diags_array(np.maximum(1.0, counted) ** -0.5))
        )

    def told(self, sure: Counts) -> Told:
        """What the examples say of a text whose parts are that sure."""
        parts, weights = list(sure), np.fromiter(sure.values(), dtype=np.float64, count=len(sure))
        text = weights * self._rarity[parts]
        text /= max(float(np.linalg.norm(text)), 1e-12)
        return Told(
            words=self._of_all(self._words[parts].T @ weights),
            resemblance=self._of_all(self._places[parts].T @ text),
        )

    def speaks(self, skill: int, parts: Sequence[int]) -> Vector:
        """How much each of some parts speaks for a skill by the words of the examples: (n_parts,)."""
        if skill not in self._column:
            return np.zeros(len(parts))
        speaks: Vector = self._words[parts][:, [self._column[skill]]].toarray().ravel()
        return speaks

    def _of_all(self, told: Vector) -> Vector:
        whole = np.zeros(self._shape[0])
        whole[self._skills] = told
        return whole

    def _word_votes(self, texts: Sequence[Counts], asked: csr_array) -> csr_array:
        """How much each part speaks for each skill, (n_parts, n_said)."""
        has = _incidence([sorted(text) for text in texts], self._shape[1])
        frequency = np.bincount(has.indices, minlength=has.shape[1])
        rarity = np.log(max(1, len(texts)) / np.maximum(1, frequency))
        return csr_array(diags_array(rarity / (frequency + _FEW_EXAMPLES)) @ (has.T @ asked))

    def _placed(self, said: Sequence[Counts], texts: Sequence[Counts], asked: csr_array) -> csr_array:
        """The skills' unit vectors as columns, (n_parts, n_said); sets the parts' rarity."""
        counts = csr_array(vstack([_damped(said, self._shape[1]), _damped(texts, self._shape[1])]))
        frequency = np.bincount(counts.indices, minlength=self._shape[1])
        plain: Vector = np.log((1 + counts.shape[0]) / (1 + frequency)) + 1
        self._rarity = plain**_RARITY_POWER
        vectors = _unit_rows(csr_array(counts @ diags_array(plain)))
        places = vectors[: len(said)] + _BY_EXAMPLES * (asked.T @ vectors[len(said) :])
        steeper = diags_array(plain ** (_RARITY_POWER - 1))
        return csr_array(_unit_rows(csr_array(places @ steeper)).T)


def _damped(texts: Sequence[Counts], width: int) -> csr_array:
    """A row for each text, with one plus the logarithm of how often it has a part."""
    rows = [row for row, text in enumerate(texts) for _ in text]
    columns = [part for text in texts for part in text]
    values = [1 + np.log(count) for text in texts for count in text.values()]
    at = (np.array(rows, np.int64), np.array(columns, np.int64))
    return csr_array((np.array(values, float), at), shape=(len(texts), width))


def _incidence(members: Sequence[Sequence[int]], width: int) -> csr_array:
    """A row of `width` for each of the sequences, 1 where it has a member."""
    starts = np.concatenate(([0], np.cumsum([len(of) for of in members], dtype=np.int64)))
    columns = np.array([member for of in members for member in of], dtype=np.int64)
    return csr_array((np.ones(len(columns)), columns, starts), shape=(len(members), width))


def _unit_rows(matrix: csr_array) -> csr_array:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.maximum(length, 1e-12)) @ matrix)
