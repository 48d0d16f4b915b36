"""The service says whether it lives, whether it is ready, and how it does."""

from datetime import timedelta

import pytest

from graph.records.soundness import LeftOut
from service.roles import Role
from service.settings import Environment
from tests.service.fakes import NOW, FakeMatcher, FakeStore, app, as_role, employee


def test_it_lives() -> None:
    assert app(matcher=FakeMatcher(ready=False)).test_client().get("/healthz").status_code == 200


def test_it_is_ready_with_an_index_and_a_graph() -> None:
    assert app().test_client().get("/readyz").status_code == 200


def test_it_is_not_ready_before_the_index_is_built() -> None:
    answer = app(matcher=FakeMatcher(ready=False)).test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json["type"].endswith("index-not-ready")


def test_it_says_since_when_the_graph_is_away() -> None:
    since = NOW - timedelta(minutes=3)

    answer = app(matcher=FakeMatcher(stale_since=since)).test_client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json["graph"] == "away"
    assert answer.json["read_at"] == since.isoformat()
    assert answer.json["age_seconds"] == 180


BAD = LeftOut("task", "t1", "its title is missing or is no such value")


def test_it_names_the_rows_that_were_left_out() -> None:
    answer = app(matcher=FakeMatcher(left_out=(BAD,))).test_client().get("/readyz")

    assert answer.json["left_out"] == 1
    assert answer.json["rows_left_out"] == [{"kind": "task", "id": "t1", "reason": BAD.reason}]


def test_it_names_no_ids_to_strangers() -> None:
    client = app(matcher=FakeMatcher(left_out=(BAD,)), environment=Environment.PRODUCTION).test_client()

    answer = client.get("/readyz", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert answer.json["left_out"] == 1
    assert answer.json["rows_left_out"] == []


def test_of_a_text_that_is_no_task_the_kind_is_counted_and_no_log_line_tells_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Lines of a request share its id, and one of them has who asked."""
    client, text = app(alone=True).test_client(), "Hvem har haft flest sygedage i år?"
    with caplog.at_level("INFO"):
        client.post("/api/v1/matches", json={"text": text}, headers=as_role(Role.TOOL))
        client.post("/api/v1/skills:link", json={"text": text}, headers=as_role(Role.TOOL))
        client.post("/api/v1/teams", json={"text": text}, headers=as_role(Role.TOOL))
        figures = client.get("/metrics").text
    assert 'tvaers_texts_refused_total{kind="about_health"} 3.0' in figures
    logged = [str(vars(record)) for record in caplog.records]
    assert any("/api/v1/matches" in each for each in logged)
    assert not [each for each in logged if "sygedage" in each or "about_health" in each]


def test_figures_tell_requests_by_endpoint_and_the_index() -> None:
    client = app(FakeStore([employee("e1"), employee("e2")]), alone=True).test_client()
    client.post("/api/v1/matches", json={"text": "x"}, headers=as_role(Role.TOOL))

    text = client.get("/metrics").text

    assert (
        'tvaers_request_seconds_count{endpoint="matches.match_task",method="POST",status="2xx"} 1.0' in text
    )
    assert "tvaers_index_employees 2.0" in text
    assert "tvaers_index_change_number 7.0" in text


def production():
    return app(environment=Environment.PRODUCTION).test_client()


def test_figures_are_open_on_this_machine() -> None:
    assert production().get("/metrics").status_code == 200


def test_figures_are_closed_to_other_machines() -> None:
    assert production().get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_figures_are_closed_to_whoever_comes_through_a_proxy_on_this_machine(header: str) -> None:
    assert production().get("/metrics", headers={header: "192.0.2.7"}).status_code == 401


def test_figures_are_open_with_a_token_from_anywhere() -> None:
    answer = production().get(
        "/metrics", headers=as_role(Role.TOOL), environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )

    assert answer.status_code == 200
