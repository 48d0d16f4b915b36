"""Danish words that are no compounds, and how they bend: what a form belongs to, and what has one root.

The words are Stavekontrolden's (the head of `danish_lexicon.txt` has its licence). A form leads to its
dictionary word (lemma); what a verb makes, and who does it, leads to the verb: `inddragelse`, `inddrog` and
`inddrage` have the root `inddrag`, `koordinering`, `koordinator` and `koordination` have `koordiner`.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Self

from matching.language.wordlists import APART_DA

_ENDING = re.compile(r"(\d*)(\w*)")
_MISBENT = re.compile(r"(?<=\w{4})(?:en|et|er|ene|erne)s?$")
"""An ending that a noun has not, but that people give it (`projekten`, `koordinatorene`)."""
_BENT_ACTION = re.compile(r"(?<=ing|lse)(?:e[nr]s?|[nr]s?|ernes?|rnes?|s)$")
"""How a noun bends that a verb makes, where the lexicon has the verb alone (`kortlægningen`)."""
_DERIVED = (("hed", "hed", "a"), ("itet", "itet", "a"), ("ionel", "el", "n"), ("urel", "el", "n"))
"""Endings of words that are made of others: what they end in, what was added, to which kind of word."""
_LATIN = (
    *(("ation", "ere"), ("ator", "ere"), ("duktion", "ducere"), ("truktion", "truere"), ("lusion", "ludere")),
    *(("vision", "videre"), ("kussion", "kutere")),
)
"""How nouns from Latin end, and the verbs that go with them (`produktion`, `producere`)."""
_SHORTEST_AGENT = 5
"""Letters from which on a noun in -er is who does what a verb says (`forsker`); shorter ones rarely."""
_SHORTEST_LAST_PART, _LONGEST_LAST_PART = 5, 18
"""Letters of a known word at the end of an unknown one for the unknown one to bend like it."""
_SHORTEST_ROOT = 4
"""Letters that are left of a word without its ending -isk or -ik (`økonom`); with fewer it is kept."""


class DanishLexicon(NamedTuple):
    """The words by their forms.

    Attributes
    ----------
    kinds : dict[str, str]
        Each word (lemma) with the letters of what it can be: n(oun), v(erb), a(djective); then s or o where
        it is always joined to the next part of a compound with s or with nothing.
    lemmas : dict[str, str]
        The word that each form belongs to. A word is its own form, but a verb that is spelt like a noun's
        plural (`veje`) is left to the noun.
    """

    kinds: dict[str, str]
    lemmas: dict[str, str]

    @classmethod
    def read(cls, text: str) -> Self:
        """Read lines ``kinds endings: word word …``; the ending `3en` takes three letters away before it."""
        kinds: dict[str, str] = {}
        bent: dict[str, str] = {}
        for kind, endings, words in _lines(text):
            kinds |= dict.fromkeys(words, kind)
            for cut, ending in endings:
                bent |= {word[: len(word) - cut] + ending: word for word in words}
        plurals = {form for form, word in bent.items() if "n" in kinds[word] and not form.endswith("ere")}
        verbs = {word for word, kind in kinds.items() if kind == "v"} - APART_DA
        return cls(kinds, bent | {word: word for word in kinds if word not in verbs or word not in plurals})

    def lemma(self, form: str) -> str | None:
        """Return the word that a form belongs to, also in the genitive or passive; None if unknown."""
        if (lemma := self._spelt(form)) is not None:
            return lemma
        base = _MISBENT.sub("", form)
        return base if "n" in self.kinds.get(base, "") else None

    def root(self, form: str) -> str | None:
        """Return what all words of one origin have in common, None for an unknown form."""
        if (lemma := self.lemma(form)) is not None:
            return self._root(lemma)
        verb = self._verb(_BENT_ACTION.sub("", form))
        return None if verb is None else self._root(verb)

    def root_by_last_part(self, compound: str) -> str | None:
        """Return a word that ends in a known one with the root of that, None where it ends in none."""
        shortest = len(compound) - _SHORTEST_LAST_PART
        for start in range(max(2, len(compound) - _LONGEST_LAST_PART), shortest + 1):
            if (lemma := self._spelt(compound[start:])) is not None:
                return compound[:start] + self._root(lemma)
        return None

    def joint(self, part: str) -> str:
        """Return how a word is always joined to the next: "s", or "o" for nothing; "" where that varies."""
        kind = self.kinds.get(part, "")[-1:]
        return kind if kind in "so" else ""

    def _spelt(self, form: str) -> str | None:
        return self.lemmas.get(form) or (self.lemmas.get(form[:-1]) if form[-1:] == "s" else None)

    def _root(self, lemma: str) -> str:
        if lemma in APART_DA:
            return lemma
        if self.kinds[lemma] == "v":
            return self._of_verb(lemma.removesuffix("e"))
        if (verb := self._verb(lemma)) is not None:
            return self._root(verb)
        for ending, made, of in _DERIVED:
            base = lemma[: -len(made)]
            if lemma.endswith(ending) and of in self.kinds.get(base, ""):
                return self._root(base)
        return _without_science(lemma)

    def _of_verb(self, verb: str) -> str:
        """Return a verb without its e, and as its noun where that has one consonant less: `spil`."""
        noun = verb[:-1]
        return noun if verb[-2:-1] == verb[-1:] and "n" in self.kinds.get(noun, "") else verb

    def _verb(self, noun: str) -> str | None:
        """Return the verb of an action or of who does it, None where a noun has none."""
        if noun.endswith("er") and f"{noun}e" not in self.lemmas:
            return None
        return next((verb for verb in _verbs(noun) if "v" in self.kinds.get(verb, "")), None)


@cache
def danish_lexicon() -> DanishLexicon:
    """Return the lexicon that is shipped; read once."""
    return DanishLexicon.read(files(__package__).joinpath("danish_lexicon.txt").read_text(encoding="utf-8"))


def is_noun(form: str) -> bool:
    """Tell whether a normalised word is a noun and no form of a verb (as `bruger` is)."""
    kinds = danish_lexicon().kinds
    lemma = danish_lexicon().lemma(form)
    is_verb = form.endswith("er") and "v" in kinds.get(form.removesuffix("r"), "")
    return lemma is not None and kinds[lemma].rstrip("so") == "n" and not is_verb


def _lines(text: str) -> Iterator[tuple[str, list[tuple[int, str]], list[str]]]:
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        head, _, words = line.partition(": ")
        kind, _, endings = head.partition(" ")
        read = [_ENDING.fullmatch(ending) for ending in endings.split(",") if ending != "-"]
        yield kind, [(int(found[1] or 0), found[2]) for found in read if found], words.split()


def _verbs(noun: str) -> Iterator[str]:
    """Yield what the verb would be."""
    bases = [noun.removesuffix(ending) for ending in ("else", "ning", "ing") if noun.endswith(ending)]
    yield from (f"{base}e" for base in bases)
    yield from (f"{base}{base[-1:]}e" for base in bases)
    for ending, of_verb in _LATIN:
        if noun.endswith(ending):
            yield noun.removesuffix(ending) + of_verb
    if noun.endswith("ørsel"):
        yield f"{noun.removesuffix('sel')}e"
    if noun.endswith("er") and len(noun) >= _SHORTEST_AGENT:
        yield noun[:-1]


def _without_science(lemma: str) -> str:
    """Return a word without what a field, its adjective and its people differ by: -i, -ik, -isk, -iker."""
    lemma = lemma.removesuffix("er") if lemma.endswith("iker") else lemma
    for ending in ("isk", "ik"):
        base = lemma.removesuffix(ending)
        if base != lemma and len(base) >= _SHORTEST_ROOT:
            return base
    return lemma[:-1] if lemma.endswith("i") and len(lemma) >= 6 and lemma != "politi" else lemma
