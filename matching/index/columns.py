"""How a field of an employee becomes a column, and how employees travel to the index as columns.

A column is declared by one line in `matching.index.workforce.Workforce`, with one of the functions here.
What the graph is asked for, how batches are joined and how a column is patched follow from that line.

A new field of an employee takes a line in each of these places, and no other code:

1. `matching.model.Employee`: what it is;
2. `graph.employees.EMPLOYEE`: how it lies in the graph;
3. `matching.index.workforce.Workforce`: the column, if ranking is to read it;
4. where it comes in: `OfferIn` (`service.api.invitations.offers`), if employees say it themselves, or
   `EmployeeSchema` (`service.hr.schemas`), if HR does;
5. where it is shown: `OfferOut`, or `EmployeeOut` (`service.api.people.schemas`).

Tests that walk the declarations find what is forgotten (`tests/graph/records/test_nodes.py`), and take the
new field through graph, batches, workforce and patching by themselves (`tests/graph/test_columns.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any, Protocol, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from matching.model import Employee
from matching.own_skills import counting

N = TypeVar("N", bound=np.generic)
K = TypeVar("K", bound="Kept")

# The day that all columns of days count from. By definition: as in numpy.
EPOCH = date(1970, 1, 1)


def days(on: date) -> int:
    """A day as it lies in a column: days since 1970-01-01."""
    return (on - EPOCH).days


@lru_cache(maxsize=1 << 14)
def day(number: int) -> date:
    """The date that is so many days after 1970-01-01."""
    return EPOCH + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where some employees stand in the workforce: their ids and rows, and how many rows there are in all."""

    ids: Sequence[str]
    rows: NDArray[np.intp]
    size: int

    def put(self, column: NDArray[N], values: NDArray[N]) -> NDArray[N]:
        """A copy of a column with room for all rows, (size,), and these employees' values in theirs."""
        grown = np.zeros(self.size, column.dtype)
        grown[: len(column)] = column
        grown[self.rows] = values
        return grown


