"""Suggestions turned off and on, altogether or of a workplace: written down first, then done."""

from typing import TYPE_CHECKING

from graph.audit.chain import Kind
from graph.errors import NotFound
from matching.index.index import Index
from service.use_cases.recording import Recording

if TYPE_CHECKING:
    from service.gate import Gate


def turn(*, on: bool, workplace: str | None, recording: Recording, gate: "Gate", index: Index) -> None:
    """Turn suggestions on or off, of one workplace and those below it where it is named.

    Raises NotFound as hold_workplace does, NotRecorded, GraphUnavailable.
    """
    hold_workplace(workplace, on=on, gate=gate, index=index)
    recording.done(Kind.SWITCH, on=on, workplace=workplace)
    gate.turn(on=on, by=recording.identity.signature, at=recording.at, workplace=workplace)


def hold_workplace(workplace: str | None, *, on: bool, gate: "Gate", index: Index) -> None:
    """Raise NotFound for a workplace that isn't there, unless it is off and turned on again."""
    if workplace is None or workplace in index.workplaces:
        return
    if not (on and workplace in gate.workplaces_off):
        raise NotFound("workplace", workplace)
