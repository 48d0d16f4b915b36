"""Skills that a text asks for without naming them: those near to what it names, and near to its words.

What may be suggested are the skills of the municipality's own catalogue. With link(j) the score of a skill
by its own words (`matching.language.linking`), a skill i has

    total(i) = link(i) + Σ_j near(i, j) · link(j) + s · said(i) / max said + a · asked(i) / max asked

(`totals` below), where

- ``near(i, j)`` is a weight for each of broader, narrower and related, over ``sqrt(ties of i · ties of j)``
  of that kind; and one times the number of professions that take both, over the same of pairs: a skill that
  goes with everything says little;
- ``said(i)`` is BM25 (Robertson & Zaragoza 2009) of the text's parts in all that is said of a skill: its
  labels, hidden ones too, its description, the words of situations that call for it, its neighbours'
  labels; all as far as some skill's label has them;
- ``asked(i)`` is what the words of earlier tasks tell (`matching.language.example_tasks`).

The weights were chosen on the even-numbered judged texts (`bench.linking`): those of a logistic regression,
divided by that of link(i), the last two tried again when the hidden labels and the examples came.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, diags_array

from matching.language.labels import LabelIndex, incidence
from matching.language.text import Language, is_stopword, normalise, words
from matching.model import Profession, Skill

_FROM_BROADER, _FROM_NARROWER, _FROM_RELATED, _FROM_COLLEAGUES = 0.47, 1.25, 1.22, 4.7
"""What a skill lends to its neighbours of each kind, of its link; how they were chosen stands above."""
_FROM_SAID, _FROM_ASKED = 1.1, 0.8
"""What the skill gets that the text's words speak for most, by all that is said of it and by examples."""
_SATURATION, _LENGTH = 1.2, 0.5
"""BM25's k1 and b, the usual values."""

Vector = NDArray[np.float64]


