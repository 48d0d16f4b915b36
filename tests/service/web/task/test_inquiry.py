from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from matching.bounds import LONGEST_TEXT
from matching.model import LifePhase, Visibility
from service.web.task.inquiry import LISTS, Inquiry, read_inquiry
from tests.service.web.municipality import ARABIC, BICYCLES, PLANNER, app, index

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Mn")), max_size=30).map(
    lambda text: read_inquiry(MultiDict({"tekst": text}))[0].text
)
ids = st.text("abcde:/", min_size=1, max_size=12)
inquiries = st.builds(
    Inquiry,
    text=words,
    unit=ids,
    asker=ids,
    area=ids,
    profession=ids,
    hours=st.sampled_from([0.0, 2.5, 37.0]),
    life_phase=st.none() | st.sampled_from(LifePhase),
    language=ids,
    added=st.lists(ids, unique=True, max_size=4).map(tuple),
    removed=st.lists(ids, unique=True, max_size=4).map(tuple),
    excluded=st.lists(ids, unique=True, max_size=4).map(tuple),
    shown=st.sampled_from(LISTS),
)


@pytest.fixture(autouse=True, scope="module")
def danish_page() -> Iterator[None]:
    with app().test_request_context():
        yield


def form(*fields: tuple[str, str]) -> MultiDict[str, str]:
    return MultiDict(fields)


@given(inquiries)
def test_the_fields_of_an_inquiry_give_it_again(inquiry):
    assert read_inquiry(MultiDict(inquiry.fields())) == (inquiry, {})


def test_line_breaks_are_one_sign_and_control_characters_fall_out():
    inquiry, _ = read_inquiry(form(("tekst", " en\r\nto\x00\x1b ")))
    assert inquiry.text == "en\nto"


def test_the_button_that_adds_a_skill_brings_back_one_that_was_taken_out():
    inquiry, _ = read_inquiry(form(("uden", "s1"), ("tilfoej", "s1"), ("soeg", "demens")))
    assert (inquiry.added, inquiry.removed, inquiry.search) == (("s1",), (), "")


def test_the_button_that_takes_a_skill_out_also_takes_one_that_was_added():
    inquiry, _ = read_inquiry(form(("med", "s1"), ("fjern", "s1")))
    assert (inquiry.added, inquiry.removed) == ((), ("s1",))


@pytest.mark.parametrize("hours", ["mange", "-1", "61", "nan", "inf"])
def test_hours_that_are_no_hours_a_week_are_wrong(hours):
    assert "timer" in read_inquiry(form(("timer", hours)))[1]


def test_hours_may_have_a_comma():
    assert read_inquiry(form(("timer", "2,5")))[0].hours == 2.5


def test_a_text_may_be_as_long_as_the_api_takes_and_no_longer():
    assert not read_inquiry(form(("tekst", "x" * LONGEST_TEXT)))[1]
    assert "tekst" in read_inquiry(form(("tekst", "x" * (LONGEST_TEXT + 1))))[1]


def test_asking_everybody_drops_the_filters_and_what_was_wrong_with_them():
    inquiry, wrong = read_inquiry(form(("tekst", "x"), ("timer", "mange"), ("omraade", "a"), ("alle", "1")))
    assert not inquiry.narrowed
    assert not wrong


def test_what_no_longer_exists_falls_out():
    inquiry = Inquiry(
        unit="park", area="væk", profession=PLANNER.id, language=ARABIC.id, added=(BICYCLES.id, "urn:væk")
    )
    known = inquiry.known_in(index(), Visibility.LEADS)
    assert (known.unit, known.area, known.profession) == ("park", "", PLANNER.id)
    assert (known.language, known.added) == (ARABIC.id, (BICYCLES.id,))


@pytest.mark.parametrize(
    ("unit", "asker", "kept"),
    [("park", "e1", "e1"), ("park", "e2", ""), ("", "e1", ""), ("bakken", "e4", ""), ("park", "væk", "")],
    ids=["of the unit", "of another", "without a unit", "hidden", "gone"],
)
def test_who_asks_is_somebody_of_the_asking_unit_who_can_be_seen(unit, asker, kept):
    assert Inquiry(unit=unit, asker=asker).known_in(index(), Visibility.LEADS).asker == kept
