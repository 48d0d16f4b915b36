"""The skills that a text names in words of their own, and what those words come to.

How a label is scored against a clause, with parts a (stems and compound parts) of weight w:

- coverage ``c = Σ w(a) · sure(a) · near(a) / Σ w(a)`` over the label's parts, where `sure` is 1 for a part
  that stands in the text and less for one that was mended, and `near` falls with the number of content
  words between it and the label's heaviest part (members of one list are equally near their head);
- exactness ``e``, the least over the words that were hit of ``Σ w(matched parts) / Σ w(all its parts)``,
  and a share of that (`_MODIFIER_ONLY`) where the word's last part, its head, is not matched: "plejecenter"
  speaks for "pleje", but less than "pleje" does;
- ``link = c^(1 + p q²) · (i + (1 − i) e) · field · source``, where q is how common the rarest matched part
  is (0 for a part of one skill, towards 1 for a part of all): a label half met by "demens" says more than
  one half met by "børn". p is `_COMMON_POWER` and i is `_INEXACT`; `field` is less than 1 for an alternative
  label and a hidden one, `source` for a skill that the municipality's own catalogue lacks.

A skill has the link of its best label. Skills are then taken best first; one that is hit only by words
that a better one explains counts less, so that the answer covers the whole text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matching.language.effort import Effort
from matching.language.label_hits import Hit, find_hits
from matching.language.labels import Label, LabelIndex
from matching.language.phrases import Clause, Word

# Set by hand; `bench.linking` tells what changing one does.
_LEAST_COVERAGE = 0.5
"""The coverage from which on a label is compared in full: half of what it weighs."""
_CONSIDERED = 60
"""The skills, best first, that are compared with what better ones explain."""
_ALTERNATIVE = 0.97
"""What an alternative label counts of a preferred one."""
_HIDDEN = 0.8
"""What a hidden label counts of a preferred one: everyday words are met by chance more often."""
_ONLY_ESCO = 0.7
"""What a skill counts that the municipality's own catalogue lacks."""
_MOSTLY = 0.7
"""The share of a skill's words from which on a better skill that has them repeats it."""
_CONTAINED = 0.6
"""What a skill of one word keeps where a better one has that word and more."""
_CONTAINED_PHRASE = 0.9
"""The same for a skill of several words."""
_REPEATED = 0.88
"""What a skill keeps for each better one that has most of its words."""
_REPEATED_BY_ESCO = 0.65
"""The same for a skill of ESCO alone that repeats one of the catalogue."""
_HINT = 0.15
"""The link below which a skill's words are chance, and it lends nothing to its neighbours."""

Match = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best hit of a skill: its score alone, and where it is (`words` are those of the clause).

    `clauses` is the number of clauses with a hit, `link` the score less what better skills explain.
    """

    score: float
    clause: int
    hit: Hit
    words: Sequence[Word]
    clauses: int = 1
    link: float = 0.0

    @property
    def matches(self) -> frozenset[Match]:
        """The (clause, word, part)s that the hit is made of."""
        return frozenset((self.clause, word, part) for word, part in self.hit.matched)

    @property
    def hit_words(self) -> list[Word]:
        """The words of the text that were hit, in order."""
        return [self.words[place] for place in self.hit.words]

    def beats(self, other: "Evidence") -> bool:
        """Whether it is the better hit; of equals the first one in the text."""
        return (-self.score, self.clause, self.hit.label) < (-other.score, other.clause, other.hit.label)


class OwnWords:
    """Finds the skills of an index that a text names.

    Parameters
    ----------
    index
        The labels that are looked for.
    is_catalogue
        For each of the index's skills, whether the municipality's own catalogue has it.
    """

    def __init__(self, index: LabelIndex, *, is_catalogue: Sequence[bool]) -> None:
        self.index = index
        self.is_catalogue = is_catalogue

    def find(self, clauses: Iterable[Clause], effort: Effort) -> dict[int, Evidence]:
        """The skills (positions in the index) that have words of their own in the text, best first."""
        best, clauses_of = self._best(clauses, effort)
        named: dict[int, Evidence] = {}
        taken: list[tuple[frozenset[Match], bool]] = []
        for skill in sorted(best, key=lambda skill: (-best[skill].score, skill))[:_CONSIDERED]:
            evidence, ours = best[skill], self.is_catalogue[skill]
            link = round(evidence.score * _novelty(evidence, taken, is_catalogue=ours), 6)
            if link >= _HINT:
                taken.append((evidence.matches, ours))
                named[skill] = replace(evidence, clauses=len(clauses_of[skill]), link=link)
        return named

    def _best(
        self, clauses: Iterable[Clause], effort: Effort
    ) -> tuple[dict[int, Evidence], dict[int, set[int]]]:
        """The best hit of each skill, and the numbers of the clauses where it has one."""
        best: dict[int, Evidence] = {}
        clauses_of: defaultdict[int, set[int]] = defaultdict(set)
        for number, clause in enumerate(clauses):
            for hit in find_hits(clause, self.index, least=_LEAST_COVERAGE, effort=effort):
                label = self.index.labels_[hit.label]
                score = round(self._factor(label, hit) * hit.score, 6)
                evidence = Evidence(score, number, hit, clause.words)
                if score >= _HINT:
                    clauses_of[label.skill].add(number)
                    if label.skill not in best or evidence.beats(best[label.skill]):
                        best[label.skill] = evidence
        return best, clauses_of

    def _factor(self, label: Label, hit: Hit) -> float:
        field = 1.0 if label.preferred else _HIDDEN if label.hidden else _ALTERNATIVE
        return field if self.is_catalogue[label.skill] else field * _ONLY_ESCO * hit.coverage


def _novelty(evidence: Evidence, taken: list[tuple[frozenset[Match], bool]], *, is_catalogue: bool) -> float:
    """Return 1 for words that no better skill explains, less the more of them do."""
    mine = evidence.matches
    factor = 1.0
    for other, other_is_catalogue in taken:
        if mine < other:
            factor = min(factor, _CONTAINED if len(evidence.hit.words) == 1 else _CONTAINED_PHRASE)
        elif len(mine & other) >= _MOSTLY * len(mine):
            factor *= _REPEATED if is_catalogue or not other_is_catalogue else _REPEATED_BY_ESCO
    return factor
