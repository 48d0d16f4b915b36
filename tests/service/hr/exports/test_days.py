from datetime import date

import pytest

from service.hr.exports.days import covers, day_of
from service.hr.exports.xml_records import UnreadableExport

DAY, NONE = date(2026, 11, 24), date.max


@pytest.mark.parametrize(
    "text",
    ["2026-11-24", "2026-11-24T00:00:00", "2026-11-24+01:00", "20261124", "24-11-2026", "24.11.2026 00:00"],
)
def test_a_day_is_read_as_systems_and_spreadsheets_write_it(text):
    assert day_of(text, otherwise=NONE, of="enhed 1") == DAY


@pytest.mark.parametrize("text", ["", "0000-00-00"])
def test_no_day_is_what_it_stands_for(text):
    assert day_of(text, otherwise=NONE, of="enhed 1") == NONE


@pytest.mark.parametrize("text", ["2026-13-01", "11/24/2026", "snart", "2026"])
def test_what_is_no_day_is_refused_rather_than_compared(text):
    with pytest.raises(UnreadableExport, match="enhed 1: en dato"):
        day_of(text, otherwise=NONE, of="enhed 1")


def test_a_personal_number_in_place_of_an_id_is_not_repeated():
    with pytest.raises(UnreadableExport) as refused:
        day_of("snart", otherwise=NONE, of="ansættelse 0101701234")
    assert "0101701234" not in str(refused.value)


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        ("", "", True),
        ("2026-11-24", "2026-11-24", True),
        ("2026-11-25", "", False),
        ("", "2026-11-23", False),
        ("2020-01-01", "0000-00-00", True),
    ],
)
def test_a_period_has_its_first_and_its_last_day(start, end, there):
    assert covers(DAY, start=start, end=end, of="enhed 1") is there
