from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.index.acquaintances import Acquaintances
from matching.index.columns import EPOCH, Placed

ids = st.sampled_from(["a", "b", "c"])
declarations = st.dictionaries(ids, st.dictionaries(ids, st.integers(0, 9)))


def patched(before: Acquaintances, **knows: dict[str, int]) -> Acquaintances:
    """What employees say now, with days since 1970-01-01."""
    placed = Placed(list(knows), np.arange(len(knows)), len(knows))
    return before.patched([[(id, on(day)) for id, day in days.items()] for days in knows.values()], placed)


def on(day: int) -> date:
    return EPOCH + timedelta(days=day)


def test_one_word_is_enough_for_both() -> None:
    known = patched(Acquaintances(), a={"b": 5})
    assert (known.of("a"), known.of("b"), known.of("c")) == ({"b": 5}, {"a": 5}, {})


def test_of_two_words_the_later_day_counts() -> None:
    known = patched(Acquaintances(), a={"b": 5}, b={"a": 9})
    assert known.of("a") == {"b": 9}
    assert known.of("b") == {"a": 9}


def test_what_somebody_takes_back_is_forgotten_and_the_others_word_stays() -> None:
    known = patched(patched(Acquaintances(), a={"b": 5, "c": 5}, b={"a": 3}), a={})
    assert known.of("a") == {"b": 3}
    assert known.of("c") == {}


def test_an_earlier_picture_keeps_what_it_knew() -> None:
    before = patched(Acquaintances(), a={"b": 5})
    patched(before, a={})
    assert before.of("b") == {"a": 5}


@given(declarations, declarations)
def test_patching_gives_what_saying_it_all_at_once_would(
    before: dict[str, dict[str, int]], now: dict[str, dict[str, int]]
) -> None:
    later = patched(patched(Acquaintances(), **before), **now)
    at_once = patched(Acquaintances(), **(before | now))
    assert all(later.of(id) == at_once.of(id) for id in "abc")
