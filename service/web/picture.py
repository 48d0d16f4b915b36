"""The picture of a shortlist: who covers what, as the geometry of an SVG.

Two layouts: a wide one with the needs to the left of their row, and a narrow one for telephones with
each need above its row. All lengths are SVG user units, one to a CSS pixel at full width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.model import Coverage
from service.web.cards import Overview

ROW_HEIGHT = 36
HEAD_HEIGHT = 44
WIDE = 760
WIDE_LABEL = 330
NARROW = 312
NARROW_ROW_HEIGHT = 60
LABEL_HEIGHT = 22
SIGN_A_CHARACTER = 7.9
MOST_STEP = 42


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
    """One colleague."""

    initials: str
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The rows and columns of a coverage picture, and its size."""

    width: float
    height: float
    row_height: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool


def pictures(overview: Overview) -> tuple[Picture, Picture] | None:
    """The wide and the narrow picture; None where there is nothing to draw."""
    if not overview.cards or not overview.needs:
        return None
    return _picture(overview, wide=True), _picture(overview, wide=False)


def _picture(overview: Overview, *, wide: bool) -> Picture:
    left = WIDE_LABEL if wide else 0
    width = WIDE if wide else NARROW
    row_height = ROW_HEIGHT if wide else NARROW_ROW_HEIGHT
    step = min(MOST_STEP, (width - left) / len(overview.cards))
    centres = [left + step * (number + 0.5) for number in range(len(overview.cards))]
    rows = []
    for number, need in enumerate(overview.needs):
        top = HEAD_HEIGHT + number * row_height
        middle = top + row_height / 2 if wide else top + LABEL_HEIGHT + (row_height - LABEL_HEIGHT) / 2
        cells = tuple(
            Cell(x, middle, card.coverage[number]) for x, card in zip(centres, overview.cards, strict=True)
        )
        room = (left - 16) / SIGN_A_CHARACTER if wide else width / SIGN_A_CHARACTER
        label_y = middle + 5 if wide else top + LABEL_HEIGHT - 4
        rows.append(Row(shortened(need.label, int(room)), top, label_y, not need.covered_by, cells))
    return Picture(
        width=width,
        height=HEAD_HEIGHT + len(rows) * row_height + 4,
        row_height=row_height,
        columns=tuple(_columns(overview, centres)),
        rows=tuple(rows),
        wide=wide,
    )


def _columns(overview: Overview, centres: Sequence[float]) -> list[Column]:
    return [Column(card.initials, x) for card, x in zip(overview.cards, centres, strict=True)]


def shortened(text: str, most: int) -> str:
    """A text of at most so many signs; the table beside the picture has all of it."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
