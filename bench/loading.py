"""How fast a municipality is loaded, against bare UNWIND + MERGE of the same rows on the same server.

Bare is the least that could be written: rows made ready beforehand, no comparison with the graph, no
check of what links point at, no change numbers. The first load is into a server that was just started;
it also warms the server up. Then bare and ours alternate, each into the emptied graph, and the best of
each counts, because whatever else the machine does can only make a load slower.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.measuring import Figures, arguments, report, timed
from bench.municipality import load, made
from graph.demo import Municipality
from graph.employees import EMPLOYEE
from graph.professions import PROFESSION
from graph.records.fields import Link
from graph.records.nodes import NodeType, creation
from graph.records.writing import batches
from graph.server.database import Transaction
from graph.skills import SKILL
from graph.store import GraphStore
from graph.tasks import TASK
from graph.workplaces import WORKPLACE
from harness import servers
from harness.java import Missing

MERGE_NODES = """
UNWIND $rows AS row
MERGE (n:{label} {{id: row.id}})
SET n += row.properties
"""

MERGE_LINKS = """
UNWIND $rows AS row
MATCH (a:{source} {{id: row.source}})
MATCH (b:{target} {{id: row.target}})
MERGE (a)-[r:{type}]->(b)
SET r = row.properties
"""

BARE_BATCH = 5_000
ROUNDS = 2
Row = dict[str, Any]


def measure(employees: int, *, store: GraphStore) -> Figures:
    """Load the municipality into an empty graph, bare and by `loading.load`; rows are nodes and links."""
    of = made(employees)
    rows = bare_rows(of)
    count = sum(len(batch) for _, batch in rows)
    first = timed(lambda: load(store, of))[0]
    unchanged = timed(lambda: load(store, of))[0]
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_emptied(store, lambda: load_bare(store, rows)))
        ours.append(_emptied(store, lambda: load(store, of)))
    return {
        "rows": count,
        "first_load_s": first,
        "unchanged_load_s": unchanged,
        "load_s": min(ours),
        "load_rows_per_s": count / min(ours),
        "bare_s": min(bare),
        "bare_rows_per_s": count / min(bare),
        "load_ratio": min(bare) / min(ours),
    }


def bare_rows(municipality: Municipality) -> list[tuple[str, list[Row]]]:
    """Statements with their rows, nodes first; the links are those that loading writes."""
    kinds: list[tuple[NodeType[Any], Any]] = [
        (SKILL, municipality.skills),
        (PROFESSION, municipality.professions),
        (WORKPLACE, municipality.workplaces),
        (EMPLOYEE, municipality.employees),
        (TASK, municipality.tasks),
    ]
    nodes, links = [], []
    for node_type, values in kinds:
        made_of = [creation(node_type, value) for value in values]
        cypher = MERGE_NODES.format(label=node_type.label)
        nodes.append((cypher, [{"id": each.id, "properties": each.properties} for each in made_of]))
        for link in node_type.links:
            ends = (node_type.label, link.target)
            source, target = reversed(ends) if link.incoming else ends
            cypher = MERGE_LINKS.format(source=source, target=target, type=link.type)
            links.append(
                (
                    cypher,
                    [row for each in made_of for row in _link_rows(each.id, link, each.linked.get(link, {}))],
                )
            )
    return [*nodes, *links]


def load_bare(store: GraphStore, rows: list[tuple[str, list[Row]]]) -> None:
    """Write the rows and do nothing else."""
    for cypher, of_kind in rows:
        for batch in batches(of_kind, BARE_BATCH):
            store.database.write(partial(_run, cypher, batch))


def _run(cypher: str, rows: list[Row], transaction: Transaction) -> None:
    transaction.run(cypher, rows=rows)


def _link_rows(id: str, link: Link, targets: dict[str, Row]) -> Iterator[Row]:
    for other, properties in targets.items():
        source, target = (other, id) if link.incoming else (id, other)
        yield {"source": source, "target": target, "properties": properties}


def _emptied(store: GraphStore, work: Callable[[], object]) -> float:
    servers.empty(store)
    return timed(work)[0]


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    figures: Figures = {"employees": options.employees}
    for name, server in (("embedded", servers.embedded), ("neo4j", servers.neo4j)):
        try:
            with server() as store:
                measured = measure(options.employees, store=store)
        except Missing as missing:
            print(f"not measured: {missing}")
            continue
        figures |= {f"{name}_{key}": value for key, value in measured.items()}
    title = f"Loading, {options.employees:,} employees ({servers.EMBEDDED_NAME}, {servers.NEO4J_NAME})"
    report(title, figures, as_json=options.json)


if __name__ == "__main__":
    main()
