"""An agreed period is a file that calendars read."""

from dataclasses import replace
from datetime import date

from icalendar import Calendar

from matching.invitation import State
from service.telling.calendar_file import calendar_file, has_dates
from tests.service.telling.worlds import AGREEMENT, NOW

TITLE = "Nye ladestandere ved Ærø Færgehavn; en opgave, der tager lang tid at læse op – æøå ÆØÅ"


def written(**values: object) -> bytes:
    invitation = replace(AGREEMENT, **values)  # type: ignore[arg-type]
    return calendar_file(invitation, title=TITLE, link="https://t.dk/x", language="da", now=NOW)


def test_it_is_read_as_it_was_meant_with_danish_letters_and_the_last_day() -> None:
    (event,) = Calendar.from_ical(written()).events
    assert str(event["SUMMARY"]) == TITLE
    assert event["DTSTART"].dt == date(2026, 12, 1)
    assert event["DTEND"].dt == date(2027, 3, 1)  # the day after the last, RFC 5545 3.6.1
    assert str(event["TRANSP"]) == "TRANSPARENT"
    assert str(event["DESCRIPTION"]) == "4 timer om ugen"


def test_lines_are_folded_by_bytes_as_old_calendars_want_them() -> None:
    lines = written().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"".join(lines).decode()


def test_the_same_agreement_is_the_same_entry_and_names_nobody() -> None:
    assert b"UID:i1@tvaers" in written()
    assert b"Anna" not in written()
    assert b"Hilsen" not in written()


def test_without_a_last_day_it_is_the_first_alone() -> None:
    (event,) = Calendar.from_ical(written(ends_on=None)).events
    assert event["DTEND"].dt == date(2026, 12, 2)


def test_only_what_is_agreed_and_has_a_first_day_has_a_place_in_a_calendar() -> None:
    assert has_dates(AGREEMENT)
    assert not has_dates(replace(AGREEMENT, starts_on=None))
    assert not has_dates(replace(AGREEMENT, state=State.INVITED))
