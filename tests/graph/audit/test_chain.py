"""A chain holds as it was written, and nothing about it can be changed unnoticed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.audit.chain import Break, End, Kind, Line, Part, Person, beginning, breaks
from tests.graph.audit.entries import CHAIN, answers, chain_of, entry

LINES = answers(5)


def broken(
    lines: Sequence[Line],
    *,
    end: End = LINES[-1].end,
    after: End = beginning(CHAIN),  # noqa: B008
    erased: frozenset[str] = frozenset(),
) -> list[int]:
    return [each.number for each in breaks(lines, chain=CHAIN, after=after, end=end, erased=erased)]


def test_a_chain_holds_as_it_was_written() -> None:
    assert broken(LINES) == []


def test_a_line_is_read_back_as_it_was_written() -> None:
    assert [Line.read(line.written()) for line in LINES] == list(LINES)


@given(st.integers(0, 4))
def test_a_line_that_is_missing_shows_where_it_was(gone: int) -> None:
    assert broken([*LINES[:gone], *LINES[gone + 1 :]])[0] == gone + 1


def test_lines_that_are_missing_at_the_end_show() -> None:
    assert broken(LINES[:3]) == [4]


@pytest.mark.parametrize(
    "change",
    [
        {"said": '{"change":9}'},
        {"at": "2026-11-24T12:00:00.000+00:00"},
        {"kind": Kind.VIEW},
        {"previous": "0" * 64},
        {"digest": "0" * 64},
        {"marks": LINES[2].marks[:-1]},
        {"people": LINES[2].people[:-1]},
        {"people": (LINES[2].people[0], replace(LINES[2].people[1], id="carl"), LINES[2].people[2])},
        {"people": (LINES[2].people[0], replace(LINES[2].people[1], part=Part.SEEN), LINES[2].people[2])},
        {"people": (LINES[2].people[0], Person("nobody", Part.SUGGESTED, None), LINES[2].people[2])},
    ],
)
def test_whatever_is_changed_in_a_line_shows_there(change: dict[str, object]) -> None:
    changed = [*LINES[:2], replace(LINES[2], **change), *LINES[3:]]  # type: ignore[arg-type]
    assert broken(changed)[0] == 3


def test_a_line_that_is_written_anew_breaks_the_one_after_it() -> None:
    [*_, forged] = chain_of(*(entry("anna", days=day) for day in range(3)))
    assert 4 in broken([*LINES[:2], replace(forged, previous=LINES[1].digest), *LINES[3:]])


def test_the_chain_holds_after_somebody_in_it_was_erased() -> None:
    def without(person: Person) -> Person:
        return Person("erased-1", person.part, None) if person.id == "anna" else person

    lines = [replace(line, people=tuple(map(without, line.people))) for line in LINES]
    assert broken(lines, erased=frozenset({"erased-1"})) == []
    assert broken(lines) == [1, 2, 3, 4, 5]


def test_what_is_left_after_the_oldest_were_cut_off_holds_by_its_anchor() -> None:
    assert broken(LINES[2:], after=LINES[1].end) == []
    assert broken(LINES[2:], after=LINES[0].end) == [2]


def test_marks_of_the_same_person_have_nothing_in_common() -> None:
    marks = [line.marks[1] for line in LINES]
    assert len(set(marks)) == len(marks)


def test_a_break_names_the_chain_and_says_why() -> None:
    [found] = breaks(LINES[:4], chain=CHAIN, after=beginning(CHAIN), end=LINES[-1].end, erased=frozenset())
    assert found == Break(CHAIN, 5, "missing, up to the end")
