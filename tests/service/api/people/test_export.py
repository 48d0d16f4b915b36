"""Everybody takes along what is kept of them, in three forms, and nobody what is kept of others."""

import logging
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from graph.store import GraphStore
from harness.factories import employee, fill
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on

OWN = "/api/v1/employees/employee/export"


@pytest.fixture
def app(graph: GraphStore) -> Flask:
    fill(graph, employee("Søren", skills={"Jura": 4}), employee("Bo"))
    graph.database.write(
        lambda transaction: transaction.run("MATCH (n:Employee {id: 'emp-søren'}) SET n.id = 'employee'")
    )
    return standing_on(graph)


def asked(app: Flask, path: str = OWN, role: Role = Role.EMPLOYEE, **headers: str) -> Any:
    return client(app, role).get(path, headers=headers)


def test_all_of_it_comes_as_json_in_a_file_whose_name_says_nothing_of_whose_it_is(app: Flask) -> None:
    answer = asked(app)
    assert answer.json["profile"]["name"] == "Søren"
    assert answer.headers["Content-Disposition"] == "attachment; filename=tvaers.json"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_cv_comes_as_json_resume(app: Flask) -> None:
    answer = asked(app, f"{OWN}?format=json-resume")
    assert b'"name": "Jura"' in answer.data
    assert answer.headers["Content-Disposition"] == "attachment; filename=resume.json"


@pytest.mark.parametrize(
    ("language", "title"), [("da", "Din profil"), ("en-GB,en", "Your profile"), ("fr", "Din profil")]
)
def test_a_page_comes_in_the_language_of_who_asks(app: Flask, language: str, title: str) -> None:
    answer = asked(app, f"{OWN}?format=pdf", **{"Accept-Language": language})
    text = PdfReader(BytesIO(answer.data)).pages[0].extract_text()
    assert title in text
    assert "Søren" in text
    assert answer.mimetype == "application/pdf"


def test_a_language_that_is_named_comes_before_the_browsers(app: Flask) -> None:
    answer = asked(app, f"{OWN}?format=pdf&language=da", **{"Accept-Language": "en"})
    assert "Din profil" in PdfReader(BytesIO(answer.data)).pages[0].extract_text()
    assert asked(app, f"{OWN}?language=fr").status_code == 422


def test_nobody_takes_along_what_is_kept_of_others(app: Flask) -> None:
    assert asked(app, "/api/v1/employees/emp-bo/export").status_code == 404
    for role in (Role.LEAD, Role.HR, Role.DPO):
        assert asked(app, OWN, role).status_code == 404
    assert asked(app, OWN, Role.TOOL).status_code == 403
    assert asked(app, f"{OWN}?format=xml").status_code == 422


def test_the_log_has_no_name(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    for logger in ("tvaers", "reportlab", "PIL"):
        caplog.set_level(logging.DEBUG, logger)
    asked(app, f"{OWN}?format=pdf")
    assert not [record for record in caplog.records if "Søren" in str(record.__dict__)]
