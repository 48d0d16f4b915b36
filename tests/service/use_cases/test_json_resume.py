"""A CV for other programs, held to the schema of JSON Resume 1.0.0 (its licence lies beside it)."""

import json
from pathlib import Path

import jsonschema

from graph.store import GraphStore
from harness.factories import NOON, employee, fill, task
from service.matcher import Matcher
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.exporting import OwnExport
from service.use_cases.json_resume import json_resume

SCHEMA = json.loads((Path(__file__).parent / "json_resume" / "schema.json").read_text(encoding="utf-8"))


def test_what_somebody_can_and_has_done_is_valid_and_says_so_in_words(graph: GraphStore) -> None:
    fill(
        graph,
        employee("Anna", skills={"Jura": 4}, wants_to_learn=["GIS"]),
        task("Cykelsti", members=["Anna"]),
        employee("Ny"),
    )
    matcher = Matcher(graph, now=lambda: NOON)
    matcher.refresh()
    for id in ("emp-anna", "emp-ny"):
        identity = Identity(subject=id, roles=frozenset({Role.EMPLOYEE}))
        own = OwnExport(identity=identity, store=graph, index=matcher.index, at=NOON)
        written = json.loads(json.dumps(json_resume(own.everything())))
        jsonschema.validate(written, SCHEMA, format_checker=jsonschema.FormatChecker())
        if id == "emp-anna":
            assert written["basics"] == {"name": "Anna", "label": "Socialrådgiver"}
            assert written["skills"][0]["name"] == "Jura"
            assert written["projects"] == [{"name": "Cykelsti", "roles": ["deltager"]}]
            assert written["interests"] == [{"name": "Gis"}]
