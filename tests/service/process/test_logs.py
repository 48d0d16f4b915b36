"""Log lines tell what happened by ids, and nothing that anybody wrote."""

import json
import logging
import sys

from service.process.logs import JsonLines, configure_logging
from service.roles import Role
from tests.service.fakes import FakeStore, app, as_role, employee


def lines_of(caplog) -> list[dict[str, object]]:
    return [
        json.loads(JsonLines().format(record))
        for record in caplog.records
        if record.name == "tvaers.requests"
    ]


def test_a_request_is_logged_with_its_route_and_who_asked(caplog) -> None:
    with caplog.at_level(logging.INFO, "tvaers.requests"):
        answer = (
            app(FakeStore([employee("e1")]))
            .test_client()
            .get("/api/v1/employees/e1", headers=as_role(Role.TOOL))
        )

    (line,) = lines_of(caplog)
    assert line["route"] == "/api/v1/employees/<employee_id>"
    assert line["subject"] == "tool"
    assert line["status"] == 200
    assert answer.headers["X-Request-ID"]


def test_what_was_asked_is_not_logged(caplog) -> None:
    client = app(FakeStore([employee("e1", name="Ida Ibsen")])).test_client()
    with caplog.at_level(logging.DEBUG):
        client.post("/api/v1/matches", json={"text": "hemmelig sag"}, headers=as_role(Role.TOOL))
        client.get("/api/v1/employees?text=Ibsen", headers=as_role(Role.TOOL))

    logged = " ".join(JsonLines().format(record) for record in caplog.records)
    assert "hemmelig" not in logged
    assert "Ibsen" not in logged


def test_health_checks_are_not_logged(caplog) -> None:
    with caplog.at_level(logging.INFO, "tvaers.requests"):
        app().test_client().get("/healthz")

    assert lines_of(caplog) == []


def test_an_exception_is_logged_by_type_and_place_and_not_by_its_message() -> None:
    try:
        raise ValueError("Ida Ibsen")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())

    line = json.loads(JsonLines().format(record))

    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["at"][0]
    assert "Ibsen" not in str(line)


def test_a_personal_number_never_reaches_a_log_line() -> None:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "row %s", ("010190-1234",), None)

    assert "1234" not in JsonLines().format(record)


def test_no_library_writes_down_what_people_search_for(caplog) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        configure_logging("DEBUG")
        root.addHandler(caplog.handler)
        for name in ("neo4j", "neo4j.io", "neo4j.pool", "babel", "urllib3.connectionpool"):
            logging.getLogger(name).debug("C: RUN {'text': 'hemmelig sag'}")
            logging.getLogger(name).info("hemmelig sag")
    finally:
        root.handlers[:], root.level = before, level

    assert "hemmelig" not in caplog.text
