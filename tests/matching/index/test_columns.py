from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from matching.index.columns import Codes, EmployeeColumns, Placed, declared, numbers, texts
from matching.model import Employee
from tests.matching.worlds import colleague


@dataclass(frozen=True)
class Table:
    """A small workforce of two columns."""

    names: tuple[str, ...] = texts("name")
    hours: NDArray[np.float32] = numbers("hours_offered", np.float32)


def placed(rows: list[int], size: int) -> Placed:
    return Placed([f"e{row}" for row in rows], np.array(rows, np.intp), size)


def test_a_column_is_declared_by_one_line_and_starts_empty() -> None:
    assert {name: column.field for name, column in declared(Table).items()} == {
        "names": "name",
        "hours": "hours_offered",
    }
    assert (Table().names, len(Table().hours)) == ((), 0)


def test_a_patched_column_grows_and_keeps_the_others_values() -> None:
    column = declared(Table)["hours"].patched(np.array([1.0, 2.0], np.float32), [9.0, 4.0], placed([3, 0], 4))
    assert column.tolist() == [4.0, 2.0, 0.0, 9.0]
    assert declared(Table)["names"].patched(("a", "b"), [None, "c"], placed([0, 2], 3)) == ("", "b", "c")


def test_what_is_not_said_is_not_a_number() -> None:
    column = declared(Table)["hours"].patched(Table().hours, [None], placed([0], 1))
    assert np.isnan(column).tolist() == [True]


def test_batches_join_to_one_with_their_skills_at_the_right_employees() -> None:
    first = EmployeeColumns.of([colleague("a", {"støj": 1}), colleague("b")])
    second = EmployeeColumns.of([colleague("c", {"sorg": 2, "vej": 3})], retired=["gone"])
    joined = EmployeeColumns.joined([first, second])
    assert list(joined.ids) == ["a", "b", "c", "gone"]
    assert list(joined.retired) == [False, False, False, True]
    holders = [joined.ids[at] for at in joined.held.holder.tolist()]
    assert list(zip(holders, joined.held.skills, strict=True)) == [("a", "støj"), ("c", "sorg"), ("c", "vej")]


@pytest.mark.parametrize("batches", [[], [EmployeeColumns.of(())]])
def test_nobody_is_a_batch_too(batches: list[EmployeeColumns]) -> None:
    assert list(EmployeeColumns.joined(batches).ids) == []


def test_every_field_of_an_employee_travels() -> None:
    columns = EmployeeColumns.of([colleague("a")])
    assert set(columns.fields) | {"skills"} == set(Employee.__slots__)


def test_codes_grow_only_by_what_is_new() -> None:
    codes, first = Codes().encode(["vej", "skole", "vej"])
    same, again = codes.encode(["skole"])
    more, others = codes.encode(["pleje", "vej"])
    assert (first.tolist(), again.tolist(), others.tolist()) == ([0, 1, 0], [1], [2, 0])
    assert same is codes
    assert more.names == ("vej", "skole", "pleje")
