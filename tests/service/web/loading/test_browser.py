"""HR's way in a real browser, at both widths, by keyboard: choose, see, mend, write, look back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store import GraphStore
from harness.browsing import follow, try_as, unfold_menu
from service.roles import Role
from tests.service.serving import serving
from tests.service.web.accessibility import sound
from tests.service.web.loading.house import AASE, BJOERN, COLUMNS, LOST, house

ROWS = COLUMNS + AASE + BJOERN + LOST + "00421;;Skolen;Lærer\n"


def enter(page: Page, button: str) -> None:
    follow(page.get_by_role("button", name=button, exact=True))


@pytest.mark.parametrize("width", [1280, 360])
def test_hr_loads_a_file_with_faults_by_keyboard(
    graph: GraphStore, browser: Browser, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "medarbejdere.csv"
    file.write_text(ROWS, encoding="utf-8")
    complaints: list[str] = []
    with serving(house(graph)) as address:
        page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{address}/hjaelp")
        try_as(page, Role.HR)
        unfold_menu(page)
        follow(page.get_by_role("link", name="HR", exact=True))
        follow(page.get_by_role("link", name="Indlæs", exact=True))
        sound(page)
        page.set_input_files("#employees", str(file))
        enter(page, "Se, hvad der ville ske")
        expect(page.get_by_role("heading", name="Afviste rækker (2)")).to_be_visible()
        sound(page)
        page.get_by_label("arbejdsplads_id").fill("Skolen")
        follow(page.get_by_label("arbejdsplads_id"))
        expect(page.get_by_role("heading", name="Afviste rækker (1)")).to_be_visible()
        page.get_by_label("Højst så mange procent af en fils rækker afvist").fill("25")
        enter(page, "Sæt grænsen, og se igen")
        enter(page, "Skriv")
        expect(page.get_by_text("Det er skrevet")).to_be_visible()
        sound(page)
        follow(page.get_by_role("link", name="Til Indlæs"))
        expect(page.get_by_role("row", name=re.compile(r"Medarbejdere \S+ 3 0 0 1 ja"))).to_be_visible()
        sound(page)
        page.context.close()
    assert complaints == []
    assert {"00417", "00418", "00419"} < graph.employees.ids()
