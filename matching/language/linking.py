"""From a text to skills: short phrases of the text are matched with the labels of the skills.

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
that a better one explains counts less, so that the answer covers the whole text. What the skills lend each
other is added (`matching.language.suggesting`), and ``score = total / (total + _HALFWAY)``, or
``_NAMED · link`` where that is more: from `SURE` on most are right. A skill that no words of its own name
stays below that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.language.effort import Effort
from matching.language.label_hits import Hit, find_hits
from matching.language.labels import Label, LabelIndex
from matching.language.lookup import LabelLookup, LabelPrefixes
from matching.language.phrases import Clause, PhraseReader, Word
from matching.language.spelling import WordShapes
from matching.language.suggesting import SkillSuggester
from matching.language.text import LONGEST_TEXT, terms
from matching.language.word_reader import WordReader
from matching.model import Profession, Skill, TaskExample

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
_ONLY_ESCO_SUGGESTED = 0.97
"""The same where a label is looked up: there it only decides between equals."""
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
_LETTERS_TO_GUESS_BY = 4
"""Typed letters from which on labels that are spelt nearly so are offered."""
_LABELS_A_SKILL = 4
"""Labels that are looked at for each skill to be shown, as several may be of one skill."""
_NEARLY = 0.5
"""The likeness, 0 to 1, that these must have."""
_HINT = 0.15
"""The link below which a skill's words are chance, and it lends nothing to its neighbours."""
_LEAST_TOTAL = 0.8
"""The total from which on a skill is suggested that its own words don't name."""
_HALFWAY = 0.75
"""The total that makes a score of a half."""
_NAMED = 0.72
"""What a skill's own words come to at least, of their link."""

SURE = 0.65
"""From this score on a skill is taken for meant; below it, it is a guess."""

