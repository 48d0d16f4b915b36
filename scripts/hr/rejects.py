"""The rejects file: every row that could not be loaded, as a spreadsheet that only its owner can read."""

from collections.abc import Sequence
from pathlib import Path

from graph.private_files import write_private
from scripts.errors import CannotRun
from service.hr.rejects import COLUMNS, Reject
from service.spreadsheet import as_csv


class NotARejectsFile(CannotRun):
    """There is already a file of that name, and it isn't a rejects file: it is left alone."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} er ikke en fil med afviste rækker; vælg et andet navn med --rejects.")


def write_rejects(path: Path, rejects: Sequence[Reject]) -> bool:
    """Write the rejects as a Danish spreadsheet opens them; without any only to empty an earlier file.

    Returns whether there is a file now. It can hold names, so only its owner may read it.

    Raises
    ------
    NotARejectsFile
        If the path is that of another file.
    OSError
        If the folder can't be written to.
    """
    check_rejects_path(path)
    if not rejects and not path.exists():
        return False
    table = as_csv(COLUMNS, (reject.cells() for reject in rejects))
    write_private(path, table)
    return True


def check_rejects_path(path: Path) -> None:
    """Raise `NotARejectsFile` if the path is that of a file that isn't an earlier rejects file."""
    if path.exists():
        if not path.is_file():
            raise NotARejectsFile(path)
        start = ";".join(COLUMNS).encode("utf-8-sig")
        with path.open("rb") as file:
            if file.read(len(start)) != start:
                raise NotARejectsFile(path)
