"""How well the linker finds what people marked as skills in real Danish job advertisements.

The data is Kompetencer's (Zhang, Jensen & Plank 2022, LREC), as its authors publish it. Sentences are
`*.conll`: a line for each token, with its tag as a skill and as knowledge; an empty line ends a sentence.
Marked phrases are `*.tsv`, each with the group of ESCO it belongs to: S1 to S8, K and two digits of ISCED-F,
L for languages, A for attitudes. Attitudes have other groups in today's ESCO, so they count for the places
and not for the groups.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.measuring import Figures
from matching.language.linking import SURE, LinkedSkill, SkillLinker
from matching.model import Skill

FIRST = 10
ATTITUDE = "A"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where in it people marked a skill or a piece of knowledge, as (start, end)."""

    text: str
    marked: tuple[tuple[int, int], ...]


def figures(linker: SkillLinker, skills: Iterable[Skill], *, codes: Path, kompetencer: Path) -> Figures:
    """Places in sentences, and groups of phrases. `codes` is ESCO's directory: skills don't keep theirs.

    - `span_recall`: marked places that a linked skill points at; `sure_span_precision`: of the places that
      skills taken for meant point at, those that touch a marked one;
    - `phrase_group_hit1` and `_hit10`: phrases whose group is that of the first, or of one of the first ten.
    """
    sentences = [each for file in sorted(kompetencer.glob("*.conll")) for each in read_sentences(file)]
    phrases = [each for file in sorted(kompetencer.glob("*.tsv")) for each in read_phrases(file)]
    return _places(linker, sentences) | _groups(linker, phrases, groups_of(skills, codes))


def read_sentences(file: Path) -> Iterator[Sentence]:
    """Read sentences, their tokens joined by spaces."""
    tokens: list[tuple[str, str, str]] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        token, skill, knowledge = (*line.split("\t"), "", "")[:3]
        if token.strip():
            tokens.append((token.strip(), skill, knowledge))
        elif tokens:
            yield _sentence(tokens)
            tokens = []


def read_phrases(file: Path) -> Iterator[tuple[str, str]]:
    """Read marked phrases, each with its group."""
    for line in file.read_text(encoding="utf-8").splitlines():
        phrase, _, group = line.strip().rpartition("\t")
        if phrase:
            yield phrase, group


def groups_of(skills: Iterable[Skill], esco: Path) -> Mapping[str, frozenset[str]]:
    """Return the groups of ESCO that each skill lies below, named as in the data."""
    with (esco / "skillGroups_en.csv").open(encoding="utf-8", newline="") as file:
        names = {row["conceptUri"]: _group(row["code"]) for row in csv.DictReader(file) if row["code"]}
    broader = {skill.id: skill.broader for skill in skills}
    found: dict[str, frozenset[str]] = {}

    def above(id: str) -> frozenset[str]:
        if id not in found:
            found[id] = frozenset()
            own = {names[id]} if id in names else set()
            found[id] = frozenset(own.union(*(above(other) for other in broader.get(id, ()))))
        return found[id]

    return {id: above(id) for id in broader}


def _places(linker: SkillLinker, sentences: Sequence[Sentence]) -> Figures:
    met, of_marked, right, sure = 0, 0, 0, 0
    for sentence in sentences:
        linked = linker.link(sentence.text, limit=FIRST)
        pointed = set(_pointed(linked))
        met += sum(any(_touch(mark, place) for place in pointed) for mark in sentence.marked)
        of_marked += len(sentence.marked)
        meant = set(_pointed(each for each in linked if each.score >= SURE))
        right += sum(any(_touch(mark, place) for mark in sentence.marked) for place in meant)
        sure += len(meant)
    return {
        "sentences": len(sentences),
        "spans": of_marked,
        "span_recall": met / max(1, of_marked),
        "sure_spans": sure,
        "sure_span_precision": right / max(1, sure),
    }


def _groups(
    linker: SkillLinker, phrases: Sequence[tuple[str, str]], groups: Mapping[str, frozenset[str]]
) -> Figures:
    asked = [(phrase, group) for phrase, group in phrases if not group.startswith(ATTITUDE)]
    places = []
    for phrase, group in asked:
        linked = linker.link(phrase, limit=FIRST)
        right = [place for place, each in enumerate(linked) if group in groups.get(each.skill, ())]
        places.append(min(right, default=FIRST))
    return {
        "phrases": len(asked),
        "phrase_group_hit1": float(np.mean([place == 0 for place in places])),
        "phrase_group_hit10": float(np.mean([place < FIRST for place in places])),
    }


def _sentence(tokens: Sequence[tuple[str, str, str]]) -> Sentence:
    marked: list[tuple[int, int]] = []
    for column in (1, 2):
        start, inside = 0, False
        for token in tokens:
            end = start + len(token[0])
            tag = token[column][:1]
            if tag == "B" or (tag == "I" and not inside):
                marked.append((start, end))
            elif tag == "I":
                marked[-1] = (marked[-1][0], end)
            inside = tag in ("B", "I")
            start = end + 1
    return Sentence(" ".join(token for token, *_ in tokens), tuple(sorted(marked)))


def _pointed(linked: Iterable[LinkedSkill]) -> Iterator[tuple[int, int]]:
    return ((span.start, span.end) for each in linked for span in each.spans)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _group(code: str) -> str:
    """Return the name that the data has for a group's topmost part: `0011` is K00, `S1.6.0` is S1."""
    return f"K{code[:2]}" if code[0].isdigit() else code.partition(".")[0]
