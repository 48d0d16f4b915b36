"""From an empty profile to ten skills on a phone, in fewer taps than thirty."""

from dataclasses import replace

from playwright.sync_api import Browser, expect

from graph.store import GraphStore
from harness.factories import employee, fill, profession, skill
from matching.own_skills import counting
from service.roles import Role
from tests.service.fakes import as_role
from tests.service.serving import serving
from tests.service.standing import service_on

MOST_TAPS = 30
SKILLS = [f"Fag {letter}" for letter in "ABCDEFGHIJKL"]


def test_ten_skills_take_fewer_than_thirty_taps(graph: GraphStore, browser: Browser) -> None:
    fill(
        graph,
        *map(skill, SKILLS),
        profession("Gartner", requires=SKILLS),
        replace(employee("Anna", profession="Gartner"), id="employee"),
    )
    with serving(service_on(graph)) as address:
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True, extra_http_headers=as_role(Role.EMPLOYEE)
        )
        page = context.new_page()
        page.goto(f"{address}/min-side")
        wanted = [page.get_by_role("link", name="Se 12 forslag")]
        wanted += [page.get_by_label(each, exact=True) for each in SKILLS[:10]]
        wanted.append(page.get_by_role("button", name="Tilføj de valgte"))
        for each in wanted:
            each.tap()
        expect(page.get_by_role("status").filter(has_text="Gemt")).to_be_visible()
        context.close()

    assert len(wanted) < MOST_TAPS
    assert len(counting(graph.employees.get("employee").value)) == 10
