"""The OpenAPI document is valid, complete, current, and the documentation page needs nothing else."""

import json
import re
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from service.api.frame.openapi import document
from service.errors import PROBLEM_TYPE
from service.roles import Role
from tests.service.contract import client, operations, spec_of
from tests.service.fakes import app

WITH_COLONS = re.compile(r"{(skill|kind)_id}:")
SHIPPED = Path(__file__).parents[4] / "docs" / "openapi.json"


def test_the_document_is_valid_openapi_3_1() -> None:
    OpenAPIV31SpecValidator(spec_of(app())).validate()

    assert spec_of(app())["openapi"].startswith("3.1")


def test_the_shipped_document_is_current() -> None:
    assert json.loads(SHIPPED.read_text(encoding="utf-8")) == document(), "run: make openapi"


def test_the_served_document_is_the_shipped_one() -> None:
    assert app().test_client().get("/api/v1/openapi.json").json == document()


def test_every_operation_has_an_ascii_id_of_its_own() -> None:
    ids = [operation["operationId"] for _, _, operation in operations()]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", each) for each in ids)


def test_every_operation_says_who_may_call_it() -> None:
    for _, _, operation in operations():
        assert operation["x-roles"]
        assert operation["security"] == [{"bearer": []}]


def test_every_operation_has_one_success_and_documented_problems() -> None:
    for path, method, operation in operations():
        statuses = set(operation["responses"])
        assert len([status for status in statuses if status.startswith("2")]) == 1, (path, method)
        assert {"401", "403", "503", "default"} <= statuses, (path, method)


def test_bodies_that_come_in_refuse_unknown_fields() -> None:
    spec = spec_of(app())
    for _, _, operation in operations():
        if "requestBody" in operation:
            reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            assert (
                spec["components"]["schemas"][reference.rsplit("/", 1)[-1]]["additionalProperties"] is False
            )


def test_no_route_of_the_api_is_left_out() -> None:
    routes = app()
    documented = {re.sub(r"{\w+}", "{}", path) for path, _, _ in operations()}
    registered = {
        re.sub(r"<[^>]+>", "{}", rule.rule)
        for rule in routes.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and not rule.rule.startswith(("/api/v1/docs", "/api/v1/openapi"))
    }

    assert registered == documented


@pytest.fixture(scope="module")
def page() -> str:
    return app().test_client().get("/api/v1/docs").text


def test_the_page_shows_every_operation_and_schema(page: str) -> None:
    for _, _, operation in operations():
        assert f'id="{operation["operationId"]}"' in page
    for name in spec_of(app())["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


def test_the_page_asks_nothing_of_other_sites_and_runs_no_scripts(page: str) -> None:
    assert "<script" not in page
    assert "<style" not in page
    assert not re.search(r"(src|href)=\"(https?:)?//", page)
    assert not re.search(r" on\w+=| style=", page)


def test_links_on_the_page_lead_somewhere(page: str) -> None:
    anchors = set(re.findall(r'href="#([^"]+)"', page))

    assert anchors <= set(re.findall(r'id="([^"]+)"', page))


def test_the_style_sheet_is_served() -> None:
    with app().test_client().get("/api/v1/docs/static/documentation.css") as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_an_address_takes_the_documented_methods_and_says_which(method: str) -> None:
    asking = client(app(), Role.LEAD)
    for path in spec_of(app())["paths"]:
        # An id with colons may end as a verb does: `{skill_id}:confirm` is a `{skill_id}` too.
        alike = {path, path.rpartition(":")[0]} if WITH_COLONS.search(path) else {path}
        documented = {each.upper() for found, each, _ in operations() if found in alike}
        if method not in documented:
            answer = asking.open(re.sub(r"{\w+}", "a", path), method=method)
            assert (answer.status_code, answer.mimetype) == (405, PROBLEM_TYPE), path
            assert set(answer.headers["Allow"].split(", ")) - {"HEAD"} == documented, path
