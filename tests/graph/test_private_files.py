"""A file is made on first use and kept, or replaced: whole, and only for its owner to read."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.private_files import made_once, write_private


def test_a_file_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    contents: Iterator[bytes] = iter((b"first", b"second"))

    assert made_once(path, lambda: next(contents)).read_bytes() == b"first"
    assert made_once(path, lambda: next(contents)).read_bytes() == b"first"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_who_comes_second_takes_what_the_first_made_and_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "file"

    def overtaken() -> bytes:
        path.write_bytes(b"another was faster")
        return b"own"

    assert made_once(path, overtaken).read_bytes() == b"another was faster"
    assert os.listdir(tmp_path) == ["file"]


def test_a_file_that_cannot_take_its_place_leaves_no_draft_with_what_stood_in_it(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()

    with pytest.raises(IsADirectoryError):
        write_private(tmp_path / "file", b"Anna")

    assert os.listdir(tmp_path) == ["file"]


def test_a_file_is_replaced_whole_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")

    write_private(path, b"after")

    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["file"]
