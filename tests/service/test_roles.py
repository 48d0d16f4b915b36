"""What somebody can be to the service."""

from service.roles import EVERYBODY, IDENTIFIED, PERSONS, Role


def test_who_is_not_known_is_in_no_set_but_that_of_everybody() -> None:
    assert {Role.ANONYMOUS} == EVERYBODY - IDENTIFIED


def test_a_tool_is_known_and_no_person() -> None:
    assert {Role.TOOL} == IDENTIFIED - PERSONS
