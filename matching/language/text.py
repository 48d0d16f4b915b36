"""Danish and English words as the matcher sees them: tokens with offsets, spellings, stems, terms.

Stems are Snowball's (https://snowballstem.org), followed by a few derivational suffixes, so that a noun
meets its verb: `inddragelse` and `inddrage` both give `inddrag`, `evaluering` and `evaluere` give `evalu`.
Both sides of a comparison are cut alike; a stem need not be a word.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from threading import local
from typing import NamedTuple

import Stemmer

from matching.language.danish_lexicon import danish_lexicon
from matching.language.wordlists import (
    FUNCTION_WORDS_DA,
    FUNCTION_WORDS_EN,
    IRREGULAR_DA,
    STOPWORDS_DA,
    STOPWORDS_EN,
    TECHNICAL_NAMES,
)

LONGEST_WORD = 60
"""Letters: longer runs are no words (the longest of 36,000 in ESCO's labels has 39) and are passed over."""

LONGEST_TEXT = 20_000
"""Characters of a text that are read: twice what the service takes, so only loaded texts are cut."""

Split = Callable[[str], Sequence[str]]
"""A normalised Danish word → its parts (the word itself, alone, where it is no compound)."""

Knows = Callable[[str, "Language"], bool]
"""Whether a normalised word is a known word of a language."""

_UNSEEN = "\u00ad\u200b\u2060"
_CHARACTER = rf"[^\W_\u0300-\u036f][\u0300-\u036f{_UNSEEN}]*"
_HYPHEN = r"\-\u2010\u2011"
_TECHNICAL = r"(?<![\w.])(?:\w*\.NET|\w+\.js|" + "|".join(sorted(TECHNICAL_NAMES)) + r")\b"
_WORD = re.compile(
    rf"(?i:{_TECHNICAL})|(?:(?<![\w{_HYPHEN}])[{_HYPHEN}])?(?:{_CHARACTER})+(?:[{_HYPHEN}'’](?:{_CHARACTER})+)*"
    rf"(?:[{_HYPHEN}](?!\w)|[+#]+)?"
)
_PLAIN_SIGNS = str.maketrans({"\u2010": "-", "\u2011": "-"} | dict.fromkeys(_UNSEEN, None))
_GENITIVE = re.compile(r"['’](?:s|en|ens|et|er|erne)?$")
_DANISH_DIGRAPH = re.compile(r"aa|ae|oe")
_AFTER_A = re.compile(r"(?:data|klima|tema|skema|media|pizza)$")
_DIGRAPHS = {"aa": "å", "ae": "æ", "oe": "ø"}
_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ß": "ss"})
_DANISH_LETTERS = re.compile(r"[æøåÆØÅ]")
_DANISH_LOOK = re.compile(
    r"(?:ning|else|hed|erne|ende|tion|isk|erer|eret|skab|sk|gt|ft|nd|dr|lse)\b|\baf\b|k[jv]|gn\b|sj"
)
_ENGLISH_LOOK = re.compile(
    r"(?:ing|ment|ness|ity|ies|tion|ly|ship|ance|ence|ism|ed|th|y|al)\b|th|wh|w|ck|ph|ou|ea|oo"
)

_FULL_ENDING = re.compile(r"(?:ering|isk|ik|ation|ator)$")
_STILL_BENT = re.compile(r"\w{4}(?:en|er|et)$")
_GENITIVE_LIKE = re.compile(r"\w{3}[bdfgklmnprtv]s$")
_OPEN_SYLLABLE = re.compile(r"([bcdfghjklmnpqrstvxz]{0,3}[aeiouyæøå])(?:en|et|er|erne|ens|ets|ernes)$")
_SYLLABIC_L = re.compile(r"[aeiouyæøå]\w*[bdfgkmpt]l$")
_KEEPS_N = re.compile(r"(?:[aeiouyæøå]|[ei]g|b|rd|[aeæ]v)n$")


class Language(StrEnum):
    """The languages of labels and texts."""

    DANISH = "da"
    ENGLISH = "en"


class Token(NamedTuple):
    """A word at `source[start:end]`; inner hyphens do not part it.

    `text` is how it is written, with plain hyphens, without invisible signs, and put together where a line
    break parts it.
    """

    start: int
    end: int
    text: str


class _Stemmers(local):
    """Snowball's stemmers hold state while they work: one pair a thread."""

    def __init__(self) -> None:
        self.danish = Stemmer.Stemmer("danish")
        self.english = Stemmer.Stemmer("english")


_stemmers = _Stemmers()


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order, with character offsets.

    A hyphen at either end of a word stays with it (`børne- og ungeområdet`): it stands for the part
    that is shared with a neighbour.
    """
    found = (Token(*match.span(), _plain(match.group())) for match in _WORD.finditer(text))
    return [token for token in found if len(token.text) <= LONGEST_WORD]


def words(text: str) -> list[str]:
    """Return the words of a text in order, as they are written."""
    found = text.split() if text.replace(" ", "").isalpha() else map(_plain, _WORD.findall(text))
    return [word for word in found if len(word) <= LONGEST_WORD]


def _plain(word: str) -> str:
    """Return a word with plain hyphens and without signs that one can't see."""
    return word if word.isascii() else word.translate(_PLAIN_SIGNS)


@lru_cache(maxsize=1 << 16)
def normalise(word: str) -> str:
    """Return a word in lower case, composed (NFKC), without a genitive apostrophe, edge hyphens and accents.

    æ, ø and å are letters of their own and stay; ä and ö become æ and ø.
    """
    word = _GENITIVE.sub("", unicodedata.normalize("NFKC", word).lower().strip("-"))
    if word.isascii():
        return word
    word = word.translate(_LETTERS)
    return "".join(letter if letter in "æøå" else unicodedata.normalize("NFD", letter)[0] for letter in word)


def danish_spelling(word: str) -> str:
    """Return a normalised word written without Danish letters (`boern`, `aeldre`, `paa`) with them.

    Two vowels that meet between the parts of a compound stay (`dataanalyse`, `klimaeffekt`).
    """

    def letter(match: re.Match[str]) -> str:
        met = _AFTER_A.search(word[: match.start() + 1])
        return match.group() if met else _DIGRAPHS[match.group()]

    return _DANISH_DIGRAPH.sub(letter, word)


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: Language) -> str:
    """Return the stem of a normalised word."""
    if language is Language.ENGLISH:
        return str(_stemmers.english.stemWord(word))
    if word in IRREGULAR_DA:
        return IRREGULAR_DA[word]
    known = danish_lexicon().root(word) or danish_lexicon().root_by_last_part(word)
    if known is not None:
        return known
    short = _OPEN_SYLLABLE.match(word)
    if short:
        return short.group(1)
    once = _derived(str(_stemmers.danish.stemWord(word)))
    stemmed = _derived(str(_stemmers.danish.stemWord(once))) if _STILL_BENT.search(once) else once
    return stemmed[:-1] if _GENITIVE_LIKE.search(stemmed) else stemmed


