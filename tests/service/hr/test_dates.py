from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.bounds import EARLIEST
from service.hr.dates import Custom, NoDate, read_day

ZONE = ZoneInfo("Europe/Copenhagen")
NEW_YEARS_EVE = date(2024, 12, 31)


def read(text, custom=Custom()):  # noqa: B008
    return read_day(text, zone=ZONE, custom=custom)


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-31",
        "2024/12/31",
        "2024.12.31",
        "20241231",
        "31122024",
        "31-12-2024",
        "31.12.2024",
        "31/12/2024",
        "31/12 2024",
        "31/12-2024",
        "31. 12. 2024",
        "31 12 2024",
        "31-12-24",
        "31.12.24",
        "31/12-24",
        "31. december 2024",
        "31. dec. 2024",
        "31 dec 24",
        "d. 31. december 2024",
        "tirsdag den 31. december 2024",
        "31-DEC-2024",
        "31-DEC-24",
        "31DEC2024",
        "December 31, 2024",
        "Tue, 31 Dec 2024 00:00:00 +0100",
        "2025-W01-2",
        "31-12-2024 kl. 10.30",
        "31.12.2024 10:30:00",
        "31-12-2024 11:00 PM",
        "2024-12-31 08:30",
        "2024-12-31T00:00:00",
        "2024-12-31T24:00:00",
        "2024-12-31 00:00:00.0000000 +01:00",
        "2024-12-31T00:00:00+01:00",
        "2024-12-31T00:00:00-05:00",
        "2024-12-31T00:00:00.000Z",
        "2024-12-30T23:30:00Z",
        "2024-12-30 18:30:00 -0500",
        "20241231T100000Z",
        "20241231T1000",
        "2024-12-31Z",
        "2024-12-31+01:00",
        "31-12-2024 00:00:00 CET",
        "/Date(1735603200000)/",
        " 31-12-2024\u00a0",
    ],
)
def test_whatever_means_one_day_in_denmark_is_read(text):
    assert read(text) == NEW_YEARS_EVE


def test_a_time_with_an_offset_is_the_day_that_it_then_was_in_denmark():
    assert read("2024-12-31T23:30:00Z") == date(2025, 1, 1)
    assert read("2024-06-30T22:00:00Z") == date(2024, 7, 1)
    assert read("2024-06-30T21:59:59Z") == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12/31/2024", "måneden først"),
        ("12-31-24", "måneden først"),
        ("12/31/2024 12:00:00 AM", "måneden først"),
        ("1/2/2024 12:00:00 AM", "byttet om"),
        ("01/02/03", "byttet om"),
        ("01-02-03", "byttet om"),
        ("01.02.24", "byttet om"),
        ("46082", "datoformat"),
        ("46082,5", "datoformat"),
        ("30-02-2026", "kalenderen"),
        ("2026-13-01", "kalenderen"),
        ("0000-00-00", "kalenderen"),
        ("9999-12-31T23:59:59-05:00", "indtil videre"),
        ("31-12-9999", "indtil videre"),
        ("2101-01-01", "efter 2100"),
        ("01-01-1900", "1950"),
        ("0001-01-01T00:00:00+05:00", "1950"),
        ("2024-12-31T25:00:00", "klokkeslættet"),
        ("2024-12-31T10:00:00+99:00", "tidszonen"),
        ("311224", "ikke en dato"),
        ("1032024", "ikke en dato"),
        ("31/12", "ikke en dato"),
        ("december 2024", "ikke en dato"),
        ("31. decembar 2024", "ikke en dato"),
        ("i går", "ikke en dato"),
        ("2026-03-01x", "ikke en dato"),
        ("1" * 5000, "ikke en dato"),
    ],
)
def test_what_means_no_day_or_could_mean_two_is_refused(text, told):
    with pytest.raises(NoDate, match=told):
        read(text)


def test_day_and_month_that_are_the_same_cannot_be_the_other_way_round():
    assert read("03/03/24", Custom(american=True)) == date(2024, 3, 3)


def test_what_the_cells_of_a_column_tell_together():
    assert Custom.of(["01/02/2024", "x", "", "2024-12-31T99:00"]) == Custom()
    assert Custom.of(["01/02/2024", "12/31/2024 1:00 PM"]) == Custom(american=True)
    assert Custom.of(["31.12.24"]) == Custom(danish=True)
    with pytest.raises(NoDate, match="byttet om"):
        read("01/02/2024", Custom(american=True))
    assert read("01-02-24", Custom(danish=True)) == date(2024, 2, 1)


@given(st.dates(EARLIEST, date(2049, 12, 31)))
def test_every_spelling_of_a_day_means_that_day(day):
    for pattern in (
        "%Y-%m-%d",
        "%Y%m%d",
        "%d%m%Y",
        "%d-%m-%Y",
        "%d.%m.%Y",
        "%d/%m/%Y",
        "%d/%m %Y",
        "%d-%b-%Y",
    ):
        assert read(day.strftime(pattern)) == day
    for pattern in ("%d-%m-%y", "%d.%m.%y"):
        assert read(day.strftime(pattern), Custom(danish=True)) == day
    assert read(f"{day.day}.{day.month}.{day.year}") == day
    assert read(f"{day.isoformat()}T12:00:00-05:00") == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    Custom.of([text])
    with suppress(NoDate):
        assert read(text) >= EARLIEST