class SkillSuggester:
    """Scores the catalogue's skills by what a text names beside them, and by all of its words.

    Parameters
    ----------
    index
        The labels that texts are linked with; suggested skills are positions in its `skills_`.
    skills
        All skills, groups included, whose labels say where a skill belongs.
    professions
        What they take tells which skills go together.
    """

    def __init__(
        self,
        index: LabelIndex,
        *,
        skills: Sequence[Skill],
        professions: Iterable[Profession] = (),
    ) -> None:
        self.index = index
        self._by_id = {skill.id: skill for skill in skills}
        self._of_catalogue = np.array([skill.source != "esco" for skill in index.skills_], dtype=bool)
        self._position = {skill.id: number for number, skill in enumerate(index.skills_)}
        self.near_ = self._nearness(professions)
        self.groups_ = self._memberships()
        self.said_ = self._all_said()
        self._bm25 = self._bm25_of_parts()

    def near(self, links: Vector) -> Vector:
        """What each skill is lent by those near to it, from what their own words come to: (n_skills,)."""
        return self.near_ @ links

    def said(self, sure: Mapping[int, float]) -> Vector:
        """How much what is said of each skill resembles a text whose parts are that sure: (n_skills,)."""
        parts, weights = list(sure), np.fromiter(sure.values(), dtype=np.float64, count=len(sure))
        score: Vector = self._bm25[parts].T @ weights
        return score

    def suggested_by(self, skill: int, linked: NDArray[np.float64]) -> int | None:
        """Return the linked skill that lends a skill the most, None where no linked one is near to it."""
        row = self.near_[[skill]]
        lent = row.data * linked[row.indices]
        return int(row.indices[lent.argmax()]) if lent.max(initial=0.0) > 0 else None

    def speaks(self, skill: int, parts: Sequence[int]) -> Vector:
        """How much each of some parts speaks for a skill by what is said of it: (n_parts,)."""
        return self._bm25[parts][:, [skill]].toarray().ravel()

    def _nearness(self, professions: Iterable[Profession]) -> csr_array:
        position = self._position

        def ties(field: str) -> set[tuple[int, int]]:
            return {
                (number, position[id])
                for number, skill in enumerate(self.index.skills_)
                for id in getattr(skill, field)
                if id in position
            }

        broader, related = ties("broader"), ties("related")
        together = Counter(
            pair
            for profession in professions
            for pair in permutations(
                sorted({position[id] for id, _ in profession.requires if id in position}), 2
            )
        )
        size = len(position)
        near = (
            _FROM_BROADER * _even(Counter(broader), size)
            + _FROM_NARROWER * _even(Counter((other, one) for one, other in broader), size)
            + _FROM_RELATED * _even(Counter(related | {(other, one) for one, other in related}), size)
            + _FROM_COLLEAGUES * _even(together, size)
        )
        return csr_array(diags_array(self._of_catalogue.astype(np.float64)) @ near)

    def _memberships(self) -> csr_array:
        """1 where a skill has a broader one, group or skill: (n_skills, n_broader)."""
        broader = sorted({id for skill in self.index.skills_ for id in skill.broader})
        number = {id: column for column, id in enumerate(broader)}
        return incidence([[number[id] for id in skill.broader] for skill in self.index.skills_], len(broader))

    def _all_said(self) -> dict[int, Counter[int]]:
        """The parts of all that is said of each skill of the catalogue, and how often each is."""
        said: dict[int, Counter[int]] = {
            number: self._around(skill)
            for number, skill in enumerate(self.index.skills_)
            if self._of_catalogue[number]
        }
        for label, bag in zip(self.index.labels_, self.index.bags_, strict=True):
            if label.skill in said:
                said[label.skill].update(bag)
        return said

    def _bm25_of_parts(self) -> csr_array:
        """What each part adds to the BM25 of each skill, (n_parts, n_skills)."""
        said = self.said_
        mean = max(1.0, sum(counts.total() for counts in said.values()) / max(1, len(said)))
        rows, columns, values = [], [], []
        for number, counts in said.items():
            dampened = _SATURATION * (1 - _LENGTH + _LENGTH * counts.total() / mean)
            for part, count in counts.items():
                rows.append(part)
                columns.append(number)
                values.append(count * (_SATURATION + 1) / (count + dampened))
        field = _matrix(rows, columns, values, shape=(len(self.index.parts_), len(self.index.skills_)))
        frequency = np.diff(field.indptr)
        rarity = np.log1p((len(said) - frequency + 0.5) / (frequency + 0.5))
        return csr_array(diags_array(rarity) @ field)

    def _around(self, skill: Skill) -> Counter[int]:
        """Return the parts of a skill's descriptions and situations, and of its neighbours' labels."""
        near = [self._by_id[id] for id in (*skill.broader, *skill.related) if id in self._by_id]
        counts: Counter[int] = Counter()
        for language, texts in (
            (
                Language.DANISH,
                (skill.description_da, skill.situations_da, *(other.label_da for other in near)),
            ),
            (
                Language.ENGLISH,
                (skill.description_en, skill.situations_en, *(other.label_en for other in near)),
            ),
        ):
            counts.update(self.parts(" ".join(texts), language))
        return counts

    def parts(self, text: str, language: Language = Language.DANISH) -> Iterator[int]:
        """Yield the parts of a text's content words, as far as a label has them."""
        for raw in words(text):
            if len(raw) > 1 and not is_stopword(normalise(raw), language):
                for part in self.index.vocabulary_.parts_of(raw, language):
                    if part in self.index.parts_:
                        yield self.index.parts_[part]


def _matrix(rows: ArrayLike, columns: ArrayLike, values: ArrayLike, *, shape: tuple[int, int]) -> csr_array:
    at = (np.array(rows, np.int64), np.array(columns, np.int64))
    return csr_array((np.array(values, float), at), shape=shape)


def _even(ties: Counter[tuple[int, int]], size: int) -> csr_array:
    """Return ties as a matrix, each over the square root of what its row and its column hold."""
    pairs = np.array(list(ties), dtype=np.int64).reshape(-1, 2)
    matrix = _matrix(pairs[:, 0], pairs[:, 1], list(ties.values()), shape=(size, size))
    rows, columns = (np.maximum(np.asarray(matrix.sum(axis)), 1.0) ** -0.5 for axis in (1, 0))
    return csr_array(diags_array(rows) @ matrix @ diags_array(columns))


def totals(links: Vector, *, near: Vector, said: Vector, asked: Vector) -> Vector:
    """What speaks for each skill together: (n_skills,)."""
    total: Vector = links + near
    for told, weight in ((said, _FROM_SAID), (asked, _FROM_ASKED)):
        total = total + weight / max(told.max(initial=0.0), 1e-9) * told
    return total
