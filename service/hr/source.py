"""What an import is fed with: rows of one kind that say where they stand, from a file or another system.

A CSV file and a sheet of a workbook are sources (`service.hr.tables`); a system that is asked over the
network is one too. What happens to the rows is the same for all: `service.hr.intake` reads and refuses
them, `service.hr.comparing` compares them with the graph, and whoever shows that writes it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from matching.model import FULL_TIME
from service.personal_numbers import without_personal_numbers


@dataclass(frozen=True, slots=True)
class Unknown:
    """A cell whose value isn't known, which is something else than an empty one: why, and the mend.

    `value` is what may be shown of it.
    """

    reason: str
    fix: str
    value: str = ""


Cell = str | Unknown


def hours_cell(part: float, whole: float = 1.0) -> str:
    """The cell of hours a week, where somebody works this part of full time."""
    return f"{FULL_TIME * part / whole:.2f}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was given; `id` finds it in its source: a line's number, or the id of an object.

    Cells stand in the order of the source's columns; those that are left out at the end are empty.
    """

    id: str
    cells: Sequence[Cell]


class Source(Protocol):
    """Rows of one kind; `name` is what people call the source."""

    @property
    def name(self) -> str:
        """What people call the source, such as the name of its file."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in their order."""

    @property
    def rows(self) -> Sequence[Row]:
        """What stands below them."""

    @property
    def left(self) -> Collection[str]:
        """The ids of what it says is no longer there; none where it only leaves such things out."""

    def place(self, row: str, column: int | None = None) -> str:
        """Where people find the row with this id, or its cell in the column at this position (from 0)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A source of another system's records, which people find by their ids: `engagement 7c1b`."""

    name: str
    noun: str
    columns: Sequence[str]
    rows: Sequence[Row]
    left: Collection[str] = frozenset()

    def place(self, row: str, column: int | None = None) -> str:
        """Where people find a record: by what it is, and its id where that is no personal number."""
        return f"{self.noun} {without_personal_numbers(row)}"
