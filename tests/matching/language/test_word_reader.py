"""A word is read as it is spelt, and mended where nobody knows it."""

import pytest

from harness.factories import skill
from matching.language.effort import Effort
from matching.language.text import Language
from tests.matching.language.readers import word_reader

DANISH = Language.DANISH
READER = word_reader(
    [skill("rekruttering"), skill("sygepleje"), skill("pleje af ældre"), skill("børneinddragelse")]
)


def read(word: str) -> dict[str, float]:
    """The parts that a word is read as, by their names, each with how surely."""
    name_of = {number: name for name, number in READER.index.parts_.items()}
    return {name_of[part]: sure for part, sure in READER.read(word, DANISH, Effort())}


def test_a_word_that_is_spelt_right_is_sure() -> None:
    assert read("rekruttering") == {"da:rekrutter": 1.0}
    assert read("plejen") == {"da:pleje": 1.0}


def test_an_unknown_word_is_mended_by_the_nearest_and_less_sure() -> None:
    [(part, sure)] = read("rekrutering").items()
    assert part == "da:rekrutter"
    assert 0.5 < sure < 1


@pytest.mark.parametrize("word", ["plj", "rekru7tering", "xylofonist"])
def test_what_is_short_holds_digits_or_is_like_nothing_is_not_mended(word: str) -> None:
    assert read(word) == {}


@pytest.mark.parametrize("word", ["BUF", "SKL", "skl", "BUM", "KLU"])
def test_an_unknown_abbreviation_is_no_word(word: str) -> None:
    reader = word_reader([skill("buffet"), skill("skel"), skill("bomme"), skill("klub", english="buff")])
    assert not any(reader.read(word, language, Effort()) for language in Language)


def test_a_known_word_may_be_shouted() -> None:
    assert read("PLEJE") == read("PLEJEN") == {"da:pleje": 1.0}


@pytest.mark.parametrize(
    ("word", "label"), [("bønder", "bånder"), ("kælder", "kalder"), ("rødder", "rydder")]
)
def test_a_danish_word_is_not_mended_though_no_label_has_it(word: str, label: str) -> None:
    assert word_reader([skill(label)]).read(word, DANISH, Effort()) == ()


def test_no_word_is_mended_when_the_effort_is_spent() -> None:
    spent = Effort(spellings=0)
    assert READER.read("rekrutering", DANISH, spent) == ()
    assert READER.read("rekruttering", DANISH, spent) != ()


def test_ae_oe_and_aa_are_danish_letters_where_that_gives_a_known_word() -> None:
    assert READER.respelt("boerneinddragelse") == "børneinddragelse"
    assert READER.respelt("poesi") == "poesi"


def test_a_part_that_no_label_has_weighs_too() -> None:
    assert READER.weight("xylofonist", DANISH) > 0
    assert not READER.has_all_parts("xylofonist", DANISH)
