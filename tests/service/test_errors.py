"""Every error is a problem that says what to do and nothing of the insides."""

import logging
from pathlib import Path

import pytest

from graph.errors import AlreadyExists, GraphError, GraphUnavailable, UnknownReference
from matching.bounds import Fault, OutOfBounds
from matching.invitation import CapReached, MoveRefused
from service.errors import PROBLEM_TYPE, FieldsRefused, kinds
from service.roles import Role
from tests.service.fakes import FakeMatcher, app, as_role

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"


def answer_to(error: Exception):
    routes = app(alone=True)

    def fail() -> str:
        raise error

    routes.view_functions["health.healthz"] = fail
    return routes.test_client().get("/healthz")


def test_an_unexpected_error_tells_nothing_and_is_logged_without_its_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "tvaers.errors"):
        answer = answer_to(RuntimeError("Navn Navnesen i række 7"))

    assert answer.status_code == 500
    assert answer.mimetype == PROBLEM_TYPE
    assert "Navnesen" not in answer.text
    assert answer.json["type"] == "urn:tvaers:problem:unexpected"
    assert [record.getMessage() for record in caplog.records] == ["unexpected"]


def test_a_graph_error_without_a_kind_of_its_own_is_unexpected() -> None:
    assert answer_to(GraphError("bolt://secret:7687 refused")).status_code == 500
    assert "secret" not in answer_to(GraphError("bolt://secret:7687 refused")).text


def test_an_unreachable_graph_says_when_to_come_back() -> None:
    answer = answer_to(GraphUnavailable("away"))

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0


def test_an_exception_carries_what_is_told_of_it() -> None:
    refused = answer_to(MoveRefused("the task is closed"))
    assert (refused.status_code, refused.json["detail"]) == (409, "the task is closed.")
    assert "detail" not in answer_to(CapReached("e1")).json

    out_of_bounds = answer_to(OutOfBounds([Fault(("requirements", 0, "weight"), "Must be more.")]))
    bad = {"pointer": "#/requirements/0/weight", "detail": "Must be more."}
    assert (out_of_bounds.status_code, out_of_bounds.json["errors"]) == (422, [bad])

    parameters = answer_to(FieldsRefused([("page", "Must be given only once.")])).json["errors"]
    assert parameters == [{"parameter": "page", "detail": "Must be given only once."}]


def test_words_of_an_error_that_nobody_foresaw_are_not_told() -> None:
    error = RuntimeError("unforeseen")
    error.detail, error.fields = "Navn Navnesen", [(("name",), "Navn Navnesen")]  # type: ignore[attr-defined]
    assert "Navnesen" not in answer_to(error).text


def test_what_exists_already_is_a_conflict() -> None:
    assert answer_to(AlreadyExists("task", "t1")).status_code == 409


def test_unknown_references_outside_a_body_are_told_without_pointers() -> None:
    answer = answer_to(UnknownReference("skill", ["x"]))

    assert answer.status_code == 422
    assert answer.json["detail"] == "Unknown skill."


def test_an_unknown_path_is_a_problem() -> None:
    answer = app().test_client().get("/no/such/path")

    assert answer.status_code == 404
    assert answer.mimetype == PROBLEM_TYPE


def test_a_wrong_method_names_the_right_ones() -> None:
    answer = app().test_client().delete("/api/v1/skills", headers=as_role(Role.TOOL))

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_the_instance_is_the_requests_id() -> None:
    answer = app().test_client().get("/no/such/path")

    assert answer.json["instance"] == f"urn:uuid:{answer.headers['X-Request-ID']}"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/employees/010190-1234",
        "/api/v1/employees?text=0101901234",
        "/x?010190%201234=1",
        "/010190-1234",
    ],
)
def test_a_personal_number_in_an_address_is_refused_and_not_repeated(path: str) -> None:
    answer = app().test_client().get(path, headers=as_role(Role.TOOL))

    assert answer.status_code == 422
    assert answer.json["type"] == "urn:tvaers:problem:personal-number"
    assert "1234" not in answer.text
    assert "010190" not in answer.text


def test_a_personal_number_in_a_form_is_refused() -> None:
    answer = app().test_client().post("/search", data={"text": "borger 010190-1234"})

    assert answer.json["errors"][0]["parameter"] == "text"


def test_before_the_index_is_built_questions_have_to_wait() -> None:
    routes = app(matcher=FakeMatcher(ready=False))

    answer = routes.test_client().post("/api/v1/matches", json={"text": "x"}, headers=as_role(Role.TOOL))

    assert answer.status_code == 503
    assert answer.json["type"] == "urn:tvaers:problem:index-not-ready"


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.slug)
def test_each_kind_of_problem_is_documented(kind) -> None:
    assert f"| {kind.status} | `{kind.slug}` |" in DOCUMENT.read_text(encoding="utf-8")
