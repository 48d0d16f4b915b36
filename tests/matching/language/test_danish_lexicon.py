"""What the lexicon says of forms: the word they belong to, the root they share, and how words are joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.danish_lexicon import DanishLexicon, danish_lexicon
from matching.language.text import Language, stem

SMALL = DanishLexicon.read(
    "# a comment\n"
    "no en,e,ene: vej\nno et,e,ene: hus\n"
    "ns en,er,erne: regning\n"
    "no 4ønder,en: bonde\n"
    "v r,nde,de: samle samordne\n"
    "v r: huse\n"
)


@pytest.mark.parametrize(
    ("form", "word"),
    [("vejene", "vej"), ("vejs", "vej"), ("bønder", "bonde"), ("samlede", "samle"), ("by", None)],
)
def test_a_form_leads_to_its_word(form: str, word: str | None) -> None:
    assert SMALL.lemma(form) == word


def test_a_plural_is_the_noun_where_a_verb_is_spelt_so() -> None:
    assert SMALL.root("huse") == "hus"


def test_what_a_verb_makes_has_its_root_even_where_the_lexicon_has_the_verb_alone() -> None:
    assert SMALL.root("samlingerne") == SMALL.root("samling") == SMALL.root("samler") == "saml"


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        *(("produktion", "producere"), ("instruktioner", "instruerer"), ("inklusion", "inkluderer")),
        *(("koordinator", "koordinere"), ("sammenligningen", "sammenligne"), ("diskussion", "diskutere")),
    ],
)
def test_a_noun_meets_its_verb_though_it_is_spelt_otherwise(noun: str, verb: str) -> None:
    assert stem(noun, Language.DANISH) == stem(verb, Language.DANISH)


def test_what_means_something_else_keeps_its_own_root() -> None:
    assert danish_lexicon().root("regningerne") == "regning"
    assert danish_lexicon().root("regnede") == "regne"


@pytest.mark.parametrize("form", ["projekten", "koordinatorene", "husen"])
def test_an_ending_that_people_give_a_noun_by_mistake_is_read(form: str) -> None:
    assert danish_lexicon().root(form) == danish_lexicon().root(form.removesuffix("ene").removesuffix("en"))


def test_an_unknown_compound_bends_like_its_last_part() -> None:
    of = danish_lexicon().root_by_last_part
    assert of("klimaplanerne") == of("klimaplanen") == of("klimaplaner")
    assert of("xyz") is None


def test_a_word_says_how_it_is_joined() -> None:
    assert [danish_lexicon().joint(word) for word in ("vand", "regning", "samle")] == ["o", "s", ""]


@given(st.sampled_from(sorted(danish_lexicon().lemmas)))
def test_a_form_has_the_root_of_its_word(form: str) -> None:
    lexicon = danish_lexicon()
    word = lexicon.lemmas[form]
    assert lexicon.root(form) == lexicon.root(word) or lexicon.lemma(word) != word
