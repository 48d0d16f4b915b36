"""What it costs each request to ask the graph whether anything changed, on both graph servers."""

from bench.measuring import Figures, arguments, each_ms, percentiles, report
from graph.store import GraphStore
from harness import servers
from harness.java import Missing

LOOKS = 1_000
FIRST = 100
"""Looks before it is measured: a server is slow at its first."""


def measure(store: GraphStore) -> Figures:
    """Ask for the change number so often, one after the other."""
    for _ in range(FIRST):
        store.changes.latest()
    return percentiles("look", each_ms(lambda _: store.changes.latest(), range(LOOKS)))


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    for name, server in (("ArcadeDB", servers.embedded), ("Neo4j", servers.neo4j)):
        try:
            with server() as store:
                report(f"A look at the change number: {name}", measure(store), as_json=options.json)
        except Missing as missing:
            print(f"{name}: {missing}")


if __name__ == "__main__":
    main()
