"""From a text to skills: candidates are found, then each is given a probability.

First (*retrieve*) short phrases of the text are matched with the labels of the skills
(`matching.language.own_words`); what these lend each other, what is said of each skill, and what earlier
tasks asked for is added (`matching.language.suggesting`, `matching.language.example_tasks`). The skills with
the highest totals are the candidates.

Then (*re-rank*) a logistic regression weighs all that is known of each candidate
(`matching.language.link_features`): how probable it is that a lead would nod at it. That is its score. From
`SURE` on a skill is taken for needed, or from `LIKELY` on where the text has none so sure; below, it is
offered, and counts only once somebody says so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.language.effort import Effort
from matching.language.example_tasks import ExampleTasks
from matching.language.labels import LabelIndex
from matching.language.link_features import Candidates, Matrix, Signals, Vector, alone, beside, probabilities
from matching.language.link_model import SHIPPED, LinkModel
from matching.language.lookup import LabelLookup, LabelPrefixes
from matching.language.own_words import Evidence, OwnWords
from matching.language.phrases import Clause, PhraseReader, Word
from matching.language.spelling import WordShapes
from matching.language.suggesting import SkillSuggester, totals
from matching.language.text import LONGEST_TEXT, terms
from matching.language.word_reader import WordReader
from matching.model import Profession, Skill, TaskExample

# Set by hand; `bench.linking` tells what changing one does.
_CANDIDATES = 100
"""The skills, highest totals first, that are given a probability."""
_LEAST_TOTAL = 0.3
"""The total below which a skill is no candidate."""
_ONLY_ESCO_SUGGESTED = 0.97
"""What a skill counts that the catalogue lacks where a label is looked up: it decides between equals."""
_LETTERS_TO_GUESS_BY = 4
"""Typed letters from which on labels that are spelt nearly so are offered."""
_LABELS_A_SKILL = 4
"""Labels that are looked at for each skill to be shown, as several may be of one skill."""
_NEARLY = 0.5
"""The likeness, 0 to 1, that these must have."""
_WORDS_SHOWN = 3
"""Words that are marked for a skill that only the text as a whole speaks for."""

SURE = 0.5
"""The probability from which on a skill is taken for needed: more likely than not."""
LIKELY = 0.35
"""The same where no skill is so sure. Chosen on the even-numbered judged texts: real ones reach it."""
OFFERED = 0.1
"""The probability from which on a skill that isn't is offered. By eye: below it, few of them fit."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: `text == source[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LinkedSkill:
    """A skill that a text speaks of: its probability (`score`), by which label, and the words that led to it.

    `suggested_by` is the skill that lent it most where no words of its own name it: the spans are that
    one's then. A skill that only the text as a whole speaks for has the words that count most. One that is
    not `needed` is offered, and counts once a person says so.
    """

    skill: str
    score: float
    label: str
    spans: tuple[Span, ...]
    suggested_by: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The candidates of a text, (n,) positions with the highest total first, and what is known of each.

    `features` has the shape (n, len(ALONE)), `signals` is of all skills, `named` of those with own words.
    """

    candidates: Candidates
    features: Matrix
    named: Mapping[int, Evidence]
    signals: Signals
    clauses: Sequence[Clause]


class SkillLinker:
    """Links texts in Danish and English to skills, and looks skills up by label.

    Parameters
    ----------
    min_link
        What a skill's own words must come to for it to be linked by them.
    model
        What gives the candidates their probability.

    Attributes
    ----------
    index_ : LabelIndex
    phrases_ : PhraseReader
    own_words_ : OwnWords
    suggester_ : SkillSuggester
    examples_ : ExampleTasks
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

    def __init__(self, *, min_link: float = 0.36, model: LinkModel = SHIPPED) -> None:
        self.min_link = min_link
        self.model = model

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
        self._is_catalogue = [skill.source != "esco" for skill in index.skills_]
        self.own_words_ = OwnWords(index, is_catalogue=self._is_catalogue)
        self.suggester_ = SkillSuggester(index, skills=skills, professions=professions)
        self.prefixes_ = LabelPrefixes(index, is_catalogue=self._is_catalogue)
        self.examples_ = ExampleTasks(
            self.suggester_.said_,
            list(examples),
            position={skill.id: number for number, skill in enumerate(index.skills_)},
            parts_of=self.suggester_.parts,
            n_parts=len(index.parts_),
        )
        return self

    def learn(self, examples: Iterable[TaskExample]) -> Self:
        """Take these examples in place of those before."""
        self.examples_ = self.examples_.learned(list(examples))
        return self

    def taught(self, examples: Iterable[TaskExample], *, model: LinkModel) -> Self:
        """A linker of the same skills that learned these examples and gives probabilities by this model."""
        other = copy(self)
        other.model = model
        return other.learn(examples)

    def link(
        self,
        text: str,
        *,
        limit: int = 10,
        min_score: float = 0.0,
        without: Collection[str] = (),
        effort: Effort | None = None,
    ) -> list[LinkedSkill]:
        """Return the skills that a text speaks of, most probable first, ties by total and id.

        Those in `without` (ids) make room: what is needed follows from the others. Only the text's first
        `LONGEST_TEXT` characters are read, and only as far as the effort allows.
        """
        text = text[:LONGEST_TEXT]
        found = self.retrieve(text, effort=effort)
        logits = self.model.alone.logits(found.features)
        scores = np.round(probabilities(self.model.beside.logits(self.beside(found.candidates, logits))), 6)
        left = [self.index_.skills_[each].id not in without for each in found.candidates.tolist()]
        needed_from = SURE if scores[left].max(initial=0.0) >= SURE else LIKELY
        best = [row for row in np.argsort(-scores, kind="stable").tolist() if left[row]][:limit]
        return [
            self._linked(int(found.candidates[row]), float(scores[row]), text, found, needed_from=needed_from)
            for row in best
            if scores[row] >= min_score
        ]

    def retrieve(self, text: str, *, effort: Effort | None = None) -> Retrieved:
        """The candidates of a text with all that is known of each; `link` gives them their probability."""
        effort = effort or Effort()
        clauses = list(self.phrases_.clauses(text, effort))
        named = self.own_words_.find(clauses, effort)
        links = np.zeros(len(self.index_.skills_))
        for skill, evidence in named.items():
            links[skill] = evidence.link
        sure = _sure_parts(clauses)
        near, said, told = self.suggester_.near(links), self.suggester_.said(sure), self.examples_.told(sure)
        total = np.round(totals(links, near=near, said=said, asked=told.words), 6)
        found = np.flatnonzero(total >= _LEAST_TOTAL)
        candidates = found[np.argsort(-total[found], kind="stable")][:_CANDIDATES]
        signals = Signals(links=links, near=near, said=said, told=told)
        known = alone(candidates, named, signals, index=self.index_, n_examples=self.examples_.n_examples_)
        return Retrieved(candidates, known, named, signals, clauses)

    def beside(self, candidates: Candidates, logits: Vector) -> Matrix:
        """What the other candidates tell of each, from what each comes to alone: (n, len(BESIDE))."""
        suggester = self.suggester_
        return beside(candidates, logits, near=suggester.near_, groups=suggester.groups_)

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

    def _linked(
        self, skill: int, score: float, text: str, found: Retrieved, *, needed_from: float
    ) -> LinkedSkill:
        evidence = found.named.get(skill)
        if evidence is not None and evidence.link >= self.min_link:
            return LinkedSkill(
                skill=self.index_.skills_[skill].id,
                score=score,
                needed=score >= needed_from,
                label=self._shown(evidence.hit.label),
                spans=_spans(evidence.hit_words, text),
            )
        by = self.suggester_.suggested_by(skill, found.signals.links)
        led = self._telling_words(skill, found.clauses) if by is None else found.named[by].hit_words
        return LinkedSkill(
            skill=self.index_.skills_[skill].id,
            score=score,
            needed=score >= needed_from,
            label=self.index_.skills_[skill].label,
            spans=_spans(led, text),
            suggested_by="" if by is None else self.index_.skills_[by].id,
        )

    def _telling_words(self, skill: int, clauses: Sequence[Clause]) -> list[Word]:
        """The words of a text that speak most for a skill, in the text's order."""
        parts = sorted(_sure_parts(clauses))
        speaks = self.suggester_.speaks(skill, parts) + self.examples_.speaks(skill, parts)
        weight = dict(zip(parts, speaks.tolist(), strict=True))
        told = {
            word: sum(weight[part] * sure for part, sure in word.parts)
            for clause in clauses
            for word in clause.words
        }
        most = sorted(told, key=lambda word: (-told[word], word.start))[:_WORDS_SHOWN]
        return sorted((word for word in most if told[word] > 0), key=lambda word: word.start)

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


def _sure_parts(clauses: Iterable[Clause]) -> dict[int, float]:
    """Return the parts of a text, and how sure each is."""
    sure: dict[int, float] = {}
    for clause in clauses:
        for word in clause.words:
            for part, how_sure in word.parts:
                sure[part] = max(how_sure, sure.get(part, 0.0))
    return sure


def _spans(words: Iterable[Word], text: str) -> tuple[Span, ...]:
    return tuple(Span(word.start, word.end, text[word.start : word.end]) for word in words)
