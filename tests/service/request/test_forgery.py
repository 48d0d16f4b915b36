"""No other site can make a browser change anything here with a person's cookies."""

import pytest
from flask.testing import FlaskClient

from service.request.forgery import FIELD
from service.roles import Role
from service.web.frame.registration import register_web
from tests.service.fakes import app, as_role

FORM = {"rolle": "hr"}
HERE = "http://127.0.0.1:8000"


def browser() -> FlaskClient:
    return app(pages=(register_web,)).test_client()


def send(client: FlaskClient, headers: dict[str, str], **form: str) -> int:
    return client.post("/proev-som", data=FORM | form, headers=headers, base_url=HERE).status_code


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_the_browser_says_is_from_here_passes(site: str) -> None:
    assert send(browser(), {"Sec-Fetch-Site": site}) == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "anything"])
def test_what_the_browser_says_is_from_elsewhere_is_refused_whatever_else_it_says(site: str) -> None:
    assert send(browser(), {"Sec-Fetch-Site": site, "Origin": HERE}) == 403


def test_an_older_browser_says_the_origin() -> None:
    assert send(browser(), {"Origin": HERE}) == 303


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "http://127.0.0.1:8001", "https://127.0.0.1:8000", f"{HERE}.x"],
)
def test_another_origin_is_refused(origin: str) -> None:
    assert send(browser(), {"Origin": origin}) == 403


def test_the_oldest_browsers_send_the_token_of_their_session() -> None:
    client = browser()
    client.get("/", base_url=HERE)
    with client.session_transaction(base_url=HERE) as session:
        token = session[FIELD]

    assert send(client, {}, **{FIELD: "another"}) == 403
    assert send(client, {}, **{FIELD: token}) == 303


def test_without_any_of_it_nothing_passes() -> None:
    assert send(browser(), {}) == 403
    assert send(browser(), {}, **{FIELD: ""}) == 403


def test_a_tool_proves_itself_by_its_token() -> None:
    answer = app().test_client().post("/api/v1/matches", json={"text": "x"}, headers=as_role(Role.TOOL))

    assert answer.status_code == 200


def test_reading_needs_no_proof() -> None:
    assert browser().get("/", headers={"Sec-Fetch-Site": "cross-site"}, base_url=HERE).status_code == 200


def test_every_form_that_is_posted_has_the_token() -> None:
    from service.web.frame.assets import TEMPLATES

    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert text.count('method="post"') == text.count("form_receipt()"), template.name
