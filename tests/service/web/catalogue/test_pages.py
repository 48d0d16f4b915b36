"""The catalogue as HR tends it, on pages that need no JavaScript."""

import csv
import io
from typing import Any
from urllib.parse import quote, unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from graph.store import GraphStore
from harness.factories import NOON, employee, employee_id, fill, skill, skill_id, task
from matching.model import SkillKind
from service.matcher import Matcher
from service.roles import Role
from tests.service.fakes import as_role
from tests.service.standing import service_on
from tests.service.web.accessibility import sound
from tests.service.web.browsing import get, opened
from tests.service.web.pages import FROM_HERE, read, submit

PAGE = "/katalog"
NOISE, GRIEF = skill_id("Støj"), skill_id("Sorg")


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    """Anna knows noise; an open task asks for grief, which nobody has."""
    fill(
        graph,
        skill("Område", kind=SkillKind.GROUP),
        skill("Gruppe", kind=SkillKind.GROUP, broader=["Område"]),
        skill("Støj", alternatives=["larm"], broader=["Gruppe"]),
        skill("Lyd", broader=["Gruppe"]),
        employee("Anna", skills={"Støj": 4}),
        task("Åben", requires={"Sorg": 3, "Støj": 2}),
    )
    return graph


@pytest.fixture
def service(house: GraphStore) -> Flask:
    return service_on(house)


def asking(service: Flask, role: Role = Role.HR) -> FlaskClient:
    made = service.test_client()
    made.environ_base["HTTP_AUTHORIZATION"] = as_role(role)["Authorization"]
    return made


def address(skill: str) -> str:
    return f"{PAGE}/kompetence/{quote(skill)}"


def way(answer: TestResponse, part: str) -> str:
    """The one address on a page that has a part in it."""
    links = {each.attributes["href"] for each in read(answer).elements_of("a")}
    [found] = [each for each in links if part in each]
    return found


def send(hr: FlaskClient, path: str, **said: str) -> Any:
    return hr.post(path, data=said, headers=FROM_HERE, follow_redirects=True)


def test_what_is_asked_for_and_nobody_has_stands_on_the_page_and_in_the_file(service: Flask) -> None:
    assert "Sorg" in get(service, PAGE).text
    file = get(service, f"{PAGE}/mangler.csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(file), delimiter=";"))[1:] == [["Sorg", "øvet", "1", "0"]]
    assert get(service, f"{PAGE}/loen.csv").status_code == 404


def test_a_new_name_is_found_in_every_process_and_the_old_one_still_leads_there(
    service: Flask, house: GraphStore
) -> None:
    elsewhere = Matcher(house, now=lambda: NOON)
    elsewhere.refresh()
    hr = asking(service)
    form = read(hr.get(address(NOISE))).form_with("navn")
    form.fields = [(name, "Trafikbuller" if name == "navn" else value) for name, value in form.fields]
    assert "Gemt." in submit(hr, form).text

    elsewhere.refresh()
    for word in ("trafikbuller", "støj", "larm"):
        assert [each.skill for each in elsewhere.complete(word)] == [NOISE]
    linked = elsewhere.recognised("Vi skal måle trafikbuller ved skolen")
    assert NOISE in [each.skill for each in linked]
    assert "Trafikbuller" in hr.get("/soeg?efter=trafikbuller").text
    house.loading.apply(house.loading.plan_skills([skill("Støj", alternatives=["larm"])]))
    assert house.skills.get(NOISE).value.label_da == "Trafikbuller"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"navn": ""}, "Skriv et dansk navn."),
        ({"navn": "lyd"}, "Det navn har en anden kompetence allerede."),
        ({"navn": "Støj", "ogsaa": "LYD\nlarm"}, "Det navn har en anden kompetence allerede."),
        ({"navn": "Støj", "definition": "Det kan Anna Holm Hansen"}, "Det nævner en person"),
        ({"navn": "x" * 300}, "Det er for langt."),
    ],
)
def test_words_that_cannot_be_taken_are_refused_and_kept_in_the_form(
    service: Flask, house: GraphStore, said: dict[str, str], why: str
) -> None:
    number = house.changes.number()
    answer = send(asking(service), address(NOISE), **said)
    assert answer.status_code == 422
    assert why in answer.text
    assert house.changes.number() == number


def test_a_personal_number_is_refused(service: Flask, house: GraphStore) -> None:
    assert send(asking(service), address(NOISE), navn="Støj 010190-1234").status_code == 422
    assert house.skills.get(NOISE).value.label_da == "Støj"


def test_a_page_that_was_opened_before_somebody_else_changed_the_skill_changes_nothing(
    service: Flask,
) -> None:
    hr = asking(service)
    form = read(hr.get(address(NOISE))).form_with("navn")
    send(hr, address(NOISE), navn="Buller")
    assert submit(hr, form).status_code == 412
    assert "Buller" in hr.get(address(NOISE)).text


