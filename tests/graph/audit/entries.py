"""Lines for tests of the record."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from graph.audit.chain import Entry, Kind, Line, Part, beginning, sealed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHAIN = "20261123T120000-00000001"


def entry(
    *suggested: str, actor: str = "lead", kind: Kind = Kind.ANSWER, days: int = 0, **said: object
) -> Entry:
    """That somebody was told of these."""
    people = ((actor, Part.ACTOR), *((id, Part.SUGGESTED) for id in suggested))
    return Entry(kind=kind, at=NOON + timedelta(days=days), people=people, said=said)


def chain_of(*entries: Entry, chain: str = CHAIN) -> list[Line]:
    """The entries as the lines of one chain."""
    lines: list[Line] = []
    end = beginning(chain)
    for each in entries:
        lines.append(sealed(each, chain=chain, after=end))
        end = lines[-1].end
    return lines


def answers(count: int, *, chain: str = CHAIN) -> Sequence[Line]:
    """So many answers, a day each."""
    return chain_of(*(entry("anna", "bo", days=day, change=day) for day in range(count)), chain=chain)
