"""Whatever an operation takes that refers to something is checked, wherever it stands and whoever asks."""

from collections.abc import Iterator
from typing import Any

import pytest

from matching.bounds import LONGEST_ID
from matching.model import Skill, SkillKind, Task, Visibility
from service.roles import Role
from tests.matching.worlds import TODAY
from tests.service.contract import client, operations, spec_of
from tests.service.fakes import GDPR, TEACHER, FakeStore, app, employee

GROUP = Skill(id="urn:gruppe", label_da="Jura", kind=SkillKind.GROUP)
KNOWN = {"skill": GDPR, "workplace": "w1", "profession": TEACHER, "employee": "e1", "task": "t1"}

SCHEMAS = spec_of(app())["components"]["schemas"]
UNKNOWN = "urn:ukendt"
Schema = dict[str, Any]
Path = tuple[str, ...]
EACH = "*"


def store() -> FakeStore:
    people = [employee("e1"), employee("e2", visibility=Visibility.HIDDEN)]
    made = FakeStore(people, [Task(id="t1", title="Sti", owners=("w1",), created_on=TODAY)])
    made.skills.add(GROUP)
    return made


def resolved(schema: Schema) -> Schema:
    """The schema itself, behind a reference and beside null."""
    schema = next((each for each in schema.get("anyOf", ()) if "$ref" in each), schema)
    if "$ref" in schema:
        found: Schema = SCHEMAS[schema["$ref"].rsplit("/", 1)[-1]]
        return found
    return schema


def leaves(schema: Schema, path: Path = ()) -> Iterator[tuple[Path, Schema]]:
    schema = resolved(schema)
    if "properties" in schema:
        for name, each in schema["properties"].items():
            yield from leaves(each, (*path, name))
    elif "items" in schema:
        yield from leaves(schema["items"], (*path, EACH))
    else:
        yield path, schema


def least(schema: Schema) -> Any:
    """The least that fits a schema; a question also says something."""
    schema = resolved(schema)
    if "properties" in schema:
        needed = {*schema.get("required", ()), *({"text"} & schema["properties"].keys())}
        return {name: least(schema["properties"][name]) for name in sorted(needed)}
    if "x-refers-to" in schema:
        return KNOWN[schema["x-refers-to"]]
    if "array" in schema["type"]:
        return [least(schema["items"])] * schema.get("minItems", 0)
    if "boolean" in schema["type"]:
        return False
    return "x" if "string" in schema["type"] else schema.get("minimum", 0)


def placed(schema: Schema, path: Path, value: Any) -> Any:
    """The least that fits a schema, with a value in one place."""
    if not path:
        return value
    schema = resolved(schema)
    if path[0] == EACH:
        return [placed(schema["items"], path[1:], value)]
    return least(schema) | {path[0]: placed(schema["properties"][path[0]], path[1:], value)}


def bodies() -> Iterator[tuple[str, str, str, Schema]]:
    for path, method, operation in operations():
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            role = next(each for each in ("lead", "employee", "hr", "admin") if each in operation["x-roles"])
            yield method, path, role, schema


def body_references() -> list[Any]:
    return [
        pytest.param(method, path, role, schema, place, found["x-refers-to"], id=f"{path} {'/'.join(place)}")
        for method, path, role, schema in bodies()
        if method != "put"
        for place, found in leaves(schema)
        if "x-refers-to" in found
    ]


def query_references() -> list[Any]:
    return [
        pytest.param(path, operation["parameters"], each["name"], id=f"{path} {each['name']}")
        for path, method, operation in operations()
        for each in operation.get("parameters", ())
        if method == "get" and "x-refers-to" in each.get("schema", ())
    ]


def refused(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 422
    assert answer.json["type"] == "urn:tvaers:problem:unknown-reference"
    found: list[dict[str, str]] = answer.json["errors"]
    return found


@pytest.mark.parametrize(("method", "path", "role", "schema", "place", "thing"), body_references())
def test_a_body_refers_only_to_what_is_there(
    method: str, path: str, role: str, schema: Schema, place: Path, thing: str
) -> None:
    asking = client(app(store()), Role(role))
    pointer = "#/" + "/".join(place).replace(EACH, "0")
    unknown = [UNKNOWN, *({"skill": [GROUP.id], "employee": ["e2"]}.get(thing, []))]

    for id in unknown:
        answer = asking.open(path.format(**ids()), method=method.upper(), json=placed(schema, place, id))
        assert refused(answer) == [{"pointer": pointer, "detail": f"There is no such {thing}."}]


@pytest.mark.parametrize(("path", "parameters", "name"), query_references())
def test_an_address_refers_only_to_what_is_there(path: str, parameters: list[Schema], name: str) -> None:
    needed = {each["name"]: least(each["schema"]) for each in parameters if each.get("required")}
    answer = client(app(store())).get(path.format(**ids()), query_string=needed | {name: UNKNOWN})

    assert [error["parameter"] for error in refused(answer)] == [name]


def test_all_that_is_unknown_is_told_at_once() -> None:
    body = {
        "requirements": [{"skill": GDPR}, {"skill": UNKNOWN}],
        "unit": "w9",
        "members": ["e1", "e2"],
        "filters": {"professions": ["p9"], "languages": [GROUP.id]},
    }
    answer = client(app(store()), Role.LEAD).post("/api/v1/matches", json=body)

    assert {(each["pointer"], each["detail"]) for each in refused(answer)} == {
        ("#/requirements/1/skill", "There is no such skill."),
        ("#/unit", "There is no such workplace."),
        ("#/members/1", "There is no such employee."),
        ("#/filters/professions/0", "There is no such profession."),
        ("#/filters/languages/0", "There is no such skill."),
    }


def test_an_id_is_compared_as_it_is_read() -> None:
    answer = client(app(store())).post("/api/v1/matches", json={"text": "x", "unit": " w1 "})

    assert answer.status_code == 200


def test_everybody_may_name_themselves() -> None:
    hidden = FakeStore([employee("lead", visibility=Visibility.HIDDEN)])

    assert (
        client(app(hidden), Role.LEAD)
        .post("/api/v1/matches", json={"text": "x", "members": ["lead"]})
        .status_code
        == 200
    )
    assert (
        client(app(hidden), Role.TOOL)
        .post("/api/v1/matches", json={"text": "x", "members": ["lead"]})
        .status_code
        == 422
    )


def test_no_id_that_comes_in_is_left_undeclared() -> None:
    for method, path, _, schema in bodies():
        for place, found in leaves(schema):
            if found.get("maxLength") == LONGEST_ID:
                assert "x-refers-to" in found, (method, path, place)


def ids() -> dict[str, str]:
    return dict.fromkeys(("task_id", "employee_id", "invitation_id", "introduction_id"), "t1")
