from hypothesis import given
from hypothesis import strategies as st

from matching.language.spelling import WordShapes

WORDS = ["rekruttering", "rekreation", "sygepleje", "inddragelse", "demens"]
SHAPES = WordShapes().fit(WORDS)


def nearest(word: str, min_similarity: float = 0.7) -> list[str]:
    return [WORDS[near.number] for near in SHAPES.nearest(word, limit=3, min_similarity=min_similarity)]


def test_a_misspelt_word_finds_the_right_one() -> None:
    assert nearest("rekrutering") == ["rekruttering"]
    assert nearest("indragelse") == ["inddragelse"]


def test_two_swapped_letters_are_one_error() -> None:
    assert SHAPES.nearest("demesn", limit=1, min_similarity=0.5)[0].similarity == 1 - 1 / 6


def test_a_word_that_is_like_none_finds_none() -> None:
    assert nearest("xyz") == []


def test_no_words_at_all_find_none() -> None:
    assert WordShapes().fit([]).nearest("demens", limit=3, min_similarity=0.0) == []


def test_the_vectors_of_words_add_up_to_that_of_their_phrase() -> None:
    one, _ = SHAPES.likeness("demens")
    other, _ = SHAPES.likeness("sygepleje")
    both, _ = SHAPES.likeness("demens sygepleje")
    assert abs((one + other) - both).max() < 1e-9


@given(st.sampled_from(WORDS))
def test_a_known_word_is_most_like_itself(word: str) -> None:
    assert SHAPES.nearest(word, limit=1, min_similarity=0.0) == [(WORDS.index(word), 1.0)]
