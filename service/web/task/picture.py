"""The picture of a shortlist or a team: who covers what, as the geometry of an SVG.

Two layouts: a wide one with the needs to the left of their row, and a narrow one for telephones with
each need above its row. The necessary needs come first; a long list is drawn in several pictures. All
lengths are SVG user units, one to a CSS pixel at full width.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from matching.question import Coverage
from service.web.frame.texts import gettext as _

ROW_HEIGHT = 36
HEAD_HEIGHT = 140
LONGEST_NAME = 17
MOST_COLUMNS = 10
"""So many colleagues stand beside each other: as many as a telephone has room for."""
WIDE = 760
WIDE_LABEL = 330
NARROW = 312
NARROW_ROW_HEIGHT = 60
LABEL_HEIGHT = 22
SIGN_A_CHARACTER = 7.9
MOST_STEP = 42


class Person(Protocol):
    """A colleague in the picture, with how far they meet each need."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def anchor(self) -> str:
        """The id of their card on the page."""

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """How far each need is met, in their order."""


@dataclass(frozen=True, slots=True)
class Need:
    """A need of a task as a list or a team meets it; `covered_by` and `partly_by` are names.

    `at` is its place among the needs as the task has them, and so in everybody's coverage.
    """

    label: str
    at: int
    essential: bool
    covered_by: tuple[str, ...]
    partly_by: tuple[str, ...]


class Needs(tuple[Need, ...]):
    """The needs of a task, the necessary ones first, otherwise in its order."""

    __slots__ = ()

    @property
    def covered(self) -> list[Need]:
        """Those that somebody covers."""
        return [need for need in self if need.covered_by]

    @property
    def gaps(self) -> list[Need]:
        """Those that nobody covers."""
        return [need for need in self if not need.covered_by]


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one colleague meets one need, at a centre."""

    x: float
    y: float
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Row:
    """One need: its label's base line, and if nobody covers it."""

    label: str
    top: float
    label_y: float
    gap: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One colleague by name, and where their card is."""

    name: str
    anchor: str
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The rows and columns of a coverage picture, and its size."""

    width: float
    height: float
    row_height: float
    head_height: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool


def needs_met(asked: Iterable[tuple[str, bool]], people: Sequence[Person]) -> Needs:
    """The needs (label, whether necessary), as far as these people meet them together."""

    def names(number: int, coverage: Coverage) -> tuple[str, ...]:
        return tuple(each.name for each in people if each.coverage[number] is coverage)

    needs = [
        Need(label, at, essential, names(at, Coverage.COVERED), names(at, Coverage.PARTLY))
        for at, (label, essential) in enumerate(asked)
    ]
    return Needs(sorted(needs, key=lambda need: not need.essential))


def pictures(people: Sequence[Person], needs: Sequence[Need]) -> tuple[Picture, ...]:
    """A wide and a narrow picture for every `MOST_COLUMNS` people; none where there is nothing to draw."""
    if not needs:
        return ()
    parts = [people[first : first + MOST_COLUMNS] for first in range(0, len(people), MOST_COLUMNS)]
    return tuple(_picture(part, needs, wide=wide) for part in parts for wide in (True, False))


def _picture(people: Sequence[Person], needs: Sequence[Need], *, wide: bool) -> Picture:
    left = WIDE_LABEL if wide else 0
    width = WIDE if wide else NARROW
    row_height = ROW_HEIGHT if wide else NARROW_ROW_HEIGHT
    step = min(MOST_STEP, (width - left) / len(people))
    centres = [left + step * (number + 0.5) for number in range(len(people))]
    rows = []
    for number, need in enumerate(needs):
        top = HEAD_HEIGHT + number * row_height
        middle = top + row_height / 2 if wide else top + LABEL_HEIGHT + (row_height - LABEL_HEIGHT) / 2
        cells = tuple(
            Cell(x, middle, each.coverage[need.at]) for x, each in zip(centres, people, strict=True)
        )
        room = (left - 16) / SIGN_A_CHARACTER if wide else width / SIGN_A_CHARACTER
        label_y = middle + 5 if wide else top + LABEL_HEIGHT - 4
        rows.append(Row(_label(need, int(room)), top, label_y, not need.covered_by, cells))
    return Picture(
        width=width,
        height=HEAD_HEIGHT + len(rows) * row_height + 4,
        row_height=row_height,
        head_height=HEAD_HEIGHT,
        columns=tuple(
            Column(shortened(each.name, LONGEST_NAME), each.anchor, x)
            for each, x in zip(people, centres, strict=True)
        ),
        rows=tuple(rows),
        wide=wide,
    )


def _label(need: Need, most: int) -> str:
    """A need's label; the necessary ones say so."""
    if not need.essential:
        return shortened(need.label, most)
    said = f" ({_('nødvendig')})"
    return shortened(need.label, most - len(said)) + said


def shortened(text: str, most: int) -> str:
    """A text of at most so many signs; the table beside the picture has all of it."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
