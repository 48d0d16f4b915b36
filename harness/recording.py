"""A record in memory, for tests and benchmarks that are about something else."""

from datetime import UTC, datetime

from graph.audit.chain import Entry, Line, beginning, sealed
from graph.errors import NotFound
from service.request.identity import Identity
from service.use_cases.recording import Recording

CHAIN = "memory"


class Lines:
    """Keeps the lines of one chain."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def add(self, entry: Entry) -> str:
        """Keep an entry; returns the line's digest."""
        end = self.lines[-1].end if self.lines else beginning(CHAIN)
        self.lines.append(sealed(entry, chain=CHAIN, after=end))
        return self.lines[-1].digest

    def find(self, digest: str) -> Line:
        """A line. Raises NotFound."""
        for line in self.lines:
            if line.digest == digest:
                return line
        raise NotFound("record line", digest)

    def ship(self) -> None:
        """Nobody looks for these lines in a graph."""


def recording(identity: Identity) -> Recording:
    """What writes down what somebody is told, in memory."""
    return Recording(record=Lines(), identity=identity, at=datetime.now(UTC))
