"""Every route says who may call it, and nobody gets in without a token or on another machine."""

from datetime import date

import pytest
from flask import Flask, Response

from matching.model import Visibility
from service.api_tokens import ApiToken
from service.request.identity import Identity, current_identity
from service.rights import HR, LEADS, Right
from service.roles import PERSONS, Role
from service.settings import Environment
from service.sign_in.trying import DevelopmentIdentity, IdentityRefused
from service.web.frame.registration import register_web
from tests.service.fakes import app, as_role, settings


def telling(routes: Flask) -> Flask:
    """An app that says with each answer who asked."""

    @routes.after_request
    def tell(response: Response) -> Response:
        who = current_identity()
        response.headers["X-Asker"] = f"{who.subject}: {' '.join(sorted(who.roles))}"
        return response

    return routes


def test_a_route_without_a_line_in_the_table_of_rights_is_closed_to_everybody() -> None:
    routes = app(alone=True)
    routes.add_url_rule("/forgotten", view_func=lambda: "secret")

    for role in PERSONS | {Role.TOOL}:
        assert routes.test_client().get("/forgotten", headers=as_role(role)).status_code == 403
    assert routes.test_client().get("/forgotten").status_code == 403


def test_without_a_token_the_api_asks_for_one() -> None:
    answer = app().test_client().get("/api/v1/skills")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Basic dG9vbDp0b29s", "Bearer åæø", ""])
def test_a_token_that_nobody_has_is_refused_even_where_everybody_may_go(header: str) -> None:
    answer = app().test_client().get("/healthz", headers={"Authorization": header})

    assert answer.status_code == 401


def test_the_scheme_is_read_in_any_case() -> None:
    token = as_role(Role.TOOL)["Authorization"].removeprefix("Bearer ")

    answer = app().test_client().get("/api/v1/skills", headers={"Authorization": f"bearer {token}"})

    assert answer.status_code == 200


def test_a_role_that_a_route_does_not_name_is_refused() -> None:
    answer = app().test_client().post("/api/v1/matches", json={"text": "x"}, headers=as_role(Role.HR))

    assert answer.status_code == 403


def test_the_development_identity_never_opens_the_api() -> None:
    assert app(api_tokens=()).test_client().get("/api/v1/employees").status_code == 401


def test_the_development_identity_is_a_lead_on_the_pages() -> None:
    answer = telling(app(alone=True)).test_client().get("/healthz")

    assert answer.headers["X-Asker"] == "development: lead"


def test_in_production_nobody_is_let_in_without_a_login() -> None:
    routes = app(alone=True, environment=Environment.PRODUCTION, pages=(register_web,))

    assert telling(routes).test_client().get("/healthz").headers["X-Asker"] == "anonymous: anonymous"
    assert routes.test_client().get("/").status_code == 401


@pytest.mark.parametrize(
    "values", [{"environment": Environment.PRODUCTION}, {"host": "192.0.2.7"}, {"host": "tvaers.example"}]
)
def test_the_development_identity_refuses_production_and_other_than_loopback(values: dict[str, str]) -> None:
    with pytest.raises(IdentityRefused):
        DevelopmentIdentity(settings(**values))


def test_the_service_does_not_start_in_development_on_an_open_address() -> None:
    with pytest.raises(IdentityRefused):
        app(host="192.0.2.7")


def test_in_development_another_sites_name_does_not_lead_here() -> None:
    assert app().test_client().get("/healthz", base_url="http://evil.example").status_code == 400
    assert app().test_client().get("/healthz", base_url="http://127.0.0.1:8000").status_code == 200
    assert app().test_client().get("/healthz", base_url="http://[::1]:8000").status_code == 200


@pytest.mark.parametrize(
    ("role", "audience"),
    [
        (Role.LEAD, Visibility.LEADS),
        (Role.HR, Visibility.LEADS),
        (Role.TOOL, Visibility.EVERYONE),
        (Role.EMPLOYEE, Visibility.EVERYONE),
        (Role.ANONYMOUS, Visibility.EVERYONE),
    ],
)
def test_only_leads_and_hr_see_those_who_show_themselves_to_leads(role: Role, audience: Visibility) -> None:
    assert Identity(subject="x", roles=frozenset({role})).audience is audience


def test_somebody_with_several_roles_may_do_what_any_of_them_may() -> None:
    both = Identity(subject="anna", roles=frozenset({Role.EMPLOYEE, Role.LEAD}))

    assert both.is_person
    assert both.may(Right(everybody=LEADS))
    assert not both.may(Right(everybody=HR))
    assert both.audience is Visibility.LEADS


@pytest.mark.parametrize("roles", [[], [Role.TOOL, Role.LEAD], [Role.ANONYMOUS, Role.EMPLOYEE]])
def test_a_tool_and_a_stranger_are_nothing_else_besides(roles: list[Role]) -> None:
    with pytest.raises(ValueError, match="Somebody is a person"):
        Identity(subject="x", roles=frozenset(roles))


def test_two_tools_are_told_apart() -> None:
    tokens = tuple(
        ApiToken.of(f"{name}-token-of-enough-length", name=name, role=Role.TOOL, until=date.max)
        for name in ("a", "b")
    )
    routes = telling(app(alone=True, api_tokens=tokens))

    answer = routes.test_client().get(
        "/healthz", headers={"Authorization": "Bearer b-token-of-enough-length"}
    )

    assert answer.headers["X-Asker"] == "b: tool"
