"""The page of a skill: figures of ten or more alone, and nothing of who hides."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Browser

from graph.joining import join
from graph.store import GraphStore
from harness.factories import employee, fill, skill, skill_id, task, workplace
from matching.model import SkillKind, Visibility
from service.roles import PERSONS, Role
from tests.service.standing import service_on
from tests.service.web.accessibility import findings, sound
from tests.service.web.browsing import get, opened
from tests.service.web.pages import read

NOISE = f"/kompetence/{quote(skill_id('Støj'))}"


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    """Twelve at the school know noise, one at the library and one who hides."""
    hiding = employee("Dan Skjult", skills={"Støj": 4}, workplace="Skolen", can_teach=["Støj"])
    fill(
        graph,
        workplace("Kommunen"),
        *(workplace(name, part_of="Kommunen") for name in ("Skolen", "Biblioteket")),
        skill("Gruppe", kind=SkillKind.GROUP),
        replace(
            skill("Støj", alternatives=["larm"], related=["Lyd"], broader=["Gruppe"]), description_da="Måler."
        ),
        *(employee(f"S{number}", skills={"Støj": 3}, workplace="Skolen") for number in range(12)),
        employee("Bo Bog", skills={"Støj": 4, "Lyd": 2}, workplace="Biblioteket", can_teach=["Støj"]),
        replace(hiding, visibility=Visibility.HIDDEN),
        task("Åben", requires={"Støj": 4}),
    )
    return graph


@pytest.fixture
def service(house: GraphStore) -> Flask:
    return service_on(house)


@pytest.mark.parametrize("role", sorted(PERSONS))
def test_everybody_reads_what_it_is_who_teaches_it_and_what_asks_for_it(service: Flask, role: Role) -> None:
    text = " ".join(get(service, NOISE, role).text.split())
    for said in (
        "Måler.",
        "larm",
        "13 kolleger har sagt",
        "Bo Bog",
        "Åben",
        ">Lyd</a>",
        "Biblioteket",
        "Ekspert",
    ):
        assert said in text
    assert "Dan" not in text
    assert ("/katalog/kompetence/" in text) is (role is Role.HR)


def test_an_area_of_fewer_than_ten_is_no_figure_nor_can_it_be_worked_out(service: Flask) -> None:
    assert read(get(service, NOISE, Role.EMPLOYEE)).text_of("td") == []


def test_fewer_than_ten_are_no_number_and_nobody_is_told(service: Flask) -> None:
    sound = get(service, f"/kompetence/{quote(skill_id('Lyd'))}", Role.EMPLOYEE).text
    assert "Under 10 kolleger" in sound
    assert " 1 kolleger" not in sound


def test_the_address_of_one_that_was_joined_leads_to_the_one_that_is_left(
    service: Flask, house: GraphStore
) -> None:
    join(house.changes, skill_id("Støj"), kept=skill_id("Lyd"))
    assert "Lyd" in " ".join(read(get(service_on(house), NOISE, Role.EMPLOYEE)).text_of("h1"))


@pytest.mark.parametrize("id", ["urn:ingen", skill_id("Gruppe")])
def test_what_is_no_skill_has_no_page(service: Flask, id: str) -> None:
    assert get(service, f"/kompetence/{quote(id)}", Role.EMPLOYEE).status_code == 404


def test_search_and_the_pages_it_leads_to_are_accessible_and_reached_by_keyboard(
    service: Flask, browser: Browser
) -> None:
    for width in (1280, 360):
        with opened(service, browser, "/hjaelp", role=Role.EMPLOYEE, width=width) as page:
            page.focus("#find")
            page.keyboard.type("stoej")
            page.keyboard.press("Enter")
            page.wait_for_url("**/soeg?efter=stoej")
            for link in ("Støj", "Bo Bog", "Biblioteket"):
                sound(page)
                page.locator("main").get_by_role("link", name=link, exact=True).first.click()
                page.get_by_role("heading", level=1, name=link).wait_for()
            assert findings(page) == []