def test_a_skill_that_somebody_missed_is_added_once_and_is_no_proposal_any_more(
    service: Flask, house: GraphStore
) -> None:
    house.proposed_skills.propose("dronefoto", on=NOON.date())
    hr = asking(service)
    form = read(hr.get(way(hr.get(PAGE), "navn=dronefoto"))).form_with("gruppe")
    assert "Vælg en gruppe." in submit(hr, form).text
    form.fields = [(name, skill_id("Gruppe") if name == "gruppe" else value) for name, value in form.fields]
    assert "Gemt." in submit(hr, form).text

    [added] = [each for each in house.skills.all() if each.label_da == "dronefoto"]
    assert (added.source, added.broader) == ("own", (skill_id("Gruppe"),))
    assert house.proposed_skills.all() == []
    assert "tilføjet" in hr.get(PAGE).text


def test_a_name_that_somebody_missed_becomes_another_name_or_is_put_away(
    service: Flask, house: GraphStore
) -> None:
    for label in ("brummen", "noget helt andet"):
        house.proposed_skills.propose(label, on=NOON.date())
    hr = asking(service)
    page = read(hr.get(f"{PAGE}/forslag?forslag=brummen&soeg=stoej"))
    answer = send(hr, f"{PAGE}/forslag", **dict(page.form_with("handling").fields), kompetence=NOISE)
    assert "brummen" in answer.text
    assert house.skills.get(NOISE).value.alt_da == ("larm", "brummen")
    [left] = house.proposed_skills.all()
    send(hr, f"{PAGE}/forslag", forslag=left.id, handling="vaek")
    assert house.proposed_skills.all() == []


def test_two_skills_become_one_after_it_was_asked_about_and_the_old_address_leads_on(
    service: Flask, house: GraphStore
) -> None:
    hr = asking(service)
    asked = hr.get(way(hr.get(f"{address(NOISE)}?soeg=lyd"), "/saml"))
    assert "Det kan ikke fortrydes" in asked.text
    assert house.skills.replaced() == {}, "nothing is joined before it is confirmed"

    page = submit(hr, read(asked).form_with("fra")).text
    assert "De to er nu én" in page
    anna = house.employees.get(employee_id("Anna")).value
    assert [each.skill for each in anna.skills] == [skill_id("Lyd")]
    assert house.skills.get(skill_id("Lyd")).value.alt_da == ("Støj", "larm")
    assert unquote(hr.get(address(NOISE)).location or "") == f"{PAGE}/kompetence/{skill_id('Lyd')}"


@pytest.mark.parametrize("other", [NOISE, skill_id("Gruppe"), "urn:ingen"])
def test_a_skill_is_not_joined_with_itself_a_group_or_nothing(
    service: Flask, house: GraphStore, other: str
) -> None:
    hr = asking(service)
    assert hr.get(f"{PAGE}/saml", query_string={"fra": NOISE, "til": other}).status_code == 404
    assert send(hr, f"{PAGE}/saml", fra=NOISE, til=other).status_code == 422
    assert house.skills.replaced() == {}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ANONYMOUS, Role.HR}))
def test_nobody_but_hr_tends_the_catalogue(service: Flask, house: GraphStore, role: Role) -> None:
    other = asking(service, role)
    for path in (PAGE, f"{PAGE}/mangler.csv"):
        assert other.get(path).status_code == 403
    for path in (f"{PAGE}/ny", f"{PAGE}/forslag", f"{PAGE}/saml", address(NOISE)):
        assert (other.get(path).status_code, other.post(path, headers=FROM_HERE).status_code) == (403, 403)


def test_the_pages_are_accessible_at_both_widths_and_work_by_keyboard(
    service: Flask, house: GraphStore, browser: Browser
) -> None:
    house.proposed_skills.propose("dronefoto", on=NOON.date())
    for width in (1280, 360):
        with opened(service, browser, PAGE, role=Role.HR, width=width) as page:
            for path in (
                PAGE,
                f"{PAGE}?soeg=stoej",
                f"{PAGE}/ny",
                f"{address(NOISE)}?soeg=lyd",
                f"{PAGE}/saml?fra={quote(NOISE)}&til={quote(skill_id('Lyd'))}",
                f"{PAGE}/forslag?forslag=dronefoto&soeg=lyd",
            ):
                page.goto(page.url.split("/katalog")[0] + path)
                sound(page)
            page.goto(page.url.split("/katalog")[0] + PAGE)
            page.focus("#soeg")
            page.keyboard.type("larm")
            page.keyboard.press("Enter")
            page.get_by_role("link", name="Støj").wait_for()
