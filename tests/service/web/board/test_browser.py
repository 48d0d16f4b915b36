"""The whole way in a real browser, at both widths: describe, save, ask, yes, start, close, confirm."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store import GraphStore
from harness.browsing import follow, try_as
from matching.index.index import Index
from service.context import EXTENSION
from service.roles import Role
from service.sign_in.trying import somebody
from tests.service.serving import serving
from tests.service.web.accessibility import sound
from tests.service.web.board.way import TEXT, town

PICTURES = os.environ.get("TVAERS_TEST_PICTURES", "")


@pytest.fixture
def site(graph: GraphStore) -> Iterator[tuple[str, Index]]:
    """The address of the town, and what it knows of its people."""
    app = town(graph)
    with serving(app) as address:
        yield address, app.extensions[EXTENSION].matcher.index


def shown(page: Page, name: str, width: int) -> None:
    """The page is as it should be; a picture of it, where somebody wants to look."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
    sound(page)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_lead_and_a_colleague_go_the_whole_way(
    site: tuple[str, Index], browser: Browser, width: int, scripts: bool
) -> None:
    address, index = site
    colleague = somebody(Role.EMPLOYEE, index).subject
    name = index.workforce.names[index.workforce.row_of[colleague]]
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))

    def look(picture: str) -> None:
        if scripts:  # axe is a script itself
            shown(page, picture, width)

    page.goto(f"{address}/")
    try_as(page, Role.LEAD)
    page.locator("#tekst").fill(TEXT)
    follow(page.get_by_role("button", name="Find kolleger"))
    follow(page.get_by_role("button", name="Gem opgaven"))
    look("draft")
    page.locator("#enhed").select_option("wp-jobcenter")
    follow(page.get_by_role("button", name="Gem opgaven"))
    board = page.url
    assert "korsang" not in board
    look("board-new")

    page.goto(f"{board}/spoerg?medarbejder={colleague}")
    page.get_by_label("Timer om ugen").fill("4")
    page.locator("#hvorfor").select_option("known_work")
    look("ask")
    follow(page.get_by_role("button", name="Spørg nu"))
    expect(page.locator("section[aria-labelledby=spurgt]")).to_contain_text(name)

    page.goto(f"{address}/opgaver")
    try_as(page, Role.EMPLOYEE)
    look("tasks-of-an-employee")
    follow(page.get_by_role("link", name="Mine invitationer"))
    follow(page.get_by_role("button", name="Sig ja"))

    try_as(page, Role.LEAD)
    page.goto(board)
    expect(page.locator("section[aria-labelledby=med]")).to_contain_text(name)
    look("board-yes")
    follow(page.get_by_role("button", name="Start", exact=True))
    follow(page.get_by_role("link", name="Afslut"))
    page.get_by_label("Hvad gjorde kollegaen?").fill("Skrev vejledningen")
    page.locator(".form-checkbox").first.check(force=True)
    look("closing")
    follow(page.get_by_role("button", name="Afslut opgaven"))
    expect(page.locator("section[aria-labelledby=med]")).to_contain_text("Venter på")
    page.goto(f"{address}/opgaver")
    look("tasks-of-a-lead")

    try_as(page, Role.EMPLOYEE)
    page.goto(f"{address}/mine-invitationer")
    page.locator(".form-checkbox").first.check(force=True)
    follow(page.get_by_role("button", name="Gem"))

    try_as(page, Role.LEAD)
    page.goto(board)
    expect(page.locator("section[aria-labelledby=med]")).to_contain_text("Afsluttet og bekræftet")
    look("board-closed")
    context.close()
    assert complaints == []