Match = tuple[int, int, int]
Named = dict[int, tuple[float, "_Evidence"]]
Links = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: `text == source[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LinkedSkill:
    """A skill that a text speaks of: how surely (0 to 1), by which label, and the words that led to it.

    `suggested_by` is the skill that lent it most where no words of its own name it: the spans are that
    one's then. A skill that only the text as a whole speaks for has the words that count most.
    """

    skill: str
    score: float
    label: str
    spans: tuple[Span, ...]
    suggested_by: str = ""


class SkillLinker:
    """Links texts in Danish and English to skills, and looks skills up by label.

    Parameters
    ----------
    min_link
        What a skill's own words must come to for it to be linked by them.

    Attributes
    ----------
    index_ : LabelIndex
    phrases_ : PhraseReader
    suggester_ : SkillSuggester
    lookup_ : LabelLookup
    prefixes_ : LabelPrefixes

    Examples
    --------
    >>> from matching.model import Skill
    >>> skills = [Skill(id="a", label_da="børneinddragelse"), Skill(id="b", label_da="lokalplaner")]
    >>> linker = SkillLinker().fit(skills)
    >>> [(link.skill, link.spans[0].text) for link in linker.link("Hvordan inddrager vi børnene?")]
    [('a', 'inddrager')]
    """

    def __init__(self, *, min_link: float = 0.36) -> None:
        self.min_link = min_link

    def fit(
        self,
        skills: Iterable[Skill],
        *,
        professions: Iterable[Profession] = (),
        examples: Iterable[TaskExample] = (),
    ) -> Self:
        """Learn the labels of the skills, what goes together in professions, and what examples ask for.

        Groups aren't linked.
        """
        skills = list(skills)
        index = LabelIndex().fit(skills)
        shapes = WordShapes().fit(index.words_)
        self.index_ = index
        reader = WordReader(index, shapes)
        self.phrases_ = PhraseReader(reader)
        self.lookup_ = LabelLookup(index, shapes, reader)
        self._is_catalogue = ["catalogue" in skill.source for skill in index.skills_]
        self.suggester_ = SkillSuggester(index, skills=skills, professions=professions, examples=examples)
        self.prefixes_ = LabelPrefixes(index, is_catalogue=self._is_catalogue)
        return self

    def link(
        self, text: str, *, limit: int = 10, min_score: float = 0.0, effort: Effort | None = None
    ) -> list[LinkedSkill]:
        """Return the skills that a text speaks of, best first, ties by id.

        Only its first `LONGEST_TEXT` characters are read, and only as far as the effort allows.
        """
        text = text[:LONGEST_TEXT]
        effort = effort or Effort()
        clauses = list(self.phrases_.clauses(text, effort))
        named = self._named(clauses, effort)
        links = np.zeros(len(self.index_.skills_))
        for skill, (link, _) in named.items():
            links[skill] = link
        totals = self.suggester_.totals(links, clauses)
        by_own_words = links >= self.min_link
        scores: Links = totals / (totals + _HALFWAY)
        scores = np.where(by_own_words, np.maximum(scores, _NAMED * links), np.minimum(scores, SURE - 0.01))
        scores = np.round(scores, 6)
        found = np.flatnonzero((by_own_words | (totals >= _LEAST_TOTAL)) & (scores >= min_score))
        best = found[np.lexsort((found, -totals[found], -scores[found]))][:limit].tolist()
        return [
            self._linked(skill, float(scores[skill]), text, named[skill][1])
            if by_own_words[skill]
            else self._suggested(skill, float(scores[skill]), text, clauses, named=named, links=links)
            for skill in best
        ]

    def _named(self, clauses: list[Clause], effort: Effort) -> Named:
        """Return the skills that have words of their own, with what those come to."""
        best: dict[int, _Evidence] = {}
        for number, clause in enumerate(clauses):
            for hit in find_hits(clause, self.index_, least=_LEAST_COVERAGE, effort=effort):
                label = self.index_.labels_[hit.label]
                score = round(self._factor(label, hit) * hit.score, 6)
                evidence = _Evidence(score, number, hit, clause.words)
                if score >= _HINT and (label.skill not in best or evidence.beats(best[label.skill])):
                    best[label.skill] = evidence
        named: Named = {}
        taken: list[tuple[frozenset[Match], bool]] = []
        for skill in sorted(best, key=lambda skill: (-best[skill].score, skill))[:_CONSIDERED]:
            evidence = best[skill]
            score = evidence.score * _novelty(evidence, taken, is_catalogue=self._is_catalogue[skill])
            if score >= _HINT:
                taken.append((evidence.matches, self._is_catalogue[skill]))
                named[skill] = round(score, 6), evidence
        return named

    def suggest(self, label: str, *, limit: int = 5, min_score: float = 0.35) -> list[LinkedSkill]:
        """Return the skills whose labels are nearest to a label that may be misspelt or put otherwise."""
        score, nearest = self.lookup_.rank(label)
        preference = np.where(self._is_catalogue, 1.0, _ONLY_ESCO_SUGGESTED)
        score = np.round(score * preference, 6)
        order = np.lexsort((np.arange(len(score)), -score))[:limit]
        return [
            self._whole(skill, score[skill], nearest[skill], label)
            for skill in order.tolist()
            if score[skill] >= min_score
        ]

    def complete(self, prefix: str, *, limit: int = 10) -> list[LinkedSkill]:
        """Return the skills whose labels go on from what was typed, hold it, or are spelt nearly like it.

        Those of the catalogue come before ESCO's alone. The score is the share of the label that was typed.
        """
        if not prefix.strip():
            return []
        found: dict[int, LinkedSkill] = {}
        begun = self.prefixes_.begun(prefix, limit=limit)
        holding = self.prefixes_.holding(prefix, limit=limit * _LABELS_A_SKILL)
        labels = self.index_.labels_
        ours_first = sorted(
            (*begun, *holding), key=lambda number: not self._is_catalogue[labels[number].skill]
        )
        for number in ours_first:
            label = self.index_.labels_[number]
            share = min(1.0, len(prefix.strip()) / len(label.text))
            found.setdefault(label.skill, self._whole(label.skill, share, number, prefix))
        completed = list(found.values())[:limit]
        if len(completed) < limit and len(prefix.strip()) >= _LETTERS_TO_GUESS_BY:
            known = {link.skill for link in completed}
            near = self.suggest(prefix, limit=limit, min_score=_NEARLY)
            completed += [link for link in near if link.skill not in known]
        return completed[:limit]

    def terms(self, text: str) -> list[str]:
        """Return the content of a text as stems, compounds followed by their parts."""
        return terms(text, split=self.index_.vocabulary_.splitter_)

    def _factor(self, label: Label, hit: Hit) -> float:
        field = 1.0 if label.preferred else _HIDDEN if label.hidden else _ALTERNATIVE
        return field if self._is_catalogue[label.skill] else field * _ONLY_ESCO * hit.coverage

    def _linked(self, skill: int, score: float, text: str, evidence: "_Evidence") -> LinkedSkill:
        return LinkedSkill(
            skill=self.index_.skills_[skill].id,
            score=score,
            label=self._shown(evidence.hit.label),
            spans=evidence.spans(text),
        )

    def _suggested(
        self, skill: int, score: float, text: str, clauses: list[Clause], *, named: Named, links: Links
    ) -> LinkedSkill:
        by = self.suggester_.suggested_by(skill, links)
        if by is None:
            spans = _spans(self.suggester_.telling_words(skill, clauses), text)
        else:
            spans = named[by][1].spans(text)
        return LinkedSkill(
            skill=self.index_.skills_[skill].id,
            score=score,
            label=self.index_.skills_[skill].label,
            spans=spans,
            suggested_by="" if by is None else self.index_.skills_[by].id,
        )

    def _shown(self, number: int) -> str:
        label = self.index_.labels_[number]
        return self.index_.skills_[label.skill].label if label.hidden else label.text

    def _whole(self, skill: int, score: float, label: int, text: str) -> LinkedSkill:
        return LinkedSkill(
            skill=self.index_.skills_[skill].id,
            score=float(score),
            label=self._shown(label),
            spans=(Span(0, len(text), text),),
        )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The best hit of a skill so far, and where it was."""

    score: float
    clause: int
    hit: Hit
    words: list[Word]

    @property
    def matches(self) -> frozenset[Match]:
        return frozenset((self.clause, word, part) for word, part in self.hit.matched)

    def beats(self, other: "_Evidence") -> bool:
        return (-self.score, self.clause, self.hit.label) < (-other.score, other.clause, other.hit.label)

    def spans(self, text: str) -> tuple[Span, ...]:
        return _spans((self.words[place] for place in self.hit.words), text)


def _novelty(evidence: _Evidence, taken: list[tuple[frozenset[Match], bool]], *, is_catalogue: bool) -> float:
    """Return 1 for words that no better skill explains, less the more of them do."""
    mine = evidence.matches
    factor = 1.0
    for other, other_is_catalogue in taken:
        if mine < other:
            factor = min(factor, _CONTAINED if len(evidence.hit.words) == 1 else _CONTAINED_PHRASE)
        elif len(mine & other) >= _MOSTLY * len(mine):
            factor *= _REPEATED if is_catalogue or not other_is_catalogue else _REPEATED_BY_ESCO
    return factor


def _spans(words: Iterable[Word], text: str) -> tuple[Span, ...]:
    return tuple(Span(word.start, word.end, text[word.start : word.end]) for word in words)
