"""What is switched off, as this process knows it: the gate that every suggestion goes through.

A thread looks at the graph's switches every other second, apart from the index, so that a switch holds in
every process within five; what this process turns itself holds at once. While the graph is away the last
known switches hold, and nobody can turn them.
"""

from collections.abc import Iterable, Set
from datetime import datetime

from graph.store import GraphStore
from graph.switches import Switches, Turned

LOOK_SECONDS = 2.0
"""How often the switches are looked at: so that they hold within five seconds, with some for a slow graph."""


class SuggestionsOff(Exception):
    """Nobody is suggested now; plain search goes on."""

    detail = "Suggestions are switched off. Search by skill goes on: GET /holders."


class WorkplaceOff(Exception):
    """The workplace that asks takes no part."""

    detail = "Suggestions are switched off for this workplace."


class Gate:
    """Lets suggestions through or not. `matching` is the setting, which no switch overrules."""

    def __init__(self, store: GraphStore, *, matching: bool = True) -> None:
        self._store = store
        self._matching = matching
        self._switches = Switches()

    def look(self) -> None:
        """See how the switches stand now. Raises GraphUnavailable."""
        self._switches = self._store.switches.read()

    @property
    def allowed(self) -> bool:
        """Whether the setting lets anybody be suggested, whatever the switch says."""
        return self._matching

    @property
    def open(self) -> bool:
        """Whether anybody is suggested at all."""
        return self._matching and self._switches.matching

    @property
    def workplaces_off(self) -> Set[str]:
        """Workplaces that take no part, with those below them."""
        return self._switches.workplaces_off

    def last_turned(self, workplace: str | None = None) -> Turned | None:
        """Who turned the switch last, of one workplace where it is named; None where nobody has."""
        return self._switches.turned.get(workplace)

    def hold(self) -> None:
        """Raises SuggestionsOff where nobody is suggested."""
        if not self.open:
            raise SuggestionsOff

    def hold_asking(self, workplaces: Iterable[str]) -> None:
        """Raises WorkplaceOff where one of these, who ask or lie above who asks, takes no part."""
        if not self.workplaces_off.isdisjoint(workplaces):
            raise WorkplaceOff

    def turn(self, *, on: bool, by: str, at: datetime, workplace: str | None = None) -> None:
        """Turn suggestions on or off, of one workplace where it is named. Raises GraphUnavailable."""
        self._store.switches.turn(on=on, by=by, at=at, workplace=workplace)
        self.look()
