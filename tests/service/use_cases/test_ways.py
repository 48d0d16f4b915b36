"""Whose ways to colleagues somebody may see."""

from dataclasses import replace
from datetime import date

from matching.model import Employee
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.ways import find_ways, who_asks
from tests.service.web.municipality import EMPLOYEES, PLANNER, index

LEAD = Identity(subject="development", role=Role.LEAD)
NINA = Employee(id="e5", name="Nina Vind", workplace="park", profession=PLANNER.id)


def test_who_is_signed_in_asks_for_themselves_and_nobody_else() -> None:
    signed_in = Identity(subject="e1", role=Role.LEAD)
    assert who_asks(signed_in, "e2", index()) == "e1"
    assert who_asks(LEAD, "e2", index()) == "e2"


def test_without_anybody_known_to_ask_there_are_no_ways() -> None:
    assert find_ways(LEAD, "", ["e2"], index=index()) == {}


def test_whom_somebody_says_to_know_leads_only_themselves() -> None:
    said = index((*EMPLOYEES, replace(NINA, knows=(("e3", date(2026, 3, 1)),))))
    assert find_ways(Identity(subject="e5", role=Role.LEAD), "e5", ["e3"], index=said)["e3"]
    assert not find_ways(LEAD, "e5", ["e3"], index=said)["e3"]
