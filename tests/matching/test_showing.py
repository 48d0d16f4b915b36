from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.factories import TODAY, employee
from matching.bounds import OutOfBounds, employee_faults
from matching.model import Employee, Visibility
from matching.showing import chosen, filed

EVERYONE, LEADS, HIDDEN = Visibility
words = st.none() | st.sampled_from(Visibility)
ANNA = employee("Anna")


def after(*said: Visibility | None, of: Employee = ANNA) -> Employee:
    for each in said:
        of = filed(of, visibility=each, protected=None)
    return of


def width(of: Employee) -> int:
    return [*Visibility].index(of.visibility)


@given(said=st.lists(words), choice=st.sampled_from(Visibility), again=st.integers(0, 3))
def test_a_file_that_goes_on_saying_what_it_said_changes_nothing(
    said: list[Visibility | None], choice: Visibility, again: int
) -> None:
    before = chosen(after(*said), choice)
    last = before.visibility_in_file
    assert after(*[last, None] * again, of=before) == before


@given(said=st.lists(words), choice=st.sampled_from(Visibility), then=st.lists(words))
def test_no_file_shows_anybody_to_more_than_they_chose(
    said: list[Visibility | None], choice: Visibility, then: list[Visibility | None]
) -> None:
    now = before = chosen(after(*said), choice)
    for each in then:
        now, last = after(each, of=now), now
        assert width(now) >= width(last)
    assert width(now) >= width(before)


def test_a_file_that_says_something_narrower_hides_and_they_may_choose_again() -> None:
    shown = chosen(after(LEADS), EVERYONE)
    assert after(LEADS, of=shown).visibility is EVERYONE
    hidden = after(HIDDEN, of=shown)
    assert hidden.visibility is HIDDEN
    assert after(HIDDEN, HIDDEN, of=chosen(hidden, LEADS)).visibility is LEADS


def test_who_is_protected_hides_and_cannot_choose_otherwise_until_a_source_says_so() -> None:
    protected = filed(chosen(ANNA, EVERYONE), visibility=EVERYONE, protected=True)
    assert protected.visibility is HIDDEN
    for visibility in (EVERYONE, LEADS):
        with pytest.raises(OutOfBounds):
            chosen(protected, visibility)
    assert chosen(protected, HIDDEN).visibility is HIDDEN
    assert after(EVERYONE, None, of=protected).visibility is HIDDEN
    free = filed(protected, visibility=None, protected=False)
    assert free.visibility is HIDDEN
    assert chosen(free, EVERYONE).visibility is EVERYONE


def test_who_is_protected_is_not_shown_whoever_writes_it() -> None:
    assert [*employee_faults(replace(ANNA, protected=True), TODAY)]
    assert not [*employee_faults(replace(ANNA, protected=True, visibility=HIDDEN), TODAY)]
