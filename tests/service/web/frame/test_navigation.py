"""Where each role begins, and what stands in its header."""

import pytest

from service.roles import PERSONS, Role
from service.settings import Environment
from tests.service.fakes import as_role
from tests.service.web.municipality import app
from tests.service.web.pages import Element, read

BEGINS = {
    Role.LEAD: "/",
    Role.HR: "/overblik",
    Role.HEAD: "/udlaan",
    Role.COUNCIL: "/fordeling",
    Role.DPO: "/fordeling",
    Role.ADMIN: "/forslag",
    Role.EMPLOYEE: "/min-side",
}
# Pages that read more of a graph than these tests have.
ON_A_GRAPH = {"/min-side", "/forslag", "/opgaver", "/udlaan"}


def header(role: Role, path: str = "/soeg") -> list[Element]:
    page = read(app().test_client().get(path, headers=as_role(role)))
    return [each for each in page.elements_of("a") if "navigation-link" in each.attributes.get("class", "")]


@pytest.mark.parametrize("role", sorted(PERSONS))
def test_every_role_begins_at_a_page_that_is_open_to_it(role: Role) -> None:
    client = app().test_client()
    begun = client.get("/", headers=as_role(role))
    assert (begun.location or "/") == BEGINS[role]
    if BEGINS[role] not in ON_A_GRAPH:
        assert client.get(BEGINS[role], headers=as_role(role)).status_code == 200


@pytest.mark.parametrize("role", sorted(PERSONS))
def test_the_header_leads_only_to_what_is_open(role: Role) -> None:
    addresses = [each.attributes["href"] for each in header(role)]
    assert len(set(addresses)) == len(addresses)
    assert {"/soeg", "/hjaelp"} <= set(addresses)
    for address in set(addresses) - ON_A_GRAPH:
        assert app().test_client().get(address, headers=as_role(role)).status_code == 200


def test_the_header_shows_where_one_is() -> None:
    [here] = [each for each in header(Role.HR) if each.attributes.get("aria-current") == "page"]
    assert here.attributes["href"] == "/soeg"


def test_who_is_not_known_is_asked_to_sign_in_and_can_read_the_help() -> None:
    client = app(environment=Environment.PRODUCTION).test_client()
    assert client.get("/").status_code == 401
    assert "navigation-link" in client.get("/hjaelp").text


def test_on_the_pages_of_hr_the_header_shows_hr() -> None:
    [here] = [each for each in header(Role.HR, "/overblik") if each.attributes.get("aria-current") == "page"]
    assert here.attributes["href"] == "/overblik"
