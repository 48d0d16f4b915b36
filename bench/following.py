"""What it costs each request to ask the graph whether anything changed, and for its session; on both."""

from datetime import timedelta

from bench.measuring import Figures, arguments, each_ms, percentiles, report
from graph.sessions import Session
from graph.store import GraphStore
from harness import servers
from harness.factories import NOON, employee, employee_id, fill
from harness.java import Missing

SESSION = Session(
    id="a",
    subject=employee_id("Anna"),
    roles=frozenset({"employee"}),
    created=NOON,
    seen=NOON,
    ends=NOON + timedelta(hours=1),
)
LOOKS = 1_000
FIRST = 100
"""Looks before it is measured: a server is slow at its first."""


def measure(store: GraphStore, *, looks: int = LOOKS) -> Figures:
    """Ask for the change number so often, one after the other, and then for a session."""
    fill(store, employee("Anna"))
    store.sessions.start(SESSION)
    for _ in range(FIRST):
        store.changes.latest()
        assert store.sessions.find(SESSION.id) is not None
    look = each_ms(lambda _: store.changes.latest(), range(looks))
    session = each_ms(lambda _: store.sessions.find(SESSION.id), range(looks))
    return percentiles("look", look) | percentiles("session", session)


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    for name, server in (("ArcadeDB", servers.embedded), ("Neo4j", servers.neo4j)):
        try:
            with server() as store:
                report(
                    f"A look at the change number, and at a session: {name}",
                    measure(store),
                    as_json=options.json,
                )
        except Missing as missing:
            print(f"{name}: {missing}")


if __name__ == "__main__":
    main()
