"""What a text was understood as: a task, or why Tværs doesn't answer it with people.

A text is no task if it is about something else altogether, or asks about people's private matters. It is told
by its *signs*: its words, how it begins, which kinds of word (`matching.language.word_kinds`) stand together
in a sentence, how long it is, and how probable its likeliest skill is. Each sign has a number for each kind
of text that is no task (a logistic regression):

    score(kind) = intercept(kind) + Σ over the text's signs of number(sign, kind) · value(sign)
    P(kind) = exp score(kind) / (1 + Σ over all kinds of exp score)

The numbers are learned elsewhere (`matching.learning.understanding_fitting`) and stand in
`understanding_model.json` beside this file.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Self

from matching.language.danish_lexicon import danish_lexicon
from matching.language.text import danish_spelling
from matching.language.word_kinds import is_given_name, kinds_of


class Understanding(StrEnum):
    """A task that colleagues can be found for; or why nobody is listed.

    `UNCLEAR` are words that no needed skill was recognised in, `NOT_A_TASK` is about something else than work
    in the municipality. The others ask about people: their pay; their sickness or pregnancy; their family,
    belief, age or home; how well they do; or for a list of them with such data.
    """

    TASK = "task"
    UNCLEAR = "unclear"
    NOT_A_TASK = "not_a_task"
    ABOUT_PAY = "about_pay"
    ABOUT_HEALTH = "about_health"
    ABOUT_PRIVATE_LIFE = "about_private_life"
    ABOUT_PERFORMANCE = "about_performance"
    ABOUT_PERSONS_DATA = "about_persons_data"

    @property
    def is_private(self) -> bool:
        """Whether it asks about people's private matters."""
        return self in PRIVATE

    @property
    def is_refused(self) -> bool:
        """Whether the text was understood, and is no task."""
        return self in REFUSED

    @property
    def may_be_a_task(self) -> bool:
        """Whether a person can say that it is a task all the same: for lists of people nobody can."""
        return self is not Understanding.ABOUT_PERSONS_DATA


PRIVATE = (
    Understanding.ABOUT_PAY,
    Understanding.ABOUT_HEALTH,
    Understanding.ABOUT_PRIVATE_LIFE,
    Understanding.ABOUT_PERFORMANCE,
    Understanding.ABOUT_PERSONS_DATA,
)
REFUSED = (Understanding.NOT_A_TASK, *PRIVATE)
"""The kinds of text that are no task, in the order of a model's numbers."""

CERTAIN = 0.5
"""The probability of being no task from which on a text is refused: more likely than not. Hardly a real task
is, by cross-validation; to miss a text costs little, as no answer holds anybody's private data."""
_READ = 1000
"""Characters that are read, from the start: what a text asks for is said early. By eye."""
_LONG = 40
"""Words from which on a text is no longer any longer. By eye: hardly a text that is no task has as many."""
_FIRST = 3
"""Words at the start of a text that are a sign together, and the first and the first two of them. By eye."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
_WORD = re.compile(r"[a-zæøåéü]+|\d+|[?!.:,]", re.IGNORECASE)
NAME, NUMBER = "<name>", "0"
LIKELIEST, LENGTH = "=likeliest", "=length"
"""The signs that have a value between 0 and 1; all others count 1."""


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text, what people say that it is, how probable its likeliest skill is, and its writer, if known."""

    text: str
    kind: Understanding
    likeliest: float = 0.0
    writer: str = ""


@dataclass(frozen=True, slots=True)
class UnderstandingModel:
    """What each sign counts for each of `REFUSED`, against a task; `learned_from` has the texts by kind."""

    intercepts: Sequence[float]
    counts: Mapping[str, Sequence[float]]
    learned_from: Mapping[str, int]

    def understood(self, text: str, *, likeliest: float = 0.0) -> Understanding:
        """A task, or the kind that the text rather is. `likeliest` is its likeliest skill's probability."""
        scores = list(self.intercepts)
        for sign, value in signs(text, likeliest=likeliest).items():
            for kind, count in enumerate(self.counts.get(sign, ())):
                scores[kind] += count * value
        probable = [math.exp(min(score, 50.0)) for score in scores]
        other, private = sum(probable), sum(probable[1:])
        if other / (1.0 + other) < CERTAIN:
            return Understanding.TASK
        if private < probable[0]:
            return Understanding.NOT_A_TASK
        return PRIVATE[probable.index(max(probable[1:])) - 1]

    def written(self) -> str:
        """The model as JSON, a sign a line."""
        told = {"learned_from": self.learned_from, "kinds": REFUSED, "intercepts": self.intercepts}
        lines = [
            f"    {json.dumps(sign, ensure_ascii=False)}: {list(self.counts[sign])}"
            for sign in sorted(self.counts)
        ]
        head = json.dumps(told, ensure_ascii=False)[1:-1]
        return "{\n  " + head + ',\n  "counts": {\n' + ",\n".join(lines) + "\n  }\n}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """A model that was `written`. Raises ValueError where it is of other kinds of text."""
        told = json.loads(text)
        if told["kinds"] != list(REFUSED):
            raise ValueError(f"a model of {', '.join(REFUSED)} is needed; it has {', '.join(told['kinds'])}")
        return cls(told["intercepts"], told["counts"], told["learned_from"])


def signs(text: str, *, likeliest: float = 0.0) -> dict[str, float]:
    """What a text shows of being a task or none, each with its value.

    A given name is `<name>`, a number 0. Kinds of word stand in angle brackets, alone and in pairs that meet
    in a sentence; `^` begins the first words of the text.
    """
    found: dict[str, float] = {}
    first: list[str] = []
    n_words = 0
    for sentence in _SENTENCE.split(text[:_READ]):
        kinds: set[str] = set()
        for at, written in enumerate(_WORD.findall(sentence)):
            n_words += written.isalpha()
            if is_given_name(written, first=at == 0):
                word = NAME
                kinds.add("name")
            else:
                word, of_word = _word(written.lower())
                kinds.update(of_word)
            found[word] = 1.0
            if len(first) < _FIRST:
                first.append(word)
        ordered = sorted(kinds)
        found |= dict.fromkeys((f"<{kind}>" for kind in ordered), 1.0)
        found |= dict.fromkeys((f"<{one}> <{other}>" for one, other in combinations(ordered, 2)), 1.0)
    for length in range(1, len(first) + 1):
        found["^" + " ".join(first[:length])] = 1.0
    found[LIKELIEST] = likeliest
    found[LENGTH] = min(1.0, n_words / _LONG)
    return found


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> tuple[str, tuple[str, ...]]:
    """A word in lower case as the lexicon has it, and its kinds."""
    if word.isdigit():
        return NUMBER, ()
    if word == "?":
        return word, ("question",)
    lemma = danish_lexicon().lemma(word) or danish_lexicon().lemma(danish_spelling(word)) or word
    return lemma, kinds_of(word) or kinds_of(danish_spelling(word))


@cache
def shipped() -> UnderstandingModel:
    """The model that comes with Tværs."""
    path = files("matching.language") / "understanding_model.json"
    return UnderstandingModel.read(path.read_text(encoding="utf-8"))
