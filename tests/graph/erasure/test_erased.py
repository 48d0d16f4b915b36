"""The list of who was erased knows them again, tells nothing of them, and is whole after every kill."""

import stat
from pathlib import Path

import pytest

from graph.erasure.erased import LIST, ErasedIds, ErasedUnreadable
from harness.factories import NOON


def erased_in(folder: Path, key: bytes = b"k" * 32) -> ErasedIds:
    return ErasedIds(folder, lambda: key)


def test_who_was_erased_is_known_again_and_nobody_else(tmp_path: Path) -> None:
    made = erased_in(tmp_path).add("104711", at=NOON)
    again = erased_in(tmp_path)
    assert again.find("104711") == made
    assert again.find("104712") is None
    assert [id for id, _ in again.among({"104710", "104711", "104712"})] == ["104711"]
    assert made.on == NOON.date()


def test_the_list_tells_nothing_of_them_without_its_key_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    erased_in(tmp_path).add("104711", at=NOON)
    other = tmp_path / "other"
    erased_in(other, b"x" * 32).add("104711", at=NOON)
    assert b"104711" not in (tmp_path / LIST).read_bytes()
    assert erased_in(tmp_path).all()[0].hash != erased_in(other, b"x" * 32).all()[0].hash
    assert stat.S_IMODE((tmp_path / LIST).stat().st_mode) == 0o600


def test_who_is_erased_again_keeps_their_number(tmp_path: Path) -> None:
    erased = erased_in(tmp_path)
    assert erased.add("104711", at=NOON) == erased.add("104711", at=NOON)
    assert len(erased.all()) == 1


def test_who_may_come_back_is_found_no_more_but_stays_on_the_list(tmp_path: Path) -> None:
    erased = erased_in(tmp_path)
    erased.add("104711", at=NOON)
    assert erased.allow("104711", at=NOON) is not None
    assert erased.find("104711") is None
    assert [each.allowed for each in erased.all()] == [True]
    assert erased.allow("104711", at=NOON) is None
    assert erased.add("104711", at=NOON).number != erased.all()[0].number


def test_a_line_that_was_cut_short_is_nothing_and_the_next_one_is_whole(tmp_path: Path) -> None:
    erased = erased_in(tmp_path)
    erased.add("104711", at=NOON)
    with (tmp_path / LIST).open("ab") as file:
        file.write(b'{"number": "2026')
    assert len(erased.all()) == 1
    erased.add("104712", at=NOON)
    assert len(erased.all()) == 2


@pytest.mark.parametrize("line", ["nej", "[]", "7", '{"number": "1"}', '{"number": "9", "allowed_on": "x"}'])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    erased_in(tmp_path).add("104711", at=NOON)
    with (tmp_path / LIST).open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(ErasedUnreadable) as caught:
        erased_in(tmp_path).all()
    assert caught.value.line == 2


def test_another_key_is_said_rather_than_everybody_forgotten(tmp_path: Path) -> None:
    erased_in(tmp_path).add("104711", at=NOON)
    with pytest.raises(ErasedUnreadable) as caught:
        erased_in(tmp_path, b"x" * 32).find("104711")
    assert caught.value.line is None


def test_nobody_was_erased_where_there_is_no_list_and_no_key_is_made_for_it(tmp_path: Path) -> None:
    def none() -> bytes:
        raise AssertionError("nobody needs it")

    erased = ErasedIds(tmp_path / "none", none)
    assert (erased.all(), erased.find("104711"), erased.changed_at) == ((), None, None)
    assert list(erased.among({"104711"})) == []
    assert not (tmp_path / "none").exists()
