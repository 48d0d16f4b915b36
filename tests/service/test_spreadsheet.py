import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.spreadsheet import as_csv, escape_formula


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(st.text())
def test_nothing_escaped_starts_like_a_formula(text: str) -> None:
    escaped = escape_formula(text)
    assert escaped.lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}
    assert escaped.removeprefix("'") == text or escaped == text


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_every_text_of_a_table_comes_back_as_it_was_or_escaped(row: list[str]) -> None:
    assert read(as_csv(row, [row])) == [[escape_formula(each) for each in row]] * 2


@pytest.mark.parametrize(
    ("figure", "written"), [(12, "12"), (0.25, "0,25"), (-0.1, "-0,1"), (0.12345, "0,123"), (None, "")]
)
def test_figures_are_written_so_that_a_danish_spreadsheet_calculates_with_them(
    figure: float | None, written: str
) -> None:
    assert read(as_csv(["a", "b"], [["x", figure]]))[1] == ["x", written]


def test_a_danish_spreadsheet_knows_the_letters() -> None:
    assert as_csv(["område"], []).startswith(b"\xef\xbb\xbfomr\xc3\xa5de")
