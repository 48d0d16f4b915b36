"""Words are cut into the parts that labels have, and abbreviations are known from words."""

import pytest

from matching.language.text import Language, words
from matching.language.vocabulary import LabelVocabulary, is_abbreviation

DANISH, ENGLISH = Language.DANISH, Language.ENGLISH


def vocabulary(*labels: str, described: str = "") -> LabelVocabulary:
    """One that has learned from these Danish labels."""
    return LabelVocabulary().fit(((DANISH, words(label)) for label in labels), {DANISH: described})


@pytest.mark.parametrize("raw", ["PPR", "MitID", "SoMe", "IT"])
def test_an_abbreviation_has_capitals_at_more_than_its_beginning(raw: str) -> None:
    assert is_abbreviation(raw)


@pytest.mark.parametrize("raw", ["ppr", "Pleje", "P", "KOMMUNALBESTYRELSEN"])
def test_a_plain_name_or_a_shouted_word_is_none(raw: str) -> None:
    assert not is_abbreviation(raw)


def test_a_compound_has_the_parts_that_stand_alone_in_other_labels() -> None:
    cut = vocabulary("borgerinddragelse", "inddragelse", "borger")
    assert cut.parts_of("borgerinddragelse", DANISH) == ("da:borger", "da:inddrag")
    assert cut.parts_of("inddragelsen", DANISH) == ("da:inddrag",)


def test_an_english_word_is_never_split() -> None:
    assert len(vocabulary("note", "book").parts_of("notebook", ENGLISH)) == 1


def test_an_abbreviation_has_no_language() -> None:
    cut = vocabulary("PPR")
    assert cut.parts_of("PPR", DANISH) == cut.parts_of("ppr", ENGLISH) == ("=PPR",)


def test_one_that_is_a_word_too_needs_capitals_or_a_hyphen() -> None:
    cut = vocabulary("MUS", "bekæmpelse af mus")
    assert cut.parts_of("MUS", DANISH) == ("=MUS",)
    assert cut.parts_of("mus-samtale", DANISH)[0] == "=MUS"
    assert cut.parts_of("mus", DANISH) == ("da:mus",)


def test_it_is_an_abbreviation_in_danish_however_it_is_written() -> None:
    assert vocabulary("sikkerhed").parts_of("it-sikkerhed", DANISH)[0] == "=IT"


def test_what_descriptions_say_is_spelt_right_though_no_label_has_it() -> None:
    cut = vocabulary("pleje", described="Omsorg for ældre")
    assert {"omsorg", "ældre", "pleje"} <= cut.known_[DANISH]
    assert "omsorg" not in cut.words_[DANISH]


@pytest.mark.parametrize("bent", ["sfoen", "sfoer", "SFOen", "SFOer", "sfos", "SFO'en", "sfo'erne"])
def test_an_abbreviation_is_known_however_it_is_bent(bent: str) -> None:
    assert vocabulary("SFO").parts_of(bent, DANISH) == ("=SFO",)


def test_a_word_is_not_a_bent_abbreviation() -> None:
    cut = vocabulary("MUS", "KRO")
    assert cut.parts_of("musen", DANISH) == ("da:mus",)
    assert cut.parts_of("kroen", DANISH) == ("da:kro",)


def test_a_capital_letter_is_a_name_where_a_label_is_that_letter_alone() -> None:
    assert (
        vocabulary("R").parts_of("R", DANISH) == vocabulary("R").parts_of("R-pakker", DANISH)[:1] == ("=R",)
    )
    assert vocabulary("hal R").parts_of("R", DANISH) == ()


def test_a_letter_that_is_a_part_stays_with_its_word_in_small_ones_only() -> None:
    assert vocabulary("e-mail").parts_of("E-mail", DANISH) == ("da:email",)
    assert vocabulary("programmering").parts_of("C-programmering", DANISH) == ("da:programmer",)
