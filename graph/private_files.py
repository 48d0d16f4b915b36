"""Files that only their owner can read, and that are whole whenever anybody reads them."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import get_native_id


def write_private(path: Path, content: bytes) -> None:
    """Replace a file in one step."""
    _draft(path, content).replace(path)


def made_once(path: Path, content: Callable[[], bytes]) -> Path:
    """The file, made where it isn't there; of several processes that make it at once, one's content stays."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path, content())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f"{path.name}.{get_native_id()}")  # no two threads of a machine share one
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    return draft
