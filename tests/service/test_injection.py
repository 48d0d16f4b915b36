"""Nothing that somebody writes becomes a part of a statement: every field, path and parameter, each server.

The calls are those of `generated_calls`, each with Cypher in one of its places. All that reaches the graph of
it is a parameter, what was there stays, and what only reads or is refused leaves the graph as it was.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from random import Random
from typing import Any
from urllib.parse import quote

import neo4j
import pytest

from graph.store import GraphStore
from service.rights import ROUTES
from service.roles import Role
from tests.service.generated_calls import Call, calls
from tests.service.standing import asking, service_on
from tests.service.twins import as_new, drawn, lay

CALLS = 100
MARK = "Pwned"
PAYLOADS = (
    f"'}}) DETACH DELETE n CREATE (:{MARK}) //",
    f"') OR true SET n.{MARK} = true //",
    f'"}}) WITH n MATCH (m) DETACH DELETE m CREATE (:{MARK}) //',
    f"`) DETACH DELETE n MERGE (:{MARK}) //",
    f"\\' RETURN n UNION MATCH (n) SET n.{MARK} = 1 RETURN n //",
    f"å\u02bc}}) CREATE (:{MARK}) //",
    f"{{label}} $id {{{{0}}}} {MARK} */ DELETE n /*",
)
FREE = {"text", "tekst", "title", "description", "did", "reason", "message", "soeg", "kompetence"}
"""Where any text is taken; elsewhere most calls are refused before they come to the graph."""
STATE = """
MATCH (n)
OPTIONAL MATCH (n)-[r]->(m)
RETURN labels(n)[0] AS label, n.id AS id, type(r) AS type, m.id AS to
"""
COUNTED = {"RecordLine", "RecordChain", "RecordedPerson", "ChangeCounter", "Inquiry"}
"""What grows when somebody asks."""


def hostile(call: Call, payload: str, chance: Random) -> Call:
    """The call with the payload in one of its places."""
    places: list[Any] = [
        ("path", at) for at, part in enumerate(call.path.split("/")) if part not in call.route
    ]
    for name in ("query", "json", "form"):
        for at in strings(getattr(call, name) or {}):
            places += [(name, at)] * (6 if at[-1] in FREE else 1)
    if call.route == "POST /api/v1/tasks" and call.json:
        places += [("json", ("description",))] * 6
    if not places:
        return replace(call, query=call.query | {"text": payload})
    name, at = chance.choice(places)
    if name == "path":
        parts = call.path.split("/")
        parts[at] += quote(payload, safe="")
        return replace(call, path="/".join(parts))
    return replace(call, **{name: written(getattr(call, name), at, payload)})


def strings(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where texts stand in JSON."""
    if isinstance(value, str):
        yield at
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from strings(each, (*at, key))


def written(value: Any, at: tuple[Any, ...], payload: str) -> Any:
    """The same JSON with a text in one place replaced."""
    if not at:
        return payload
    key, *rest = at
    if isinstance(value, dict):
        return value | {key: written(value.get(key), tuple(rest), payload)}
    return [written(each, tuple(rest), payload) if index == key else each for index, each in enumerate(value)]


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that reaches a server."""
    seen: list[str] = []
    for kind in (neo4j.Transaction, neo4j.ManagedTransaction):

        def run(self: Any, query: Any, *given: Any, kept: Any = kind.run, **named: Any) -> Any:
            seen.append(str(query))
            return kept(self, query, *given, **named)

        monkeypatch.setattr(kind, "run", run)
    return seen


def state(graph: GraphStore) -> Counter[tuple[Any, ...]]:
    """Every node with its links, but for what grows when somebody asks."""
    rows = graph.database.read(lambda transaction: transaction.rows(STATE))
    return Counter(tuple(row.values()) for row in rows if row["label"] not in COUNTED)


def properties(graph: GraphStore) -> set[str]:
    rows = graph.database.read(
        lambda transaction: transaction.rows("MATCH (n) UNWIND keys(n) AS key RETURN DISTINCT key AS key")
    )
    return {row["key"] for row in rows}


@pytest.mark.parametrize("role", [Role.LEAD, Role.TOOL])
def test_cypher_in_any_place_stays_a_text(
    each_graph: GraphStore, statements: list[str], role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.invitations.as_new", as_new)
    world, chance = drawn(23, role), Random(7)
    lay(world, each_graph, role)
    client = asking(service_on(each_graph), role)
    before, known = state(each_graph), properties(each_graph)
    answered: Counter[bool] = Counter()
    allowed = (
        each for each in calls(world, role, count=10 * CALLS, seed=23) if role in ROUTES[each.route].roles
    )
    for call in islice(allowed, CALLS):
        earlier, sent = state(each_graph), hostile(call, chance.choice(PAYLOADS), chance)
        said = sent.made_by(client)
        assert said.status_code < 500, sent
        if said.status_code >= 400 or call.method == "GET":
            assert state(each_graph) == earlier, sent
        answered[said.status_code < 400] += 1

    after = state(each_graph)
    assert {row[:2] for row in before} <= {row[:2] for row in after}
    assert MARK not in {row[0] for row in after}
    assert MARK not in properties(each_graph) - known
    assert not [each for each in statements if MARK in each]
    assert len(statements) > CALLS
    assert min(answered[True], answered[False]) > CALLS / 8
