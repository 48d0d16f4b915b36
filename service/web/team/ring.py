"""The ring of who knows whom in a team, as the geometry of an SVG: a face for each, a line for each tie.

All lengths are SVG user units, one to a CSS pixel at full width.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin
from typing import Protocol

from service.web.frame.texts import gettext as _
from service.web.task.picture import shortened

WIDTH = 312
CENTRE = WIDTH / 2, 148.0
RADIUS = 104
FACE = 19
# Below a face its name begins, above one it ends.
BELOW, ABOVE = FACE + 15, FACE + 6
LONGEST_NAME = 11
EDGE = 8


class Person(Protocol):
    """Somebody in the ring."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def initials(self) -> str:
        """What stands in the circle."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who know each other, by their places in the team, and what they solved together, if anything."""

    between: tuple[int, int]
    task: str


@dataclass(frozen=True, slots=True)
class Node:
    """One colleague at a centre, with the base line of the name."""

    mark: str
    name: str
    x: float
    y: float
    name_y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A tie from one centre to another; `together` where they have solved a task."""

    x1: float
    y1: float
    x2: float
    y2: float
    together: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of the team and how they know each other, in words."""

    one: str
    other: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """The picture, and the `pairs` of its table: everybody with everybody."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    pairs: tuple[Pair, ...]


def ring_of(people: Sequence[Person], ties: Collection[Tie]) -> Ring | None:
    """Who knows whom of these; None for one alone."""
    if len(people) < 2:
        return None
    nodes = tuple(_node(each, at, len(people)) for at, each in enumerate(people))
    known = {each.between: each for each in ties}
    return Ring(
        width=WIDTH,
        height=int(max(max(each.y + FACE, each.name_y) for each in nodes)) + EDGE,
        nodes=nodes,
        lines=tuple(_line(nodes, each) for each in ties),
        pairs=tuple(
            Pair(people[one].name, people[other].name, _words(known.get((one, other))))
            for one, other in combinations(range(len(people)), 2)
        ),
    )


def _node(person: Person, at: int, of: int) -> Node:
    angle = 2 * pi * at / of - pi / 2
    x, y = round(CENTRE[0] + RADIUS * cos(angle), 1), round(CENTRE[1] + RADIUS * sin(angle), 1)
    name_y = y - ABOVE if y < CENTRE[1] - FACE else y + BELOW
    return Node(person.initials, shortened(person.name.split()[0], LONGEST_NAME), x, y, round(name_y, 1))


def _line(nodes: Sequence[Node], tie: Tie) -> Line:
    one, other = (nodes[at] for at in tie.between)
    return Line(one.x, one.y, other.x, other.y, bool(tie.task))


def _words(tie: Tie | None) -> str:
    if tie is None:
        return _("Et nyt bekendtskab")
    return _("Har løst »%(title)s«", title=tie.task) if tie.task else _("Kender hinanden")
