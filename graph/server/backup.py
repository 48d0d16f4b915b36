"""The embedded graph as one file, and back: a copy of its folder in which nothing changed meanwhile.

While it is copied nobody writes: the copier has the writer's turn. The server itself may still be carrying
what it acknowledged from its log to its pages, so the folder is copied when it has been quiet for a while,
and the copy is taken only if all is as it was before. What is in its log, the server reads when it starts.
"""

import gzip
import shutil
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import GraphBusy, NoGraph
from graph.server import embedded
from graph.server.writer_lock import WriterLock

KEPT = ("databases", "config", "server.json")
"""What makes the graph: data, users and the password that fits them. The rest is locks and logs."""
TURN_SECONDS = 60.0
"""So long the turn to write is waited for."""
QUIET_SECONDS = 1.0
"""A folder in which nothing changed for so long is at rest; the clocks of file systems are far finer."""
PATIENCE_SECONDS = 60.0
"""So long a folder that never rests is waited for, writers with it."""

State = dict[Path, tuple[int, int]]


def back_up(data_dir: Path, file: Path) -> None:
    """Write the graph in a folder to a file that only its owner can read, whether or not it is in use.

    Raises GraphBusy when somebody else writes for too long, NoGraph.
    """
    if not (data_dir / "databases").is_dir():
        raise NoGraph(data_dir)
    with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as folder:
        copy = Path(folder) / "graph"
        with WriterLock(data_dir)(TURN_SECONDS):
            _copy_at_rest(data_dir, copy)
        draft = Path(folder) / "backup.tar.gz"
        with tarfile.open(draft, "w:gz", compresslevel=1) as archive:
            for name in KEPT:
                archive.add(copy / name, name)
        draft.chmod(0o600)
        draft.replace(file)


def restore(data_dir: Path, file: Path) -> Path | None:
    """Put the graph of a backup in place of the one in a folder; where that one lies now, if there was any.

    Raises InUse while somebody has the graph open, NoGraph where the file is no whole backup.
    """
    data_dir = data_dir.resolve()
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_dir.parent, prefix=".restore-") as folder:
        fresh = Path(folder) / "graph"
        fresh.mkdir(mode=0o700)
        try:
            _unpack(file, fresh)
        except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise NoGraph(file) from error
        if not all((fresh / name).exists() for name in KEPT):
            raise NoGraph(file)
        with embedded.unused(data_dir):
            before = None
            if (data_dir / "databases").exists():
                before = data_dir.with_name(f"{data_dir.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
                before.mkdir(mode=0o700)
            for name in KEPT:
                if before is not None and (data_dir / name).exists():
                    (data_dir / name).rename(before / name)
                (fresh / name).rename(data_dir / name)
    return before


def _unpack(file: Path, folder: Path) -> None:
    with gzip.open(file) as stream:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            archive.extractall(folder, filter="data")
        while stream.read(1024 * 1024):  # to the end, where the checksum is
            pass


def _copy_at_rest(data_dir: Path, copy: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        state = _state(data_dir)
        changed_at = max(changed for _, changed in state.values()) / 1e9
        if time.time() - changed_at > QUIET_SECONDS and _copied(data_dir, copy) and _state(data_dir) == state:
            return
        shutil.rmtree(copy, ignore_errors=True)
        time.sleep(QUIET_SECONDS / 4)
    raise GraphBusy


def _copied(data_dir: Path, copy: Path) -> bool:
    """Whether all was there to be copied until it was."""
    copy.mkdir(mode=0o700)
    try:
        for name in KEPT:
            whole = data_dir / name
            (shutil.copytree if whole.is_dir() else shutil.copy2)(whole, copy / name)
    except (FileNotFoundError, shutil.Error):
        return False
    return True


def _state(data_dir: Path) -> State:
    """Size and time of change of every file that makes the graph."""
    found: State = {}
    for path in _files(data_dir):
        with suppress(FileNotFoundError):
            seen = path.stat()
            found[path] = (seen.st_size, seen.st_mtime_ns)
    return found


def _files(data_dir: Path) -> Iterator[Path]:
    for name in KEPT:
        yield from (data_dir / name).rglob("*") if (data_dir / name).is_dir() else (data_dir / name,)
