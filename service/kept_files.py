"""A file that whoever needs it first makes, and that only its owner can read."""

import os
from collections.abc import Callable
from pathlib import Path


def made_once(path: Path, content: Callable[[], bytes]) -> Path:
    """The file, whole from the start; of several processes that make it at once, one's content stays."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path
