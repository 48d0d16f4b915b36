"""Proposed teams side by side: a bar for each team and measure, as the geometry of an SVG, with their table.

All lengths are SVG user units, one to a CSS pixel at full width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.teams.proposal import TeamProposal
from service.web.frame.texts import gettext as _
from service.web.frame.texts import number

WIDTH = 300
LEFT = 58
"""Where bars begin, right of the team's name."""
LONGEST_BAR = 170
ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One team: its number on the page, how long its bar is, and the value in words."""

    number: int
    y: float
    length: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that teams differ in, with a bar for each."""

    heading: str
    width: int
    left: int
    height: int
    bars: tuple[Bar, ...]


def side_by_side(proposals: Sequence[TeamProposal]) -> tuple[Measure, ...]:
    """What they cover, their hours, professions and new acquaintances; nothing for fewer than two."""
    if len(proposals) < 2:
        return ()
    needs = len(proposals[0].coverage)
    covered = [sum(need.covered for need in each.coverage) for each in proposals]
    return (
        _measure(
            _("Dækkede kompetencer"),
            covered,
            [_("%(covered)s af %(needs)s", covered=each, needs=needs) for each in covered],
            most=needs,
        ),
        _plain(_("Oplyste timer om ugen"), [each.hours for each in proposals]),
        _plain(_("Fagligheder"), [len(each.professions) for each in proposals]),
        _plain(_("Nye bekendtskaber"), [each.new_ties for each in proposals]),
    )


def _plain(heading: str, values: Sequence[float]) -> Measure:
    return _measure(heading, values, [number(each) for each in values], most=max(values))


def _measure(heading: str, values: Sequence[float], texts: Sequence[str], *, most: float) -> Measure:
    bars = tuple(
        Bar(
            number=at + 1,
            y=at * ROW_HEIGHT,
            length=round(LONGEST_BAR * value / most, 1) if most else 0.0,
            text=text,
        )
        for at, (value, text) in enumerate(zip(values, texts, strict=True))
    )
    return Measure(heading=heading, width=WIDTH, left=LEFT, height=len(bars) * ROW_HEIGHT, bars=bars)
