"""Names as numbers: what many share, such as a workplace, is kept once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import Placed


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
        return self.codes.numbers.get(name)

    def patched(self, values: Sequence[str | None], at: Placed) -> Self:
        """With the names that these employees have now."""
        codes, numbers = self.codes.encode([value or "" for value in values])
        return type(self)(codes, at.put(self.of_row, numbers))
