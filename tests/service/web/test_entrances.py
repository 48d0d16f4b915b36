"""Every page checks what comes in alike, before anything slow is done with it."""

import time
from typing import Any

import pytest

from matching.bounds import LONGEST_TEXT
from service.rights import ROUTES
from service.roles import Role
from tests.service.web.municipality import app
from tests.service.web.pages import FROM_HERE

TOO_LONG = "forvaltningsretsafgørelse " * (LONGEST_TEXT // 20)
NASTY: dict[str, Any] = {
    "tekst": TOO_LONG,
    "timer": "1e308",
    "livsfase": "ungdom",
    "fra": "9999-12-31",
    "til": "0001-01-01",
    "hoejst": "999999999999999999999",
    "steder": "-1",
    "bytte": "e1 " + "x" * 5_000,
    "medlem": [f"e{number}" for number in range(500)],
    "hold": [f"e{number}" for number in range(500)],
    "med": ["x" * 5_000] * 200,
    "soeg": "x" * 5_000,
    "lang": "\x00",
}
WITHOUT_TEXT = (
    "/",
    "/fordeling",
    "/fordeling.csv",
    "/hjaelp",
    "/log-ind",
    "/log-ind/retur",
    "/log-ud",
    "/log-ud/bagkanal",
    "/logget-ud",
    "/logo",
    "/opgaver",
    "/overblik",
    "/proev-som",
    "/soeg",
)
ASKED = {"tekst": "Ny cykelsti og legeplads", "hold": ["e1", "e3"]}


def entrances() -> list[Any]:
    """Every route of the pages that takes a form or an address from a lead, with its method."""
    return [
        pytest.param(rule.rule, method, id=f"{method} {rule.rule}")
        for rule in app().url_map.iter_rules()
        if not rule.rule.startswith(
            (
                "/api/",
                "/static",
                "/healthz",
                "/readyz",
                "/metrics",
                "/mine-invitationer",
                "/min-side",
                "/hoeringer",
                "/introduktioner",
            )
        )
        if "<" not in rule.rule
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if Role.LEAD in ROUTES[f"{method} {rule.rule}"].roles
    ]


def ask(rule: str, method: str, fields: dict[str, Any]) -> Any:
    client = app().test_client()
    if method == "GET":
        return client.get(rule, query_string=fields)
    return client.post(rule, data=fields, headers=FROM_HERE)


@pytest.mark.parametrize(("rule", "method"), entrances())
@pytest.mark.parametrize("name", [*NASTY, "all"])
def test_no_field_breaks_or_slows_a_page(rule: str, method: str, name: str) -> None:
    fields = NASTY if name == "all" else ASKED | {name: NASTY[name]}
    began = time.perf_counter()
    answer = ask(rule, method, fields)

    assert answer.status_code < 500
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(("rule", "method"), entrances())
@pytest.mark.parametrize("name", ["tekst", "soeg", "grund"])
def test_a_personal_number_is_refused_in_every_field_and_the_text_around_it_comes_back(
    rule: str, method: str, name: str
) -> None:
    answer = ask(rule, method, ASKED | {name: "Ny cykelsti til Østergård, 010190–1234, og legeplads"})

    assert answer.status_code == 422
    assert "1234" not in answer.text
    assert answer.text.count("Ny cykelsti til Østergård, [fjernet], og legeplads") == 1


@pytest.mark.parametrize(
    ("rule", "method"),
    [each for each in entrances() if each.values[0] not in WITHOUT_TEXT and each.values[1] == "POST"],
)
def test_a_text_that_is_too_long_is_answered_nowhere(rule: str, method: str) -> None:
    assert ask(rule, method, ASKED | {"tekst": TOO_LONG}).status_code == 422


@pytest.mark.parametrize(("rule", "method"), [each for each in entrances() if each.values[1] == "POST"])
@pytest.mark.parametrize("way", [{"headers": {"HX-Request": "true"}}, {}])
def test_a_form_that_is_too_large_is_answered_with_a_page_that_says_so(
    rule: str, method: str, way: dict[str, Any]
) -> None:
    answer = app().test_client().post(rule, data={"tekst": "x" * 600_000}, **way)

    assert answer.status_code == 413
    assert "Teksten er for lang" in answer.text


def test_a_page_about_an_error_that_fails_itself_still_tells_the_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("no page")

    monkeypatch.setattr("service.web.frame.problems.render_template", broken)
    answer = app().test_client().get("/findes-ikke")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
