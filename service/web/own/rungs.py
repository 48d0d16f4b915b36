"""Somebody's skills by rung, as the geometry of an SVG: how surely each is known, with its level in the mark.

All lengths are SVG user units, one to a CSS pixel at full width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.model import Evidence
from service.web.frame.texts import gettext as _
from service.web.own.skills import SkillLine
from service.web.task.picture import SIGN_A_CHARACTER, shortened

WIDTH = 312
STEP = WIDTH / len(Evidence)
HEAD_HEIGHT = 28
ROW_HEIGHT = 52
LABEL_Y, MARK_Y = 18, 36
"""Below the top of a row: the base line of its label, and the centre of its mark."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder, with its centre."""

    words: str
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A skill: its label, and the mark on its rung with the level in it."""

    label: str
    label_y: float
    x: float
    y: float
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The picture: the rungs, the weakest first, and a row for each skill, the surest first."""

    width: int
    height: int
    rungs: tuple[Rung, ...]
    rows: tuple[Row, ...]


def ladder_of(lines: Sequence[SkillLine]) -> Ladder | None:
    """The skills of somebody by rung; None where there are none."""
    if not lines:
        return None
    surest = sorted(lines, key=lambda each: -each.rung)
    return Ladder(
        width=WIDTH,
        height=HEAD_HEIGHT + ROW_HEIGHT * len(surest),
        rungs=tuple(Rung(words, _x(rung)) for rung, words in rung_words().items()),
        rows=tuple(_row(each, HEAD_HEIGHT + ROW_HEIGHT * at) for at, each in enumerate(surest)),
    )


def rung_words() -> dict[Evidence, str]:
    """What stands above each rung: one or two words."""
    return {
        Evidence.ASSUMED: _("antaget"),
        Evidence.SELF_STATED: _("selv sagt"),
        Evidence.CONFIRMED: _("bekræftet"),
        Evidence.USED: _("brugt"),
    }


def _row(line: SkillLine, top: float) -> Row:
    return Row(
        label=shortened(line.label, int(WIDTH / SIGN_A_CHARACTER)),
        label_y=top + LABEL_Y,
        x=_x(line.rung),
        y=top + MARK_Y,
        level=line.level,
    )


def _x(rung: Evidence) -> float:
    return STEP * (rung + 0.5)
