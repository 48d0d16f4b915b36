"""In development whoever is at this machine tries Tværs as somebody of the house, and nowhere else."""

import pytest
from flask.testing import FlaskClient

from service.roles import Role
from service.settings import Environment
from service.sign_in.trying import PEOPLE
from service.web.frame.registration import register_web
from tests.service.fakes import FakeStore, app, employee

HERE = {"Sec-Fetch-Site": "same-origin"}
EMPLOYEES = tuple(employee(f"e{number}") for number in range(9))


def browser(**values: object) -> FlaskClient:
    return app(FakeStore(EMPLOYEES), pages=(register_web,), **values).test_client()


def choose(client: FlaskClient, role: str, going_to: str = "/") -> int:
    form = {"rolle": role, "next": going_to}
    return client.post("/proev-som", data=form, headers=HERE).status_code


def test_the_bar_offers_every_role_and_says_which_one_it_is() -> None:
    client = browser()
    page = client.get("/").text
    for role in PEOPLE:
        assert f'value="{role.value}"' in page
    assert '<option value="" selected>' in page
    choose(client, "lead")
    assert '<option value="lead" selected>' in client.get("/").text


def test_one_can_be_nobody_again() -> None:
    client = browser()
    choose(client, "hr")

    assert choose(client, "") == 303
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", PEOPLE)
def test_one_is_what_one_chose_on_the_next_page(role: Role) -> None:
    client = browser()

    assert choose(client, role.value) == 303
    assert (client.get("/opgave").status_code != 403) == (role is Role.LEAD)


@pytest.mark.parametrize("role", ["tool", "anonymous", "king", "Lead"])
def test_nobody_can_be_anything_else(role: str) -> None:
    assert choose(browser(), role) == 400


def test_the_choice_leads_to_no_other_site() -> None:
    client = browser()
    form = {"rolle": "lead", "next": "//evil.example"}

    assert client.post("/proev-som", data=form, headers=HERE).headers["Location"] == "/"


def test_the_api_is_not_opened_by_it() -> None:
    client = browser()
    choose(client, "hr")

    assert client.get("/api/v1/employees").status_code == 401


@pytest.mark.parametrize(
    "values",
    [
        {"environment": Environment.PRODUCTION},
        {
            "oidc_issuer": "http://127.0.0.1:9",
            "oidc_client_id": "tvaers",
            "oidc_client_secret": "x",
            "address": "http://127.0.0.1:8000",
        },
    ],
    ids=["production", "sign-in"],
)
def test_where_people_sign_in_nobody_is_let_in_so(values: dict[str, object]) -> None:
    client = browser(**values)

    assert choose(client, "lead") == 401
    assert client.get("/").status_code in {302, 401}
    assert "Prøv som" not in client.get("/").text
