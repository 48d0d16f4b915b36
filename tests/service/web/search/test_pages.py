"""The search by skill, and what pages say while suggestions are switched off."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote, unquote

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, task, task_id, workplace, workplace_id
from harness.recording import Lines
from matching.model import Visibility
from service.gate import Gate
from service.roles import Role
from tests.service.standing import service_on
from tests.service.web.browsing import get
from tests.service.web.municipality import AskedMatcher, StoreInMemory, app
from tests.service.web.pages import ask, read


def switched_off() -> Flask:
    store = StoreInMemory()
    matcher = AskedMatcher(store)
    matcher.gate = Gate(store, matching=False)  # type: ignore[arg-type]
    return app(store, matcher)


def page(service: Flask, path: str, **query: str) -> str:
    return service.test_client().get(path, query_string=query).get_data(as_text=True)


def test_who_said_they_have_a_skill_stands_by_the_alphabet() -> None:
    shown = read(app().test_client().get("/soeg", query_string={"efter": "cykel"}))
    lists = shown.html.partition("<main")[2].split('class="found-list')[1:]
    named = [re.findall(r'"/kollega/[^>]*>([^<]*)<', each.partition("</ul>")[0]) for each in lists]
    assert any(named)
    assert named == [sorted(names) for names in named]
    assert "%" not in shown.html.partition("<main")[2].partition("</main>")[0]


def test_a_search_that_finds_nothing_says_so() -> None:
    assert "Intet har de ord" in page(app(), "/soeg", efter="xyzzy")
    assert "Intet har de ord" not in page(app(), "/soeg")


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    fill(
        graph,
        workplace("Kommunen"),
        workplace("Søndre Skole", part_of="Kommunen"),
        skill("Søsport", alternatives=["sejlads"]),
        employee("Søren Holm", workplace="Søndre Skole", skills={"Søsport": 4}),
        employee("Lisbeth Heide Lund", workplace="Søndre Skole"),
        replace(employee("Søs Hemmelig", workplace="Søndre Skole"), visibility=Visibility.HIDDEN),
        task("Søbad", owners=["Søndre Skole"]),
        task("Søfest", closed_on=date(2026, 5, 1)),
        task("Gadefest", closed_on=date(2026, 5, 1), members=["Lisbeth Heide Lund", "Søs Hemmelig"]),
    )
    return graph


def found(service: Flask, words: str) -> list[str]:
    answer = get(service, f"/soeg?efter={quote(words)}", Role.EMPLOYEE)
    [main] = read(answer).elements_of("main")
    kinds = ("Søren Holm", "Lisbeth Heide Lund", "Hemmelig", "Søsport", "Søndre Skole", "Søbad", "Søfest")
    return [each for each in kinds if each in main.text]


def test_everything_is_found_however_it_is_spelt(house: GraphStore) -> None:
    service = service_on(house)
    assert found(service, "soe") == ["Søren Holm", "Søsport", "Søndre Skole", "Søbad", "Søfest"]
    assert "Søren Holm" in found(service, "SOEREN")
    assert found(service, "lund lisbeth") == ["Lisbeth Heide Lund", "Søndre Skole"]
    assert "Søsport" in found(service, "sejlads")


@pytest.mark.parametrize(("workplace", "opens"), [("Søndre Skole", True), ("Kommunen", False)])
def test_a_board_is_led_to_only_where_it_opens(house: GraphStore, workplace: str, opens: bool) -> None:
    fill(house, replace(employee("Leder", workplace=workplace), id="lead"))
    service, board = service_on(house), f"/opgaver/{task_id('Søbad')}"
    for path in ("/soeg?efter=soebad", f"/arbejdsplads/{workplace_id('Søndre Skole')}"):
        page = read(get(service, path, Role.LEAD))
        links = {unquote(each.attributes.get("href", "")) for each in page.elements_of("a")}
        assert "Søbad" in page.html
        assert (board in links) is opens
    assert (get(service, board, Role.LEAD).status_code == 200) is opens


def test_the_search_stands_on_every_page_and_once_on_its_own(house: GraphStore) -> None:
    service = service_on(house)
    for path in ("/hjaelp", "/opgaver", "/soeg", "/overblik"):
        answer = read(get(service, path, Role.HR))
        assert [each.action for each in answer.forms if each.action == "/soeg"] == ["/soeg"], path


def test_a_past_task_names_those_who_took_part_and_show_themselves(house: GraphStore) -> None:
    lines = Lines()
    answer = get(service_on(house, record=lines), "/soeg?efter=gadefest", Role.EMPLOYEE)
    [main] = read(answer).elements_of("main")
    assert "Afsluttet i maj 2026." in main.text
    assert "Lisbeth Heide Lund" in main.text
    assert "Hemmelig" not in main.text
    told = {one.id for each in lines.lines for one in each.people}
    assert told - {"employee"} == {employee_id("Lisbeth Heide Lund")}


def test_who_is_found_reads_in_their_record_by_whom(house: GraphStore) -> None:
    lines = Lines()
    service = service_on(house, record=lines)
    get(service, "/soeg?efter=holm", Role.LEAD)
    assert any(employee_id("Søren Holm") in {one.id for one in each.people} for each in lines.lines)


def test_switched_off_every_page_says_so_and_shows_the_way_to_the_search() -> None:
    service = switched_off()
    for path in ("/", "/soeg"):
        assert "Forslag er slået fra" in page(service, path)
    assert "Forslag er slået fra" not in page(app(), "/")


def test_switched_off_a_task_gets_no_answer_in_either_language() -> None:
    client = switched_off().test_client()
    for path in ("/opgave", "/hold"):
        answer = ask(client, path, {"tekst": "Ny cykelsti"})
        assert answer.status_code == 503
        assert "Forslag er slået fra" in answer.get_data(as_text=True)
        assert 'href="/soeg"' in answer.get_data(as_text=True)
    client.get("/?lang=en")
    english = ask(client, "/opgave", {"tekst": "Ny cykelsti"}).get_data(as_text=True)
    assert "Suggestions are switched off" in english


def test_switched_off_the_search_still_finds_people() -> None:
    assert "/kollega/" in page(switched_off(), "/soeg", efter="cykel").partition("<main")[2]