class Kept(Protocol):
    """A column of another shape than one entry a row, such as one by skill."""

    def patched(self, values: Sequence[Any], at: Placed, /) -> Self:
        """With what these employees have now in the place of what they had; None where they have nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """A field of `Employee`, and what makes the next column of the last one, new values and where they go."""

    field: str
    patched: Callable[[Any, Sequence[Any], Placed], Any]


def numbers(
    name: str, dtype: type[N], *, unsaid: float = np.nan, number: Callable[[Any], Any] | None = None
) -> NDArray[N]:
    """A column of numbers, (n_rows,): what `number` makes of each value, `unsaid` where there is none."""

    def patched(column: NDArray[N], values: Sequence[Any], at: Placed) -> NDArray[N]:
        if number is not None:
            values = [None if value is None else number(value) for value in values]
        said = [unsaid if value is None else value for value in values]
        return at.put(column, np.array(said, dtype))

    return cast(NDArray[N], _column(name, lambda: np.empty(0, dtype), patched))


def texts(name: str) -> tuple[str, ...]:
    """A column of texts as they are, empty where there is none."""

    def patched(column: tuple[str, ...], values: Sequence[Any], at: Placed) -> tuple[str, ...]:
        grown = [*column, *[""] * (at.size - len(column))]
        for row, value in zip(at.rows.tolist(), values, strict=True):
            grown[row] = value or ""
        return tuple(grown)

    return cast(tuple[str, ...], _column(name, tuple, patched))


def kept(name: str, kind: type[K]) -> K:
    """A column that is an object of its own, and empty at first."""
    return cast(K, _column(name, kind, lambda column, values, at: column.patched(values, at)))


def _column(name: str, empty: Callable[[], Any], patched: Callable[..., Any]) -> Any:
    return field(default_factory=empty, metadata={Column: Column(name, patched)})


def declared(table: type) -> dict[str, Column]:
    """The columns of a dataclass, by their own names."""
    return {each.name: each.metadata[Column] for each in fields(table) if Column in each.metadata}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldColumns:
    """Held skills, one entry each, (n_held,); `holder` is the position of the employee in their batch."""

    holder: NDArray[np.intp]
    skills: Sequence[str]
    levels: NDArray[np.int8]
    evidence: NDArray[np.int8]
    sources: Sequence[str]
    confirmed_days: NDArray[np.int32]

    @classmethod
    def of(
        cls,
        counts: Sequence[int],
        *,
        skills: Sequence[str],
        levels: Sequence[int],
        evidence: Sequence[int],
        sources: Sequence[str],
        confirmed_on: Iterable[date],
    ) -> Self:
        """All skills one after the other, so many of each employee."""
        return cls(
            holder=np.repeat(np.arange(len(counts)), np.array(counts, np.intp)),
            skills=skills,
            levels=np.array(levels, np.int8),
            evidence=np.array(evidence, np.int8),
            sources=sources,
            confirmed_days=np.fromiter(map(days, confirmed_on), np.int32, len(skills)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeColumns:
    """A batch of employees as columns, as the graph streams them into the index.

    `fields` has, by the name of a field of `Employee`, the value of each employee; skills lie apart in
    `held`. A retired employee has an id and else no values (None) and no skills, and leaves the index.
    """

    retired: Sequence[bool]
    fields: Mapping[str, Sequence[Any]]
    held: HeldColumns

    @property
    def ids(self) -> Sequence[str]:
        """Who the rows are about."""
        return self.fields["id"]

    @classmethod
    def of(cls, employees: Iterable[Employee], *, retired: Iterable[str] = ()) -> Self:
        """Of employees with the skills that count, and the ids of those who left."""
        there, gone = [*employees], [*retired]
        counted = [*map(counting, there)]
        held = [each for skills in counted for each in skills]
        values = {
            name: [*(getattr(employee, name) for employee in there), *[None] * len(gone)]
            for name in (each.name for each in fields(there[0] if there else Employee))
            if name not in ("id", "skills")
        }
        return cls(
            retired=[False] * len(there) + [True] * len(gone),
            fields={"id": [*(each.id for each in there), *gone], **values},
            held=HeldColumns.of(
                [*map(len, counted)] + [0] * len(gone),
                skills=[each.skill for each in held],
                levels=[each.level for each in held],
                evidence=[each.evidence for each in held],
                sources=[each.source for each in held],
                confirmed_on=[each.confirmed_on for each in held],
            ),
        )

    def singly(self) -> Iterator[Self]:
        """Each employee as a batch of their own."""
        for at, gone in enumerate(self.retired):
            own = self.held.holder == at
            chosen = np.flatnonzero(own)
            yield type(self)(
                retired=[gone],
                fields={name: [values[at]] for name, values in self.fields.items()},
                held=HeldColumns(
                    holder=np.zeros(len(chosen), np.intp),
                    skills=[self.held.skills[each] for each in chosen.tolist()],
                    levels=self.held.levels[own],
                    evidence=self.held.evidence[own],
                    sources=[self.held.sources[each] for each in chosen.tolist()],
                    confirmed_days=self.held.confirmed_days[own],
                ),
            )

    @classmethod
    def joined(cls, batches: Iterable[Self]) -> Self:
        """One batch of many, in their order."""
        parts = [*batches] or [cls.of(())]
        held = [part.held for part in parts]
        starts = np.cumsum([0, *(len(part.ids) for part in parts[:-1])]).tolist()
        return cls(
            retired=_chained(part.retired for part in parts),
            fields={name: _chained(part.fields[name] for part in parts) for name in parts[0].fields},
            held=HeldColumns(
                holder=np.concatenate(
                    [each.holder + start for each, start in zip(held, starts, strict=True)]
                ),
                skills=_chained(each.skills for each in held),
                levels=np.concatenate([each.levels for each in held]),
                evidence=np.concatenate([each.evidence for each in held]),
                sources=_chained(each.sources for each in held),
                confirmed_days=np.concatenate([each.confirmed_days for each in held]),
            ),
        )


def _chained(parts: Iterable[Sequence[Any]]) -> list[Any]:
    return list(chain.from_iterable(parts))


@dataclass(frozen=True, slots=True)
class Codes:
    """A growing list of names, each with its number."""

    names: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def encode(self, values: Sequence[str]) -> tuple[Self, NDArray[np.int32]]:
        """The numbers of some names, (n_values,), and the list with those that are new; itself if none is."""
        new = [name for name in dict.fromkeys(values) if name not in self.numbers]
        codes = self
        if new:
            names = (*self.names, *new)
            codes = type(self)(names, {name: number for number, name in enumerate(names)})
        return codes, np.fromiter(map(codes.numbers.__getitem__, values), np.int32, len(values))


# What is no name's number. By definition: they count from 0.
NO_NUMBER = -1


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of names: the number of each row's, (n_rows,); empty where there is none."""

    codes: Codes = field(default_factory=Codes)
    of_row: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))

    @property
    def names(self) -> tuple[str, ...]:
        """All names, by their numbers."""
        return self.codes.names

    def number(self, name: str) -> int | None:
        """The code of a name; None where no row has it."""
        return self.codes.numbers.get(name)

    def known(self, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Of which of these employees the name is known, (len(rows),)."""
        known: NDArray[np.bool_] = self.of_row[rows] != self.codes.numbers.get("", NO_NUMBER)
        return known

    def shared(self, rows: NDArray[np.intp], others: Sequence[int]) -> NDArray[np.bool_]:
        """Which of these employees have the same name as any of some others; nobody shares one unknown."""
        return np.isin(self.of_row[rows], self.of_row[list(others)]) & self.known(rows)

    def patched(self, values: Sequence[str | None], at: Placed) -> Self:
        """With the names that these employees have now."""
        codes, numbers = self.codes.encode([value or "" for value in values])
        return type(self)(codes, at.put(self.of_row, numbers))
