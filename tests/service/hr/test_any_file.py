"""Whatever HR's file holds, it is read, rows are refused with a reason, or the file is in words."""

import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from service.hr.assembly import assemble
from service.hr.intake import take_in
from service.hr.schemas import COMPETENCES, EMPLOYEES, PARTICIPANTS, TASKS, WORKPLACES
from service.hr.tables import read_table
from service.unreadable import Unusable
from tests.service.hr.conftest import (
    CLOCK,
    COMPETENCE_COLUMNS,
    EMPLOYEE_COLUMNS,
    PARTICIPANT_COLUMNS,
    TITLES,
    WORKPLACE_COLUMNS,
    snapshot,
)

HEADERS = {
    WORKPLACES: WORKPLACE_COLUMNS,
    EMPLOYEES: EMPLOYEE_COLUMNS,
    COMPETENCES: COMPETENCE_COLUMNS,
    TASKS: "opgave_id;titel;oprettet;afsluttet;status;ejere\n",
    PARTICIPANTS: PARTICIPANT_COLUMNS,
}
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "1",
            "-1",
            "1e999",
            "NaN",
            "31-02-2026",
            "0",
            "=1+1",
            "@SUM(A1)",
            "010190-1234",
            "Lærer",
            "GDPR",
            "ja",
        ]
    ),
    st.text(max_size=12),
)


def taken_in(kind, data):
    """What is made of a file of one kind, or None where it is refused in words."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(data)
        try:
            read = take_in(read_table(path, sheets=(kind.danish,)), kind, clock=CLOCK, titles=TITLES)
            assemble({kind: read}, snapshot(), complete=(), max_gone=20.0)
        except Unusable:
            return None
    return read


@pytest.mark.parametrize("kind", HEADERS, ids=lambda kind: kind.danish)
@settings(max_examples=30)
@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=5), encoding=st.sampled_from(["utf-8", "utf-16"]))
def test_any_cells(kind, rows, encoding):
    lines = [";".join(cell.replace("\n", " ") for cell in cells) for cells in rows]
    data = (HEADERS[kind] + "\n".join(lines) + "\n").encode(encoding, "replace")
    read = taken_in(kind, data)
    for reject in read.rejects if read else ():
        assert "010190-1234" not in "".join(reject.cells())


@pytest.mark.parametrize("kind", HEADERS, ids=lambda kind: kind.danish)
@settings(max_examples=15)
@given(
    data=st.binary(max_size=200),
    begins=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"\xef\xbb\xbf"]),
)
def test_any_bytes(kind, data, begins):
    taken_in(kind, begins + data)


WHOLE = BytesIO()
with xlsxwriter.Workbook(WHOLE) as made:
    made.add_worksheet("x").write_row("A1", ["arbejdsplads_id", "navn", "del_af"])


@settings(max_examples=40)
@given(at=st.integers(0, len(WHOLE.getvalue()) - 1), byte=st.integers(0, 255))
def test_a_workbook_with_any_byte_changed(at, byte):
    data = bytearray(WHOLE.getvalue())
    data[at] = byte
    taken_in(WORKPLACES, bytes(data))


def test_a_workbook_opens_nothing_outside_itself():
    """Its parts may point to other files and servers, and its cells calculate from them."""
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(WHOLE.getvalue())) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == "xl/_rels/workbook.xml.rels":
                text = text.replace(
                    'Target="worksheets/sheet1.xml"',
                    'Target="http://evil.example/sheet1.xml" TargetMode="External"',
                )
            after.writestr(name, text)

    assert taken_in(WORKPLACES, data.getvalue()) is None
