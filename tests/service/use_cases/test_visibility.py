"""Everybody is shown to those whom they chose, and to themselves."""

import sys
from types import FrameType
from typing import Any

import pytest

from graph.errors import NotFound, UnknownReference
from matching.index.index import Index
from matching.model import Visibility
from service.request.identity import ANONYMOUS, Identity
from service.roles import Role
from service.use_cases.visibility import (
    hold_seen,
    hold_shown,
    may_see,
    own_profile,
    shows,
    with_unseen,
    without_hidden,
)
from tests.service.fakes import FakeMatcher, FakeStore, employee

LEAD, HR, TOOL, BO = (
    Identity(subject=subject, roles=frozenset({role}))
    for subject, role in (("lead", Role.LEAD), ("hr", Role.HR), ("tool", Role.TOOL), ("bo", Role.EMPLOYEE))
)
EVERYONE, LEADS, HIDDEN = Visibility.EVERYONE, Visibility.LEADS, Visibility.HIDDEN


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [(EVERYONE, {LEAD, HR, TOOL, BO}), (LEADS, {LEAD, HR}), (HIDDEN, set())],
)
def test_somebody_is_seen_by_those_whom_they_show_themselves_to(
    visibility: Visibility, seen_by: set[Identity]
) -> None:
    anna = employee("anna", visibility=visibility)
    assert {each for each in (LEAD, HR, TOOL, BO, ANONYMOUS) if may_see(each, anna)} == seen_by


def test_everybody_sees_themselves_but_a_tool_of_the_same_name_sees_nobody_by_that() -> None:
    hidden = employee("bo", visibility=HIDDEN)
    assert may_see(BO, hidden)
    assert not may_see(Identity(subject="bo", roles=frozenset({Role.TOOL})), hidden)


@pytest.fixture
def employees() -> Any:
    return FakeStore([employee("anna"), employee("bo"), employee("carl", visibility=HIDDEN)]).employees


def test_whoever_hides_is_as_if_not_there(employees: Any) -> None:
    assert shows(LEAD, employees, "anna")
    assert not shows(LEAD, employees, "carl")
    assert not shows(LEAD, employees, "gone")
    hold_shown(LEAD, employees, ["anna", "bo"])
    with pytest.raises(UnknownReference) as refused:
        hold_shown(LEAD, employees, ["anna", "carl", "gone"])
    assert refused.value.ids == ("carl", "gone")


def steps(index: Index, id: str) -> list[tuple[str, int]]:
    """Every line that is run to refuse an id."""
    taken: list[tuple[str, int]] = []

    def note(frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            taken.append((frame.f_code.co_filename, frame.f_lineno))
        return note

    sys.settrace(note)
    try:
        hold_seen(LEAD, index, id)
    except NotFound:
        return taken
    finally:
        sys.settrace(None)
    raise AssertionError(f"{id} was let through")


def test_who_hides_and_nobody_take_the_same_way_and_none_reads_the_graph() -> None:
    store = FakeStore([employee("anna"), employee("carl", visibility=HIDDEN)])
    index = FakeMatcher(store=store).index
    hold_seen(LEAD, index, "anna")
    hidden = steps(index, "carl")
    assert hidden == steps(index, "gone")
    assert not [file for file, _ in hidden if "/graph/" in file and not file.endswith("errors.py")]


def test_a_profile_is_opened_by_its_own_employee_alone(employees: Any) -> None:
    assert own_profile(BO, employees, "bo").value.id == "bo"
    with pytest.raises(NotFound):
        own_profile(LEAD, employees, "bo")


def test_what_the_asker_does_not_see_stays_when_they_send_back_what_they_do() -> None:
    assert with_unseen(["a", "c"], ["a", "b", "h"], sees=lambda each: each != "h") == ("a", "c", "h")


def test_nobody_is_named_who_hides_but_to_themselves_and_a_tool_keeps_its_name(employees: Any) -> None:
    ids = ("anna", "carl", "journalen", "")
    said = [Identity(subject=id, roles=frozenset({Role.EMPLOYEE})) for id in ids]
    carl = Identity(subject="carl", roles=frozenset({Role.EMPLOYEE}))

    def named(asker: Identity) -> tuple[str, ...]:
        found = without_hidden(said, "subject", identity=asker, employees=employees)
        return tuple(each.subject for each in found)

    assert named(LEAD) == ("anna", "", "journalen", "")
    assert named(carl) == ids
