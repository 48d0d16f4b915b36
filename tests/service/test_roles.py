"""Who may do what, as one table."""

from service.roles import EVERYBODY, HR, IDENTIFIED, LEADS, ORGANISERS, PERSONS, SEES_LEADS_VIEW, Role


def test_who_is_not_known_is_in_no_set_but_that_of_everybody() -> None:
    assert Role.ANONYMOUS in EVERYBODY
    assert all(Role.ANONYMOUS not in each for each in (IDENTIFIED, PERSONS, ORGANISERS, LEADS, HR))
    assert Role.ANONYMOUS not in SEES_LEADS_VIEW


def test_hr_has_no_part_in_suggesting_colleagues() -> None:
    assert ORGANISERS.isdisjoint(HR)


def test_a_tool_is_no_person_and_sees_nobody_who_shows_themselves_to_leads_only() -> None:
    assert Role.TOOL not in PERSONS
    assert Role.TOOL not in SEES_LEADS_VIEW
