"""Words are of kinds, by how they begin, end or are; given names are known, unless they are words too."""

from matching.language.word_kinds import WORD_KINDS, is_given_name, kinds_of


def test_a_word_is_of_the_kinds_that_it_begins_or_ends_like() -> None:
    assert kinds_of("lønsedlen") == ("pay",)
    assert kinds_of("korttidsfraværet") == ("health",)
    assert kinds_of("gift") == ("life",)
    assert kinds_of("giftig") == ()
    assert kinds_of("kommunen") == ()


def test_a_word_can_be_of_several_kinds() -> None:
    assert set(kinds_of("kæreste")) == {"life", "home"}


def test_no_kind_lists_a_word_twice() -> None:
    for kind, listed in WORD_KINDS.items():
        assert len(set(listed.split())) == len(listed.split()), kind


def test_a_given_name_is_known_in_the_genitive_and_small() -> None:
    assert is_given_name("Mette", first=True)
    assert is_given_name("mettes", first=False)
    assert not is_given_name("Nexus", first=False)


def test_a_name_that_is_a_word_is_one_only_with_a_capital_within_a_sentence() -> None:
    assert is_given_name("Bo", first=False)
    assert not is_given_name("Bo", first=True)
    assert not is_given_name("bo", first=False)
