"""Whom one knows and asks to meet, as an employee without scripts does it, and on a phone."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, task
from matching.model import Visibility
from service.roles import Role
from tests.service.fakes import as_role
from tests.service.serving import serving
from tests.service.standing import asking, service_on
from tests.service.web.accessibility import sound
from tests.service.web.pages import FROM_HERE, press, read, submit

KNOWN, MEET, WAY = "/min-side/kendte", "/introduktioner", "/introduktioner/vej"
CARLA = employee_id("Carla Dam")


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    """Anna (employee) worked with Hans (hr), and he with Carla; Skjulte Kaj hides."""
    fill(
        graph,
        replace(employee("Anna Holm"), id="employee"),
        replace(employee("Hans Berg", workplace="Park"), id="hr"),
        employee("Carla Dam", workplace="Havn"),
        employee("Skjulte Kaj", visibility=Visibility.HIDDEN),
    )
    for title, ids in (("Ny park", ("employee", "hr")), ("Ny sti", ("hr", CARLA))):
        done = task(title, closed_on=date(2026, 5, 1), members=["x", "y"])
        together = tuple(replace(each, employee=id) for each, id in zip(done.assignments, ids, strict=True))
        fill(graph, replace(done, assignments=together))
    return graph


def visitor(graph: GraphStore) -> FlaskClient:
    return asking(service_on(graph), Role.EMPLOYEE)


def as_another(anna: FlaskClient, role: Role) -> FlaskClient:
    return asking(anna.application, role)


def test_one_says_whom_one_knows_and_takes_it_back(house: GraphStore) -> None:
    anna = visitor(house)
    assert "Ingen andre kolleger hedder noget med »Kaj«" in anna.get(f"{KNOWN}?soeg=Kaj").text
    found = read(anna.get(f"{KNOWN}?soeg=carla"))
    saved = submit(anna, found.form_with("kender"))
    assert "Gemt" in read(saved).text_of("p", role="status")
    assert [id for id, _ in house.employees.get("employee").value.knows] == [CARLA]

    anna.post(KNOWN, headers=FROM_HERE)
    assert house.employees.get("employee").value.knows == ()
    assert anna.post(KNOWN, data={"kender": ["nobody"]}, headers=FROM_HERE).status_code == 422


def test_one_asks_for_an_introduction_and_sees_the_answer(house: GraphStore) -> None:
    anna = visitor(house)
    links = [each.attributes["href"] for each in read(anna.get(f"{MEET}?soeg=dam")).elements_of("a")]
    way = read(anna.get(next(each for each in links if each.startswith(WAY))))
    assert "Sådan kan I mødes" in way.text_of("h2")
    assert way.text_of("span", class_="way-tie") == [
        "I har løst »Ny park« sammen",
        "De har løst »Ny sti« sammen",
    ]
    sent = submit(anna, way.form_with("til"), besked="Om stien ved havnen")
    assert "Hans Berg er bedt om at introducere jer (23. november 2026)." in read(sent).text_of("p")
    assert "Det har du allerede bedt om." in anna.get(f"{WAY}?til={CARLA}").text

    hans = as_another(anna, Role.HR)
    asked = hans.get(MEET)
    assert "Anna Holm vil gerne møde Carla Dam" in read(asked).text_of("h3")
    assert "Om stien ved havnen" in asked.text
    yes = "Det har jeg gjort til introduktionen af Anna Holm og Carla Dam"
    assert press(hans, read(asked), yes).status_code == 200
    assert "Hans Berg har introduceret jer." in anna.get(MEET).text


def test_a_no_is_seen_by_nobody_else_and_who_hides_is_not_there(house: GraphStore) -> None:
    anna = visitor(house)
    anna.post(MEET, data={"til": CARLA}, headers=FROM_HERE)
    hans = as_another(anna, Role.HR)
    no = "Nej tak til introduktionen af Anna Holm og Carla Dam"
    assert "du sagde nej tak; det ser kun du" in press(hans, read(hans.get(MEET)), no).text
    assert "er bedt om at introducere jer" in anna.get(MEET).text
    for id in (employee_id("Skjulte Kaj"), "nobody"):
        assert anna.get(f"{WAY}?til={id}").status_code == 404
        assert anna.post(MEET, data={"til": id}, headers=FROM_HERE).status_code == 404
    assert anna.post(MEET, data={"til": "hr"}, headers=FROM_HERE).status_code == 409


def test_a_way_that_is_short_long_or_to_oneself_is_told(house: GraphStore) -> None:
    fill(house, employee("Fremmed"))
    anna = visitor(house)
    for id, told in (
        ("hr", "I kender hinanden"),
        ("employee", "Det er dig selv"),
        (employee_id("Fremmed"), "Vi kan ikke vise en vej"),
    ):
        page = read(anna.get(f"{WAY}?til={id}"))
        assert told in page.text_of("h2")
        assert all(each.action != MEET for each in page.forms)


def test_the_pages_work_on_a_phone_and_by_keyboard_in_both_languages(
    house: GraphStore, browser: Browser
) -> None:
    anna = visitor(house)
    with serving(anna.application) as address:
        for width, language in ((1280, "da"), (360, "en")):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, extra_http_headers=as_role(Role.EMPLOYEE)
            )
            page = context.new_page()
            page.goto(f"{address}{MEET}?lang={language}")
            for path in (f"{KNOWN}?soeg=carla", f"{MEET}?soeg=carla", f"{WAY}?til={CARLA}"):
                page.goto(address + path)
                sound(page)
            if language == "da":
                page.get_by_role("button", name="Bed Hans om det").focus()
                page.keyboard.press("Enter")
                expect(page.get_by_role("status").filter(has_text="Sendt")).to_be_visible()
            else:
                expect(page.get_by_text("You have already asked for that.")).to_be_visible()
            context.close()
