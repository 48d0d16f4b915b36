from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.compounds import CompoundSplitter
from matching.language.text import (
    LONGEST_WORD,
    Language,
    danish_spelling,
    guess_language,
    normalise,
    stem,
    terms,
    tokens,
    words,
)


@given(st.text(max_size=80).filter(lambda text: not set(text) & set("\u2010\u2011\u00ad\u200b\u2060")))
def test_a_token_stands_where_it_says(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


def test_other_hyphens_and_signs_that_one_cannot_see_make_no_other_word() -> None:
    assert [token.text for token in tokens("it‑sikkerhed, sund\u00adheds\u200bpleje")] == [
        "it-sikkerhed",
        "sundhedspleje",
    ]


def test_longer_runs_of_letters_are_no_words() -> None:
    assert words("a" * LONGEST_WORD + " " + "b" * (LONGEST_WORD + 1)) == ["a" * LONGEST_WORD]
    assert tokens("b" * (LONGEST_WORD + 1)) == []


@given(st.text(max_size=80))
def test_tokens_follow_each_other_without_overlap(text: str) -> None:
    found = tokens(text)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_hyphens_stay_with_their_word() -> None:
    found = [token.text for token in tokens("børne- og ungeområdet, it-sikkerhed og -drift, C++")]
    assert found == ["børne-", "og", "ungeområdet", "it-sikkerhed", "og", "-drift", "C++"]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        *(
            ("PPR's", "ppr"),
            ("Børne-", "børne"),
            ("café", "cafe"),
            ("MALMÖ", "malmø"),
            ("A\u030angst", "ångst"),
        ),
        ("ﬁlm", "film"),
    ],
)
def test_words_are_compared_in_small_letters_without_accents_and_genitive(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("ascii_spelling", "danish"),
    [
        ("boern", "børn"),
        ("aeldre", "ældre"),
        ("paaroerende", "pårørende"),
        ("dataanalyse", "dataanalyse"),
        ("klimaeffekt", "klimaeffekt"),
    ],
)
def test_danish_letters_are_put_back_but_not_across_a_joint(ascii_spelling: str, danish: str) -> None:
    assert danish_spelling(ascii_spelling) == danish


@pytest.mark.parametrize(
    "forms",
    [
        "inddragelse inddrage inddrages inddraget",
        "evaluering evaluere evaluerer",
        "planlægning planlægge planlægger",
        "rådgivning rådgive rådgiver",
        "koordinering koordination koordinator",
        "barn børn børnene børnenes",
        "cykel cykler cyklen",
        "center centre centret",
        "sti stier stien",
        "legeplads legepladser legepladsen",
        "indsats indsatser",
        "pædagogik pædagogisk pædagoger",
        "økonomi økonomisk økonomiske",
        "kørsel køre kører",
        "kulturel kulturelle kultur",
    ],
)
def test_danish_nouns_verbs_and_inflections_share_a_stem(forms: str) -> None:
    assert len({stem(form, Language.DANISH) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("politik", "politi"),
        ("elev", "elevator"),
        ("ledige", "ledelse"),
        ("lærer", "læring"),
        ("dans", "dannelse"),
    ],
)
def test_different_danish_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one, Language.DANISH) != stem(other, Language.DANISH)


def test_english_stems_are_english() -> None:
    assert stem("planning", Language.ENGLISH) == stem("plans", Language.ENGLISH) == "plan"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi skal have en ny plan", Language.DANISH),
        ("We need a new plan", Language.ENGLISH),
        ("sygepleje", Language.DANISH),
        ("road maintenance", Language.ENGLISH),
        ("", Language.DANISH),
    ],
)
def test_the_language_of_a_text_is_guessed(text: str, language: Language) -> None:
    assert guess_language(text) is language


def test_terms_are_stems_without_stop_words() -> None:
    assert terms("Vi vil gerne inddrage børnene i kommunen") == ["inddrag", "barn"]


def test_terms_hold_a_compound_and_its_parts() -> None:
    split = CompoundSplitter().fit(["børn", "inddragelse"])
    assert terms("børneinddragelse", split=split) == ["børneinddrag", "barn", "inddrag"]


def test_terms_are_the_same_with_and_without_danish_letters() -> None:
    assert terms("inddrage boern og aeldre") == terms("inddrage børn og ældre")
