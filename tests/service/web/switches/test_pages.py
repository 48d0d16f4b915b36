"""The switches as admin and DPO turn them on a page that needs no JavaScript."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from graph.audit.chain import Kind
from graph.store import GraphStore
from harness.browsing import follow
from harness.factories import employee, fill, skill, workplace, workplace_id
from harness.recording import Lines
from matching.model import Visibility
from service.context import EXTENSION
from service.roles import Role
from tests.service.fakes import NOW, as_role
from tests.service.serving import serving
from tests.service.standing import asking, service_on
from tests.service.web.accessibility import sound
from tests.service.web.pages import FROM_HERE, read, submit

PAGE = "/forslag"
PARK = workplace_id("Park")


@pytest.fixture
def lines() -> Lines:
    return Lines()


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    fill(
        graph,
        skill("Legepladser"),
        workplace("Kommunen"),
        workplace("Teknik", part_of="Kommunen"),
        workplace("Park", part_of="Teknik"),
        employee("Bo", workplace="Park"),
        replace(employee("Dina Dahl", workplace="Kommunen"), id="dpo"),
    )
    return graph


def visitor(house: GraphStore, role: Role = Role.DPO, *, lines: Lines | None = None) -> FlaskClient:
    app = service_on(house, record=lines)
    app.extensions[EXTENSION].matcher.gate.look()
    return asking(app, role)


def turn(asking: FlaskClient, said: str, workplace: str = "") -> Any:
    """Press the button, then the one that confirms."""
    asked = read(asking.get(f"{PAGE}/bekraeft", query_string={"forslag": said, "arbejdsplads": workplace}))
    return submit(asking, asked.form_with("forslag"))


def test_off_and_on_again_for_all_with_who_and_when(house: GraphStore, lines: Lines) -> None:
    dina = visitor(house, lines=lines)
    assert "Forslag er slået til." in dina.get(PAGE).text
    first = read(dina.get(PAGE)).form_with("forslag")
    asked = dina.get(first.action, query_string=dict(first.fields))
    assert "Slå forslag fra for alle?" in asked.text
    assert "Søg på en kompetence" in asked.text
    assert house.switches.read().matching, "nothing is turned before it is confirmed"

    page = submit(dina, read(asked).form_with("forslag")).text
    assert "Forslag er slået fra." in page
    assert "Af dig, 23. november 2026 kl. 13.00." in page
    assert "Af Dina Dahl, 23. november 2026 kl. 13.00." in visitor(house, Role.ADMIN).get(PAGE).text
    turn(dina, "til")
    assert house.switches.read().matching
    assert [orjson.loads(each.said)["on"] for each in lines.lines if each.kind is Kind.SWITCH] == [
        False,
        True,
    ]


def test_a_workplace_is_turned_off_and_on_by_itself(house: GraphStore) -> None:
    dina = visitor(house)
    assert "Slå forslag fra for Park?" in dina.get(f"{PAGE}/bekraeft?forslag=fra&arbejdsplads={PARK}").text
    turn(dina, "fra", PARK)
    assert "Slået fra for Park." in dina.get(PAGE).text
    assert house.switches.read().workplaces_off == {PARK}
    turn(dina, "til", PARK)
    assert house.switches.read().workplaces_off == set()


def test_who_hides_is_not_named(house: GraphStore) -> None:
    turn(visitor(house), "fra")
    hidden = replace(employee("Dina Dahl", workplace="Kommunen"), id="dpo", visibility=Visibility.HIDDEN)
    fill(house, hidden)
    page = visitor(house, Role.ADMIN).get(PAGE).text
    assert "Dina" not in page
    assert "Af en administrator eller databeskyttelsesrådgiver" in page


def test_only_admin_and_dpo_see_the_link_and_the_page(house: GraphStore) -> None:
    for role in sorted(set(Role) - {Role.ANONYMOUS}):
        asking = visitor(house, role)
        may = role in {Role.ADMIN, Role.DPO}
        assert (asking.get(PAGE).status_code == 200) is may
        assert (asking.post(PAGE, data={"forslag": "ved ikke"}).status_code == 400) is may
        if role is not Role.TOOL:
            assert (f'href="{PAGE}"' in asking.get("/soeg").text) is may
    assert house.switches.read().matching


@pytest.mark.parametrize(
    ("said", "status"),
    [({}, 400), ({"forslag": "måske"}, 400), ({"forslag": "fra", "arbejdsplads": "ingen"}, 404)],
)
def test_what_means_nothing_turns_nothing(house: GraphStore, said: dict[str, str], status: int) -> None:
    dina = visitor(house)
    assert dina.get(f"{PAGE}/bekraeft", query_string=said).status_code == status
    assert dina.post(PAGE, data=said, headers={"Sec-Fetch-Site": "same-origin"}).status_code == status
    assert house.switches.read().workplaces_off == set()


def test_another_site_turns_nothing(house: GraphStore) -> None:
    dina = visitor(house)
    del dina.environ_base["HTTP_AUTHORIZATION"]
    dina.post("/proev-som", data={"rolle": "dpo"}, headers=FROM_HERE)
    elsewhere = dina.post(PAGE, data={"forslag": "fra"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert house.switches.read().matching
    assert dina.post(PAGE, data={"forslag": "fra"}, headers=FROM_HERE).status_code == 303
    assert not house.switches.read().matching


def test_the_page_speaks_english_too(house: GraphStore) -> None:
    dina = visitor(house)
    assert "Suggestions are on." in dina.get(f"{PAGE}?lang=en", follow_redirects=True).text
    assert "Turn suggestions off for everybody?" in dina.get(f"{PAGE}/bekraeft?forslag=fra").text


@pytest.fixture
def open_page(house: GraphStore, browser: Browser) -> Any:
    """Open the page as the DPO, at a width, with scripts or without."""
    with serving(visitor(house).application) as address:
        contexts = []

        def opened(path: str, *, width: int = 1280, scripts: bool = True) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                extra_http_headers=as_role(Role.DPO),
                java_script_enabled=scripts,
            )
            contexts.append(context)
            page = context.new_page()
            page.goto(address + path)
            return page

        yield opened
        for context in contexts:
            context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "path", [PAGE, f"{PAGE}/bekraeft?forslag=fra", f"{PAGE}/bekraeft?forslag=fra&arbejdsplads={PARK}"]
)
def test_the_pages_are_accessible(house: GraphStore, open_page: Any, path: str, width: int) -> None:
    house.switches.turn(on=False, by="dpo", at=NOW, workplace=PARK)
    page = open_page(path, width=width)
    sound(page)


def test_the_keyboard_alone_turns_suggestions_off_without_scripts(house: GraphStore, open_page: Any) -> None:
    page = open_page(PAGE, scripts=False)
    follow(page.get_by_role("button", name="Slå forslag fra", exact=True))
    follow(page.get_by_role("button", name="Ja, slå forslag fra"))
    expect(page.locator("#for-alle + p")).to_contain_text("Forslag er slået fra.")
    assert not house.switches.read().matching
