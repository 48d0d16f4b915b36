"""What HR has uploaded and not yet written: kept in a folder that only its owner can read, and not for long.

Kept is what is read, and no more: of columns that nobody reads, and of personal numbers, nothing reaches the
disk. Every process of a machine finds the same. Whoever works on an upload holds its lock, which goes with
their process however that ends.
"""

import fcntl
import math
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import orjson

from graph.private_files import write_private
from service.hr.comparing import MAX_GONE, MAX_REJECTED
from service.hr.intake import used_columns, without_number
from service.hr.schemas import FILE_KINDS, FileKind
from service.hr.source import Cell, Row, Unknown
from service.hr.tables import Sheet, Table
from service.letters import in_hex, in_letters
from service.personal_numbers import without_personal_numbers

KEPT = timedelta(hours=24)
"""So long an upload that nobody writes is kept. By eye: a working day and the night after it."""
ID_BYTES = 8
"""Random bytes of an id: nobody guesses it, and it is short enough for an address."""
_MOMENT = 8
"""So many letters at the start of an id are when it came: seconds since 1970."""
NOT_READ = "…"
"""What stands for something that isn't kept, where it counts that there was something."""
_LOOKING_SECONDS = 0.5
"""So long whoever begins to work waits for those who only look whether somebody does. By eye."""
_AGAIN_SECONDS = 0.02
KINDS = {kind.name: kind for kind in FILE_KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody (`by`, an id) asked for: which kinds are complete, and the limits in percent."""

    by: str
    at: datetime
    complete: tuple[str, ...] = ()
    max_rejected: float = MAX_REJECTED
    max_gone: float = MAX_GONE


class Step(StrEnum):
    """How far an upload has come."""

    WAITING = "waiting"
    COMPARING = "comparing"
    COMPARED = "compared"
    WRITING = "writing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """The step that is under way or was the last, and how many of its rows are done; `problem` is why not."""

    step: Step
    done: int = 0
    total: int = 0
    problem: str = ""
    status: int = 500


@dataclass(frozen=True, slots=True)
class Upload:
    """One load in its folder."""

    path: Path

    @property
    def id(self) -> str:
        """What it is called, in addresses and in the history."""
        return self.path.name

    @property
    def came(self) -> datetime:
        """When it came, to the second."""
        moment = in_hex(self.path.name.removeprefix(".")[:_MOMENT])
        return datetime.fromtimestamp(int(moment, 16), UTC)

    @property
    def asked(self) -> Asked:
        """What was asked for."""
        told = orjson.loads((self.path / "asked.json").read_bytes())
        return Asked(
            **{**told, "at": datetime.fromisoformat(told["at"]), "complete": tuple(told["complete"])}
        )

    def ask(self, asked: Asked) -> None:
        """Ask for something else."""
        self._write("asked.json", orjson.dumps(asked))

    def tables(self) -> dict[FileKind, Table]:
        """The rows by kind, as far as they are kept."""
        return {
            kind: _table(orjson.loads(path.read_bytes()))
            for kind in FILE_KINDS
            if (path := self._rows(kind)).exists()
        }

    def mend(self, kind: FileKind, cells: Mapping[str, Mapping[str, str]]) -> None:
        """Put other texts in place of cells, by the ids of rows and the names of columns that are there."""
        table = self.tables()[kind]
        places = used_columns(table, kind)
        rows = [_mended(row, cells.get(row.id, {}), places, width=len(table.columns)) for row in table.rows]
        self._write(self._rows(kind).name, _rows_as_json(table, rows))

    @property
    def told(self) -> Mapping[str, Any] | None:
        """What was found out of it last; None until then."""
        try:
            found: Mapping[str, Any] = orjson.loads((self.path / "told.json").read_bytes())
        except FileNotFoundError:
            return None
        return found

    def tell(self, told: object) -> None:
        """Keep what was found out."""
        self._write("told.json", orjson.dumps(told))

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        try:
            told = orjson.loads((self.path / "progress.json").read_bytes())
        except FileNotFoundError:
            return Progress(Step.WAITING)
        return Progress(**{**told, "step": Step(told["step"])})

    def note(self, progress: Progress) -> None:
        """Keep how far it has come."""
        self._write("progress.json", orjson.dumps(progress))

    @contextmanager
    def work(self) -> Iterator[bool]:
        """Be the one who works on it as long as the context; False where somebody else is."""
        with _locked(self.path / "lock", seconds=_LOOKING_SECONDS) as mine:
            yield mine

    @property
    def worked_on(self) -> bool:
        """Whether somebody works on it now, here or in another process."""
        with _locked(self.path / "lock", seconds=0, shared=True) as free:
            return not free

    def remove(self) -> None:
        """Take all of it from the disk; for whoever looks it is gone at once."""
        leaving = self.path.with_name(f".{self.id.removeprefix('.')}")
        with suppress(FileNotFoundError):
            self.path.rename(leaving)
        shutil.rmtree(leaving, ignore_errors=True)

    def _rows(self, kind: FileKind) -> Path:
        return self.path / f"rows-{kind.name}.json"

    def _write(self, name: str, content: bytes) -> None:
        """The file, whole: who reads meanwhile finds the earlier one. Nothing where all has been removed."""
        with suppress(FileNotFoundError):
            write_private(self.path / name, content)


@dataclass(frozen=True, slots=True)
class Uploads:
    """All of a machine's, in one folder."""

    folder: Path

    def keep(self, tables: Mapping[FileKind, Table], asked: Asked) -> Upload:
        """Keep what is read of these tables. Raises `UnusableColumns`; OSError."""
        contents = {kind: _rows_as_json(table, _kept_rows(table, kind)) for kind, table in tables.items()}
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Upload(self.folder / new_id(asked.at))
        draft = Upload(self.folder / f".{made.id}")
        draft.path.mkdir(mode=0o700)
        for kind, content in contents.items():
            write_private(draft.path / f"rows-{kind.name}.json", content)
        draft.ask(asked)
        draft.path.rename(made.path)
        return made

    def find(self, id: str) -> Upload | None:
        """The upload with this id, None where there is none (any more)."""
        return next((each for each in self.all() if each.id == id), None)

    def all(self) -> list[Upload]:
        """Every upload, in the order of their ids."""
        return [Upload(path) for path in self._folders() if not path.name.startswith(".")]

    def sweep(self, *, now: datetime, erased_at: datetime | None) -> None:
        """Remove what is past its time, or was there when somebody was erased, whom it may name.

        What was killed while it came goes too.
        """
        for path in self._folders():
            upload = Upload(path)
            if now - upload.came > KEPT or (erased_at is not None and upload.came <= erased_at):
                upload.remove()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn: one upload at a time is compared or written on a machine, for its memory."""
        with _locked(self.folder / "turn"):
            yield

    def _folders(self) -> list[Path]:
        with suppress(FileNotFoundError):
            return sorted(path for path in self.folder.iterdir() if path.is_dir())
        return []


def new_id(at: datetime) -> str:
    """An id for a load that came at that moment."""
    return in_letters(f"{int(at.timestamp()):0{_MOMENT}x}{secrets.token_hex(ID_BYTES)}")


def _kept_rows(table: Table, kind: FileKind) -> list[Row]:
    """The rows without what nobody reads, and without personal numbers."""
    column_at = {place: column for column, place in used_columns(table, kind).items()}

    def kept(place: int, cell: Cell) -> Cell:
        if place in column_at:
            return without_number(cell, column_at[place])
        says_something = not isinstance(cell, str) or bool(cell)
        return NOT_READ if place >= len(table.columns) and says_something else ""

    return [Row(row.id, [kept(place, cell) for place, cell in enumerate(row.cells)]) for row in table.rows]


def _mended(row: Row, texts: Mapping[str, str], places: Mapping[str, int], *, width: int) -> Row:
    if not texts:
        return row
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    for column, text in texts.items():
        if column in places:
            cells[places[column]] = without_number(text, column)
    return Row(row.id, cells)


def _rows_as_json(table: Table, rows: list[Row]) -> bytes:
    told = {
        "name": table.name,
        "sheet": isinstance(table, Sheet),
        "columns": [without_personal_numbers(name) for name in table.columns],
        "rows": [(row.id, row.cells) for row in rows],
    }
    return orjson.dumps(told)


def _table(told: Mapping[str, Any]) -> Table:
    made = Sheet if told["sheet"] else Table
    rows = [Row(id, [_cell(each) for each in cells]) for id, cells in told["rows"]]
    return made(name=told["name"], columns=tuple(told["columns"]), rows=rows)


def _cell(told: str | Mapping[str, str]) -> Cell:
    return told if isinstance(told, str) else Unknown(**told)


@contextmanager
def _locked(path: Path, *, seconds: float = math.inf, shared: bool = False) -> Iterator[bool]:
    """Whether the lock is ours as long as the context, after at most so many seconds.

    A process that ends gives it back. Sharing it with others who only look doesn't keep anybody from looking.
    """
    try:
        file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except FileNotFoundError:  # all has been removed
        yield False
        return
    try:
        until = monotonic() + seconds
        while not (taken := _taken(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)) and monotonic() < until:
            sleep(_AGAIN_SECONDS)
        yield taken
    finally:
        os.close(file)


def _taken(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
