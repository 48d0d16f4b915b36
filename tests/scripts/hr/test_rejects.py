import csv
import io
import stat

import pytest

from scripts.hr.rejects import NotARejectsFile, write_rejects
from service.hr.rejects import COLUMNS
from tests.service.hr.conftest import reject


def read(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_each_reject_tells_source_place_column_value_reason_and_fix(tmp_path):
    path = tmp_path / "afvist.csv"
    assert write_rejects(path, [reject()])
    assert read(path) == [list(COLUMNS), ["a.csv", "linje 3", "niveau", "9", "for højt", "1–5"]]


def test_it_opens_in_a_danish_spreadsheet_and_only_for_its_owner(tmp_path):
    path = tmp_path / "afvist.csv"
    write_rejects(path, [reject()])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfkilde;sted")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text", ["=1+1", "+45 20", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_formulas_are_escaped(text, tmp_path):
    path = tmp_path / "afvist.csv"
    write_rejects(path, [reject(value=text, column=text)])
    assert read(path)[1][2:4] == [f"'{text}", f"'{text}"]


def test_without_rejects_there_is_no_file_and_an_earlier_one_is_emptied(tmp_path):
    path = tmp_path / "afvist.csv"
    assert not write_rejects(path, [])
    assert not path.exists()
    write_rejects(path, [reject()])
    assert write_rejects(path, [])
    assert read(path) == [list(COLUMNS)]


def test_another_file_is_never_overwritten(tmp_path):
    path = tmp_path / "medarbejdere.csv"
    path.write_text("medarbejder_id;navn\n")
    with pytest.raises(NotARejectsFile):
        write_rejects(path, [reject()])
    with pytest.raises(NotARejectsFile):
        write_rejects(tmp_path, [reject()])
    assert path.read_text() == "medarbejder_id;navn\n"