def is_function_word(word: str, language: Language) -> bool:
    """Tell whether a normalised word carries no content in a label either."""
    return word in (FUNCTION_WORDS_DA if language is Language.DANISH else FUNCTION_WORDS_EN)


def is_stopword(word: str, language: Language) -> bool:
    """Tell whether a normalised word carries no content of its own."""
    return word in (STOPWORDS_DA if language is Language.DANISH else STOPWORDS_EN)


def has_danish_letters(text: str) -> bool:
    """Tell whether a text has æ, ø or å; a Danish text without them may be written ae, oe, aa."""
    return _DANISH_LETTERS.search(text) is not None


def guess_language(text: str, *, knows: Knows | None = None) -> Language:
    """Tell Danish from English by letters, stop words, known words, endings; Danish where nothing decides."""
    read = [normalise(word) for word in words(text) if not word.isupper()]
    danish = sum(word in STOPWORDS_DA and word not in STOPWORDS_EN for word in read)
    english = sum(word in STOPWORDS_EN and word not in STOPWORDS_DA for word in read)
    danish += 2 * len(_DANISH_LETTERS.findall(text))
    if knows is not None:
        danish += sum(knows(word, Language.DANISH) for word in read)
        english += sum(knows(word, Language.ENGLISH) for word in read)
    if danish == english:
        plain = " ".join(read)
        danish += len(_DANISH_LOOK.findall(plain))
        english += len(_ENGLISH_LOOK.findall(plain))
    return Language.ENGLISH if english > danish else Language.DANISH


def terms(text: str, *, split: Split | None = None) -> list[str]:
    """Return the content of a text as stems in order, compounds followed by their parts, without stop words.

    Made for the similarity of texts: `split` is a fitted `CompoundSplitter`; without it compounds stay whole.

    Examples
    --------
    >>> terms("Vi vil inddrage børnene")
    ['inddrag', 'barn']
    """
    text = text[:LONGEST_TEXT]
    language = guess_language(text)
    ascii_danish = language is Language.DANISH and not has_danish_letters(text)
    found = (_terms_of(word, language, ascii_danish, split) for word in words(text))
    return [term for terms_of_word in found for term in terms_of_word]


@lru_cache(maxsize=1 << 16)
def _terms_of(written: str, language: Language, ascii_danish: bool, split: Split | None) -> tuple[str, ...]:
    word = normalise(written)
    word = danish_spelling(word) if ascii_danish else word
    if len(word) < 2 or word.isdigit() or is_stopword(word, language):
        return ()
    pieces = [piece for piece in word.split("-") if len(piece) > 1]
    if language is Language.DANISH and split is not None:
        pieces = [part for piece in pieces for part in split(piece)]
    whole = stem(word.replace("-", ""), language)
    return (whole, *(stem(piece, language) for piece in pieces)) if len(pieces) > 1 else (whole,)


def _derived(stemmed: str) -> str:
    """Cut the suffix that makes a noun or adjective of a verb or noun: -ning, -ering, -ation, -isk, -i.

    Also brings together what bends in the middle: `cykel` and `cykler`, `center` and `centre`.
    """
    ending = _FULL_ENDING.search(stemmed)
    if ending and ending.start() >= (5 if ending.group()[0] == "a" else 4):
        return stemmed[: ending.start()]
    if stemmed.endswith("ing") and len(stemmed) >= 6:
        verb = stemmed[:-3]
        return verb[:-1] if verb.endswith("n") and len(verb) > 3 and not _KEEPS_N.search(verb) else verb
    if stemmed.endswith("itet") and len(stemmed) >= 9:
        return stemmed[:-4]
    if stemmed.endswith("el") and len(stemmed) >= 8:
        return stemmed[:-2]
    if stemmed.endswith("sel") and len(stemmed) >= 6:
        return stemmed[:-3]
    if stemmed.endswith("tr") and len(stemmed) >= 5:
        return stemmed[:-1]
    if _SYLLABIC_L.search(stemmed):
        return f"{stemmed[:-1]}el"
    if stemmed.endswith("i") and len(stemmed) >= 6 and stemmed != "politi":
        return stemmed[:-1]
    return stemmed
