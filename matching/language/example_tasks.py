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
from copy import copy
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, vstack

from matching.language.labels import incidence
from matching.model import TaskExample

Vector = NDArray[np.float64]
Counts = Mapping[int, float]
"""Parts (numbers) and how often, or how surely, a text has each."""
Counted = tuple[NDArray[np.int64], Vector]
"""The parts of a text, (n,), and how often it has each, dampened."""

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
        self._position = position
        self._parts_of = parts_of
        self._skills = np.fromiter(said, dtype=np.int64, count=len(said))
        self._column = {skill: number for number, skill in enumerate(said)}
        self._said = _rows([_counted(counts) for counts in said.values()], n_parts)
        self._read: Mapping[str, Counted] = {}
        self._learn(examples)

    def learned(self, examples: Sequence[TaskExample]) -> Self:
        """Another that has these examples instead; what both have isn't read again."""
        other = copy(self)
        other._learn(examples)
        return other

    def _learn(self, examples: Sequence[TaskExample]) -> None:
        self._read = {
            each.text: self._read.get(each.text) or _counted(Counter(self._parts_of(each.text)))
            for each in examples
        }
        asks = [sorted(self._columns_of(each.skills)) for each in examples]
        asked = incidence(asks, len(self._column))
        texts = _rows([self._read[each.text] for each in examples], self._shape[1])
        counted: Vector = np.asarray(asked.sum(axis=0), dtype=np.float64).ravel()
        self.n_examples_ = self._of_all(counted)
        self._words = self._word_votes(texts, asked)
        self._places = self._placed(texts, csr_array(asked @ diags_array(np.maximum(1.0, counted) ** -0.5)))

    def _columns_of(self, skills: Iterable[str]) -> set[int]:
        at = (self._position.get(id, -1) for id in skills)
        return {self._column[skill] for skill in at if skill in self._column}

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

    def _word_votes(self, texts: csr_array, asked: csr_array) -> csr_array:
        """How much each part speaks for each skill, (n_parts, n_said)."""
        has = csr_array((np.ones(len(texts.data)), texts.indices, texts.indptr), shape=texts.shape)
        frequency = np.bincount(has.indices, minlength=has.shape[1])
        rarity = np.log(max(1, has.shape[0]) / np.maximum(1, frequency))
        return csr_array(diags_array(rarity / (frequency + _FEW_EXAMPLES)) @ (has.T @ asked))

    def _placed(self, texts: csr_array, asked: csr_array) -> csr_array:
        """The skills' unit vectors as columns, (n_parts, n_said); sets the parts' rarity."""
        counts = csr_array(vstack([self._said, texts]))
        frequency = np.bincount(counts.indices, minlength=self._shape[1])
        plain: Vector = np.log((1 + counts.shape[0]) / (1 + frequency)) + 1
        self._rarity = plain**_RARITY_POWER
        vectors = _unit_rows(csr_array(counts @ diags_array(plain)))
        n_said = self._said.shape[0]
        places = vectors[:n_said] + _BY_EXAMPLES * (asked.T @ vectors[n_said:])
        steeper = diags_array(plain ** (_RARITY_POWER - 1))
        return csr_array(_unit_rows(csr_array(places @ steeper)).T)


def _counted(parts: Counts) -> Counted:
    """The parts of a text in order, each with one plus the logarithm of how often it has it."""
    numbers = np.array(sorted(parts), dtype=np.int64)
    return numbers, 1 + np.log(np.array([parts[part] for part in numbers.tolist()], dtype=np.float64))


def _rows(texts: Sequence[Counted], width: int) -> csr_array:
    """A row for each text."""
    starts = np.cumsum([0, *(len(numbers) for numbers, _ in texts)], dtype=np.int64)
    numbers = np.concatenate([np.zeros(0, np.int64), *(numbers for numbers, _ in texts)])
    damped = np.concatenate([np.zeros(0), *(damped for _, damped in texts)])
    return csr_array((damped, numbers, starts), shape=(len(texts), width))


def _unit_rows(matrix: csr_array) -> csr_array:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.maximum(length, 1e-12)) @ matrix)
