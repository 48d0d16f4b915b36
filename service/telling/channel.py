"""A way to tell people, and the three ways in which it fails."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from graph.notices import Notice
from service.telling.facts import Fact


class NotTaken(Exception):
    """The receiver did not take it, for certain: it can be tried again."""


class Away(NotTaken):
    """Nobody answered at all: what else there is for this receiver need not be tried now."""


class Refused(Exception):
    """The receiver does not take it and won't: trying again would not help."""


class Uncertain(Exception):
    """It was handed over and nobody said what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Notices that are sent together, to an address in a language; without an address to nobody."""

    notices: tuple[Notice, ...]
    address: str = ""
    language: str = ""


class Channel(Protocol):
    """A way to tell people; its `name` is that under which the graph keeps how far each notice is."""

    @property
    def name(self) -> str:
        """Letters, digits and `_`."""

    def parcels(self, notices: Iterable[Notice], *, now: datetime) -> Iterator[Parcel]:
        """What to send now of what waits; the rest waits on."""

    def send(self, parcel: Parcel, facts: Sequence[Fact], *, now: datetime) -> None:
        """Send it. Raises NotTaken, Away, Refused, Uncertain."""
