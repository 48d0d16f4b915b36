"""How fields that several forms have are read, and what is then said to be wrong with them."""

from collections.abc import Iterator
from datetime import date

import pytest

from service.web.frame.forms import plain, read_hours, read_level, read_period
from tests.service.web.municipality import app


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    with app().test_request_context():
        yield


@pytest.mark.parametrize(("said", "hours"), [("", 0), (" 2,5 ", 2.5), ("60", 60)])
def test_hours_are_read_as_people_write_them(said: str, hours: float) -> None:
    wrong: dict[str, str] = {}
    assert (read_hours({"timer": said}, wrong), wrong) == (hours, {})


@pytest.mark.parametrize("said", ["mange", "-1", "61", "nan", "inf"])
def test_what_are_no_hours_is_none_and_said(said: str) -> None:
    wrong: dict[str, str] = {}
    assert read_hours({"timer": said}, wrong) == 0
    assert set(wrong) == {"timer"}


def test_a_period_may_be_open() -> None:
    wrong: dict[str, str] = {}
    assert read_period({"til": "2026-03-31"}, wrong) == (None, date(2026, 3, 31))
    assert wrong == {}


@pytest.mark.parametrize(
    ("begins", "ends", "named"),
    [("1/3", "", {"fra"}), ("", "9999-12-31", {"til"}), ("2026-03-02", "2026-03-01", {"til"})],
)
def test_what_is_no_period_is_said_at_its_field(begins: str, ends: str, named: set[str]) -> None:
    wrong: dict[str, str] = {}
    read_period({"fra": begins, "til": ends}, wrong)
    assert set(wrong) == named


def test_a_level_is_one_of_five() -> None:
    assert [read_level(said) for said in ("1", "5", "0", "6", "", "3.0")] == [1, 5, None, None, None, None]


def test_a_text_keeps_its_lines_and_nothing_that_nobody_sees() -> None:
    assert plain(" a\r\nb\x00\u0065\u0301 ") == "a\nb\u00e9"
