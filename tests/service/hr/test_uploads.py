"""What HR uploaded is kept as long as it is needed, for its owner alone, and found by every process."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.hr.schemas import EMPLOYEES
from service.hr.source import Unknown
from service.hr.tables import Sheet, Table, table_of
from service.hr.uploads import KEPT, Asked, Progress, Step, Upload, Uploads
from tests.service.hr.conftest import EMPLOYEE_COLUMNS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ASKED = Asked(by="hr", at=NOW, complete=("employees",), max_gone=30)
CPR = "0101901234"


def table(text: str) -> Table:
    return table_of("a.csv", text.encode(), sheets=())


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


def keep(uploads: Uploads, *, at: datetime = NOW, rows: str = "1;Anna;Skolen;Lærer\n") -> Upload:
    return uploads.keep({EMPLOYEES: table(EMPLOYEE_COLUMNS + rows)}, Asked(by="hr", at=at))


def test_what_is_kept_is_read_again_as_it_was(uploads: Uploads) -> None:
    given = table(EMPLOYEE_COLUMNS + "1;Åse;Skolen;Lærer\n2;Bo\n")
    upload = uploads.keep({EMPLOYEES: given}, ASKED)
    assert uploads.find(upload.id) == upload
    [kept] = upload.tables().values()
    assert (kept.name, kept.columns) == (given.name, given.columns)
    assert [(row.id, list(row.cells)) for row in kept.rows] == [
        (row.id, list(row.cells)) for row in given.rows
    ]
    assert (upload.asked, upload.came) == (ASKED, NOW)


def test_a_sheet_stays_one_so_that_its_cells_are_found(uploads: Uploads) -> None:
    given = table(EMPLOYEE_COLUMNS + "1;Åse;Skolen;Lærer\n")
    sheet = Sheet(name="a.xlsx", columns=given.columns, rows=given.rows)
    [kept] = uploads.keep({EMPLOYEES: sheet}, ASKED).tables().values()
    assert kept.place("2", 0) == "celle A2"


def test_what_nobody_reads_and_personal_numbers_are_not_kept(uploads: Uploads) -> None:
    text = f"medarbejder_id;navn;arbejdsplads;faglighed;{CPR}\n1;Anna {CPR};Skolen;Lærer;syg\n"
    [kept] = uploads.keep({EMPLOYEES: table(text)}, ASKED).tables().values()
    assert kept.rows[0].cells[4] == ""
    assert isinstance(kept.rows[0].cells[1], Unknown)
    on_disk = "".join(path.read_text("utf-8") for path in uploads.folder.rglob("*.json"))
    assert (CPR in on_disk, "syg" in on_disk) == (False, False)


def test_only_its_owner_reads_it(uploads: Uploads) -> None:
    upload = keep(uploads)
    with upload.work():
        assert stat.S_IMODE(uploads.folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in upload.path.iterdir()} == {0o600}


def test_a_mend_takes_the_place_of_a_cell_and_of_none_that_is_not_there(uploads: Uploads) -> None:
    upload = keep(uploads, rows="1;Anna\n")
    upload.mend(EMPLOYEES, {"2": {"faglighed": "Lærer", "andet": "x"}, "99": {"navn": "Bo"}})
    assert list(upload.tables()[EMPLOYEES].rows[0].cells) == ["1", "Anna", "", "Lærer"]


def test_one_works_on_it_at_a_time_and_whoever_asks_sees_it(uploads: Uploads) -> None:
    upload = keep(uploads)
    with upload.work() as mine, Upload(upload.path).work() as others:
        assert (mine, others, upload.worked_on) == (True, False, True)
    assert not upload.worked_on


def test_progress_is_read_as_it_was_noted(uploads: Uploads) -> None:
    upload = keep(uploads)
    assert upload.progress == Progress(Step.WAITING)
    upload.note(Progress(Step.WRITING, 3, 9))
    assert upload.progress == Progress(Step.WRITING, 3, 9)


def test_it_goes_when_its_time_is_up(uploads: Uploads) -> None:
    keep(uploads, at=NOW - KEPT - timedelta(seconds=1))
    young = keep(uploads)
    uploads.sweep(now=NOW, erased_at=None)
    assert uploads.all() == [young]


def test_what_was_there_when_somebody_was_erased_goes_and_what_came_later_stays(uploads: Uploads) -> None:
    keep(uploads)
    later = keep(uploads, at=NOW + timedelta(minutes=2))
    uploads.sweep(now=NOW + timedelta(minutes=2), erased_at=NOW + timedelta(minutes=1))
    assert uploads.all() == [later]


def test_what_was_killed_while_it_came_is_not_shown_and_goes_too(uploads: Uploads) -> None:
    upload = keep(uploads)
    upload.path.rename(upload.path.with_name(f".{upload.id}"))
    assert uploads.all() == []
    uploads.sweep(now=NOW + KEPT + timedelta(seconds=1), erased_at=None)
    assert list(uploads.folder.iterdir()) == []


def test_nothing_is_written_where_all_has_been_removed(uploads: Uploads) -> None:
    upload = keep(uploads)
    upload.remove()
    upload.note(Progress(Step.WRITING))
    with upload.work() as mine:
        assert not mine
    assert uploads.all() == []
