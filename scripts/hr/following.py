"""Follows a system that tells when something has changed: imports anew, and only then acknowledges.

Every import reads everything, so that an event which comes twice, late or in no order does no harm, and one
that is lost is made up for by the next, or by the day.
"""

from collections.abc import Callable
from time import monotonic, sleep

from graph.errors import GraphBusy, GraphUnavailable, StaleVersion
from scripts.command_line import REFUSED, complain
from scripts.errors import explained
from service.hr.os2mo.client import Os2moUnavailable
from service.hr.os2mo.events import Events

PAUSE_SECONDS = 60.0
"""Between two looks: events that belong together come within it, and the system is read once. By eye."""
AT_LEAST_EVERY = 24 * 3600.0
"""Seconds after which everything is read without an event, should one have been lost. By eye."""
PASSING = (Os2moUnavailable, GraphUnavailable, GraphBusy, StaleVersion)
"""What the next try may well get past."""


def follow(
    run: Callable[[], int],
    events: Events,
    *,
    wait: Callable[[float], None] = sleep,
    now: Callable[[], float] = monotonic,
) -> int:
    """Import (`run`) at once and whenever something happens, until an import is refused; returns its code.

    What was fetched is acknowledged once the import has ended well. Who is stopped between the two gets the
    event again, imports once more, and then finds nothing left to write.
    """
    tokens: list[str] = []
    due = now()
    while True:
        try:
            tokens += events.fetch()
            if tokens or now() >= due:
                due = now()
                if (code := run()) == REFUSED:
                    return code
                due = now() + AT_LEAST_EVERY
                while tokens:
                    events.acknowledge(tokens[-1:])
                    tokens.pop()
        except PASSING as error:
            complain(explained(error) or "")
        wait(PAUSE_SECONDS)
