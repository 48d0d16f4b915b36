"""What one offers is read as people write it, and comes back as it was written where it is wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from harness.factories import employee
from service.web.own.offering import offering_of, read_offer
from tests.service.web.municipality import app


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    with app().test_request_context():
        yield


def test_what_is_left_empty_is_not_said() -> None:
    offer, form = read_offer({"timer": " ", "fra": ""})
    assert offer == {
        "hours_offered": None,
        "offers_from": None,
        "offers_until": None,
        "invitation_cap": None,
        "shows_bridges": False,
    }
    assert form.wrong == {}


def test_hours_may_have_a_danish_comma() -> None:
    offer, _form = read_offer({"timer": "3,5", "til": "2026-12-31", "loft": "0", "bindeled": "ja"})
    assert (offer["hours_offered"], offer["offers_until"]) == (3.5, date(2026, 12, 31))
    assert (offer["invitation_cap"], offer["shows_bridges"]) == (0, True)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("timer", "mange"),
        ("timer", "61"),
        ("fra", "i morgen"),
        ("til", "0001-01-01"),
        ("loft", "1,5"),
        ("loft", "999999"),
        ("loft", "-1"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays_written(name: str, said: str) -> None:
    _offer, form = read_offer({name: said})
    assert set(form.wrong) == {name}
    assert form.written[name] == said


def test_a_period_that_ends_before_it_begins_is_said() -> None:
    assert set(read_offer({"fra": "2027-01-02", "til": "2027-01-01"})[1].wrong) == {"til"}


def test_the_form_begins_with_what_was_said() -> None:
    said = replace(employee(hours_offered=3.5), offers_from=date(2026, 12, 1), invitation_cap=0)
    assert offering_of(said).written == {
        "timer": "3.5",
        "fra": "2026-12-01",
        "til": "",
        "loft": "0",
        "bindeled": "",
    }
