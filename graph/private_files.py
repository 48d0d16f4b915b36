"""Files that only their owner can read, and that are whole whenever anybody reads them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp


def write_private(path: Path, content: bytes) -> None:
    """Replace a file in one step."""
    with _draft(path, content) as draft:
        draft.replace(path)


def made_once(path: Path, content: Callable[[], bytes]) -> Path:
    """The file, made where it isn't there; of several processes that make it at once, one's content stays."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with _draft(path, content()) as draft, suppress(FileExistsError):
            os.link(draft, path)
    return path


@contextmanager
def _draft(path: Path, content: bytes) -> Iterator[Path]:
    """The content in a file beside that path, which is gone afterwards, also where the disk is full."""
    handle, name = mkstemp(prefix=f"{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        yield draft
    finally:
        draft.unlink(missing_ok=True)
