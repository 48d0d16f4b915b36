"""The pages in a real browser: accessible at both widths, usable by keyboard, better with scripts."""

import pytest
from playwright.sync_api import expect

from tests.service.web.accessibility import sound
from tests.service.web.municipality import NEW_DISTRICT

WIDTHS = (1280, 360)
ASKED = {"tekst": NEW_DISTRICT}
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "start": ("/", {}),
    "answer": (
        "/opgave",
        ASKED | {"enhed": "bakken", "soeg": "demens", "uden": "urn:tvaers:skill:legepladser"},
    ),
    "nobody": ("/opgave", ASKED | {"timer": "30"}),
    "with the ways": ("/opgave", ASKED | {"enhed": "park", "spoerger": "e1"}),
    "no skills": ("/opgave", {"tekst": "qqq"}),
    "english": ("/opgave", ASKED | {"lang": "en"}),
}
# What has the focus, if it has an outline, and if it is within the window.
STOP = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return [e.tagName, e.outerHTML.slice(0, 100), outlined, box.bottom > 0 && box.top < innerHeight];
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("path", "asked"), PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_every_target_is_large_enough(visit, path, asked, width):
    sound(visit(path, asked, width=width))


@pytest.mark.parametrize(("path", "asked"), PAGES.values(), ids=PAGES)
def test_nothing_sticks_out_sideways_at_four_times_the_size(visit, path, asked):
    page = visit(path, asked, width=320)
    for details in page.locator("details").all():
        details.evaluate("details => details.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_alone_gets_from_a_task_to_an_answer(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skipnav")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#tekst")).to_be_focused()
    page.keyboard.type("Ny cykelsti til børn")
    page.keyboard.press("Tab")
    expect(page.locator("#enhed")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Find kolleger")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hvem kan hjælpe?")
    expect(page.locator(".card-person").first).to_be_visible()


def test_every_stop_of_the_keyboard_can_be_seen(visit):
    page = visit(*PAGES["answer"])
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        tag, html, outlined, in_sight = page.evaluate(STOP)
        if tag == "BODY":
            break
        seen.add(html)
        assert outlined, f"no outline: {html}"
        assert in_sight, f"out of sight: {html}"
    assert len(seen) > 10


def test_taking_a_skill_out_swaps_the_answer_and_keeps_the_place(visit):
    page = visit("/opgave", ASKED)
    page.evaluate("window.sameWindow = true")
    page.get_by_role("button", name="Fjern Cykelstier").click()
    expect(page.get_by_role("button", name="Tag Cykelstier med igen")).to_be_visible()
    expect(page.locator("#kompetencer")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("kompetencer")
    assert page.evaluate("window.sameWindow")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_is_taken_out_brings_the_next_one_up(visit, scripts):
    page = visit("/opgave", {"tekst": "mennesker med demens i trafikken"}, scripts=scripts)
    expect(page.get_by_role("button", name="Tilføj Demensomsorg")).to_be_visible()
    page.get_by_role("button", name="Fjern Trafikplanlægning").click()
    expect(page.get_by_role("button", name="Tag Trafikplanlægning med igen")).to_be_visible()
    expect(page.get_by_role("button", name="Fjern Demensomsorg")).to_be_visible()


def test_the_answer_before_comes_back_with_the_back_button(visit):
    page = visit("/opgave", ASKED)
    before = page.url
    page.get_by_role("button", name="Fjern Cykelstier").click()
    expect(page.get_by_role("button", name="Tag Cykelstier med igen")).to_be_visible()
    assert page.url != before
    page.reload()
    expect(page.get_by_role("button", name="Tag Cykelstier med igen")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Fjern Cykelstier")).to_be_visible()
    assert page.url == before


def test_skills_are_suggested_while_typing_and_added_in_place(visit):
    page = visit("/opgave", ASKED)
    field = page.get_by_label("Tilføj kompetence", exact=True).and_(page.locator("input"))
    field.press_sequentially("demen")
    page.locator("#valg").get_by_role("button", name="Demensomsorg").click()
    expect(page.get_by_role("button", name="Fjern Demensomsorg")).to_be_visible()
    expect(page.locator("#soeg")).to_be_focused()


def test_the_text_can_be_edited_in_place(visit):
    page = visit("/opgave", ASKED)
    page.locator(".edit-task > summary").click()
    page.locator("#tekst").fill("Demensomsorg på plejecenter")
    page.get_by_role("button", name="Søg igen").click()
    expect(page.locator(".card-person").first).to_contain_text("Kaj Hansen")
    expect(page.locator("#forslag")).to_be_focused()


def test_without_scripts_everything_is_there_too(visit):
    page = visit("/opgave", ASKED, scripts=False)
    page.get_by_role("button", name="Fjern Cykelstier").click()
    expect(page.get_by_role("button", name="Tag Cykelstier med igen")).to_be_visible()
    page.locator("#soeg").fill("demens")
    page.locator("#soeg").press("Enter")
    page.get_by_role("button", name="Demensomsorg", exact=True).click()
    expect(page.get_by_role("button", name="Fjern Demensomsorg")).to_be_visible()


def test_a_lost_connection_is_told(visit):
    page = visit("/opgave", ASKED, forgiving=True)
    page.route("**/opgave", lambda route: route.abort())
    page.get_by_role("button", name="Fjern Cykelstier").click()
    expect(page.get_by_role("alert")).to_contain_text("ingen forbindelse")


def test_the_task_stays_in_sight_while_colleagues_are_read(visit):
    page = visit("/opgave", ASKED)
    page.evaluate("document.querySelector('.card-person:last-child').scrollIntoView({block: 'end'})")
    expect(page.get_by_role("button", name="Fjern Cykelstier")).to_be_in_viewport()


def test_on_a_telephone_the_first_colleague_is_near_and_the_ways_are_folded(visit):
    page = visit("/opgave", ASKED, width=360)
    first = page.locator(".card-person h3").first.bounding_box()
    assert first["y"] <= 1.5 * 800
    assert page.locator(".site-header").bounding_box()["height"] <= 120
    expect(page.get_by_role("link", name="Opgaver", exact=True)).not_to_be_visible()
    page.locator(".menu > summary").press("Enter")
    expect(page.get_by_role("link", name="Opgaver", exact=True)).to_be_visible()
