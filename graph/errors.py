"""What can go wrong in the graph, in the words of the domain; nothing of the driver leaks out."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class GraphError(Exception):
    """Something about the graph failed; the base of every error that this package raises.

    `code` is the server's or the driver's own name for it (`Neo.ClientError.Security.Unauthorized`,
    `ServiceUnavailable`), empty where it wasn't theirs.
    """

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class NotFound(GraphError):
    """There is no such node, or it is retired."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"no {kind} with id {id!r}")
        self.kind = kind
        self.id = id


class AlreadyExists(GraphError):
    """A node with this id is already there."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"a {kind} with id {id!r} already exists")
        self.kind = kind
        self.id = id


class StaleVersion(GraphError):
    """The node changed after the version was read that a change is based on."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"{kind} {id!r} has changed since it was read")
        self.kind = kind
        self.id = id


class TaskClosed(GraphError):
    """The task is closed: it is history, which ranks people, and stays as it was written."""

    def __init__(self, id: str) -> None:
        super().__init__(f"task {id!r} is closed")
        self.id = id


class UnknownReference(GraphError):
    """Something refers to nodes that are not there (or retired); nothing was written.

    `detail` is what may be told of it to whoever tried.
    """

    def __init__(self, kind: str, ids: Iterable[str]) -> None:
        self.kind = kind
        self.detail = f"Unknown {kind}."
        self.ids = tuple(sorted(ids))
        shown = ", ".join(repr(id) for id in self.ids[:5])
        more = f" and {len(self.ids) - 5} more" if len(self.ids) > 5 else ""
        super().__init__(f"unknown {kind}: {shown}{more}")


class Unreadable(GraphError):
    """A node is there, but is not what such a thing is: a value is missing or of another kind.

    `reason` says which, without the value.
    """

    def __init__(self, kind: str, id: str, reason: str) -> None:
        super().__init__(f"{kind} {id!r} is not as it should be: {reason}")
        self.kind = kind
        self.id = id
        self.reason = reason


class NoGraph(GraphError):
    """There is no graph in a folder, or none in what should be a backup of one."""

    def __init__(self, place: Path) -> None:
        super().__init__(f"there is no graph in {place}")
        self.place = place


class InUse(GraphError):
    """Somebody has a graph open that can only be replaced when nobody has."""

    def __init__(self, place: Path) -> None:
        super().__init__(f"the graph in {place} is in use")


class TooLarge(GraphError):
    """A change needs more memory in one transaction than the server has; nothing was written."""


class GraphUnavailable(GraphError):
    """The server can't be reached, refuses the password or gave up; trying again later may help."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A process that writes to the graph: its number, what it is called, and whether it was suspended."""

    process: int
    name: str
    suspended: bool


class GraphBusy(GraphUnavailable):
    """Others are writing and went on longer than anybody should wait; nothing was written.

    `writer` is who, None where that isn't known.
    """

    def __init__(self, writer: Writer | None = None) -> None:
        who = f"process {writer.process} ({writer.name})" if writer else "somebody else"
        how = ", which is suspended," if writer and writer.suspended else ""
        super().__init__(f"{who}{how} has been writing to the graph for too long")
        self.writer = writer
