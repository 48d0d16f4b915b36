"""One table says who may do what; every route has its line, and nobody gets past it."""

import pytest
from flask import Flask

from service.api.frame.openapi import document
from service.request.identity import Identity
from service.rights import FACTS, FIELDS, ROUTES, Fact, Right, Roles, Whose
from service.roles import PERSONS, Role, Scope
from service.web.frame.registration import register_web
from tests.service.contract import operations
from tests.service.fakes import app

OPEN = {
    "GET /api/v1/docs",
    "GET /api/v1/docs/static/<path:filename>",
    "GET /api/v1/openapi.json",
    "GET /healthz",
    "GET /hjaelp",
    "GET /hjaelp/<name>",
    "GET /log-ind",
    "GET /log-ind/retur",
    "GET /logget-ud",
    "GET /afmeld/<token>",
    "POST /afmeld/<token>",
    "GET /logo",
    "GET /metrics",
    "GET /readyz",
    "GET /static/<path:filename>",
    "POST /log-ud",
    "POST /log-ud/bagkanal",
}


def whole_app() -> Flask:
    return app(pages=(register_web,))


def test_every_route_of_the_running_app_has_its_line_and_every_line_its_route() -> None:
    routes = {
        f"{method} {rule.rule}"
        for rule in whole_app().url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD"}
    }

    assert routes == set(ROUTES)


def test_only_these_routes_are_open_to_whoever_is_not_signed_in() -> None:
    assert {route for route, right in ROUTES.items() if Role.ANONYMOUS in right.roles} == OPEN


def test_a_tool_needs_a_scope_for_everything_but_what_is_open() -> None:
    unscoped = {route for route, right in ROUTES.items() if Role.TOOL in right.roles and right.scope is None}

    assert unscoped <= OPEN


def test_hr_has_no_part_in_suggesting_colleagues() -> None:
    matching = [right for right in ROUTES.values() if right.scope is Scope.MATCHING]

    assert matching
    assert all(Role.HR not in right.roles for right in (*matching, FACTS[Fact.SUGGESTED]))


def test_what_is_ones_own_is_only_ones_own() -> None:
    """Views of what concerns oneself look for the asker's own things and no others."""
    own = [right for right in ROUTES.values() if right.own == PERSONS]

    assert own
    assert all(right.roles == right.own for right in own)


@pytest.mark.parametrize(("role", "reach"), [(Role.LEAD, {Whose.OWN_WORKPLACE}), (Role.TOOL, {Whose.OWN})])
def test_a_right_reaches_what_its_roles_say(role: Role, reach: set[Whose]) -> None:
    right = Right(own=frozenset({Role.TOOL}), own_workplace=frozenset({Role.LEAD, Role.HEAD}))

    assert right.reach(frozenset({role})) == reach
    assert right.reach(frozenset({Role.HR})) == set()


def test_somebody_with_several_roles_may_do_what_any_of_them_may() -> None:
    right = Right(everybody=frozenset({Role.HR}), own=frozenset({Role.LEAD}))

    assert right.reach(frozenset({Role.LEAD, Role.HR})) == {Whose.EVERYBODY, Whose.OWN}


def test_a_tool_reaches_the_families_of_its_scopes_alone() -> None:
    planner = Identity(subject="p", roles=frozenset({Role.TOOL}), scopes=frozenset({Scope.READ_TASKS}))

    assert planner.may(ROUTES["GET /api/v1/tasks"])
    assert planner.may(ROUTES["GET /healthz"])
    assert not planner.may(ROUTES["POST /api/v1/tasks"])
    assert not planner.may(ROUTES["POST /api/v1/matches"])


def answered_by(schema: str, found: set[str] | None = None) -> set[str]:
    """The names of all fields of a schema, down to the last."""
    schemas = document()["components"]["schemas"]
    found = set() if found is None else found

    def walk(part: object) -> None:
        match part:
            case {"$ref": str(reference)}:
                walk(schemas[reference.rsplit("/", 1)[-1]])
            case dict():
                for name, each in part.get("properties", {}).items():
                    found.add(name)
                    walk(each)
                for key in ("items", "anyOf", "allOf"):
                    walk(part.get(key))
            case list():
                for each in part:
                    walk(each)

    walk(schemas[schema])
    return found


def told(operation: dict[str, object]) -> set[Fact]:
    """What the answer of an operation can tell, by its fields."""
    answers = operation["responses"]
    assert isinstance(answers, dict)
    success = next(answer for status, answer in answers.items() if status.startswith("2"))
    reference = success["content"]["application/json"]["schema"]["$ref"]
    return {FIELDS[name] for name in answered_by(reference.rsplit("/", 1)[-1]) if name in FIELDS}


def test_a_field_is_answered_only_to_those_who_learn_what_it_tells() -> None:
    learn: dict[Fact, Roles] = {fact: right.roles for fact, right in FACTS.items()}
    wrong = {
        (path, fact)
        for path, _, operation in operations()
        for fact in told(operation)
        if not set(operation["x-roles"]) <= learn[fact]
    }

    assert wrong == set()
    assert {fact for _, _, operation in operations() for fact in told(operation)} >= {
        Fact.PARTICIPANTS,
        Fact.SUGGESTED,
        Fact.NO,
        Fact.ACQUAINTANCES,
        Fact.DECLARED,
        Fact.EXPOSURE,
    }


def test_nobody_learns_an_address() -> None:
    assert FACTS[Fact.ADDRESS].roles == set()
