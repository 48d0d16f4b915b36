"""What people wrote runs on no page: names, labels, tasks and messages with markup in a real browser.

`test_stored_markup.py` reads the pages; here a browser does, on the real graph. The policy would stop most of
it besides, so what it complains of counts as let in too.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, fill, held, profession, skill, skill_id, task, task_id, workplace
from matching.invitation import Invitation
from service.rights import ROUTES
from service.roles import Role
from tests.service.fakes import NOW, as_role
from tests.service.serving import serving
from tests.service.standing import service_on
from tests.service.web.pages import FROM_HERE

MARKUP = (
    "Åse<script>fetch('/indbrud')</script>",
    'Søren"><img src=/indbrud onerror="document.title=\'indbrud\'">',
    "Bø' autofocus onfocus='alert(1)",
    "</textarea></title><svg onload=alert(1)>Ø",
    '<div hx-get="/indbrud" hx-trigger="load">Ærø</div>',
    '<a href="javascript:alert(1)" class="button">Kør</a><link rel=stylesheet href=/indbrud>',
    "{{ 7 * 7 }}<meta http-equiv=refresh content='0;url=/indbrud'><base href=//indbrud.example>",
)
WRITTEN = " ".join(MARKUP)
TEXT = f"Vi skal plante træer i skoven {WRITTEN}"
ASKED = {"tekst": TEXT, "enhed": "wp-park", "spoerger": "lead", "hold": "employee", "soeg": WRITTEN}
FOUND = urlencode({"efter": "træplantning"})
ASKING = ("/opgave", "/hold", "/hold/pladser")
PAGES = [
    route.removeprefix("GET ")
    for route in ROUTES
    if route.startswith("GET /") and "/api/" not in route and "<" not in route and not route.endswith(".csv")
]
ROLES = (Role.LEAD, Role.EMPLOYEE, Role.HR, Role.HEAD, Role.DPO)


@pytest.fixture
def site(graph: GraphStore) -> Iterator[str]:
    """The address of the service on a graph in which every text has markup in it."""
    trees = replace(skill("Træplantning"), label_da=f"træplantning {WRITTEN}", alt_da=("plante træer",))
    holding = [replace(held("Træplantning"), source=WRITTEN[:100])]
    people = [
        replace(employee(f"{name} {WRITTEN}", skills=holding, workplace="Park"), id=name)
        for name in ("lead", "employee", "e3")
    ]
    fill(
        graph,
        trees,
        replace(profession("Socialrådgiver"), label_da=f"Gartner {WRITTEN}"),
        replace(workplace("Park"), name=f"Park {WRITTEN}"),
        *people,
        replace(task("Skov", requires={"Træplantning": 3}), title=f"Skov {WRITTEN}", description=TEXT),
    )
    lead = Mover("lead", NOW)
    wanted = Invitation(
        id="",
        task=task_id("Skov"),
        employee="employee",
        message=WRITTEN,
        role=WRITTEN[:100],
        chosen_note=WRITTEN,
    )
    (made,) = graph.invitations.propose([wanted], lead)
    graph.invitations.invite(made.id, lead)
    graph.invitations.accept(made.id, Mover("employee", NOW))
    graph.invitations.start(made.id, lead)
    graph.invitations.close(made.id, lead, did=WRITTEN, used=[skill_id("Træplantning")])
    with serving(service_on(graph)) as address:
        yield address


def test_nothing_that_people_wrote_runs_or_asks_for_anything(site: str, browser: Browser) -> None:
    happened: list[str] = []
    shown: set[str] = set()
    for role in ROLES:
        context = browser.new_context(extra_http_headers=as_role(role))
        page = context.new_page()
        page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
        page.on(
            "console", lambda message: happened.append(message.text) if "Policy" in message.text else None
        )
        page.on("pageerror", lambda error: happened.append(str(error)))
        page.on(
            "request",
            lambda request: (
                happened.append(request.url) if "indbrud" in request.url.partition("?")[0] else None
            ),
        )
        for path in (*(each for each in PAGES if role in ROUTES[f"GET {each}"].roles), "/findes-ikke"):
            addresses = [f"{site}{path}?{urlencode(ASKED)}"]
            if role is Role.LEAD:
                addresses.append(f"{site}{path}?{FOUND}")
            if path in ASKING and role is Role.LEAD:
                addresses.append(context.request.post(f"{site}{path}", form=ASKED, headers=FROM_HERE).url)
            for address in addresses:
                page.goto(address)
                assert page.title() != "indbrud"
                assert (
                    page.evaluate(
                        "document.querySelectorAll('[onerror],[onload],[onfocus],base,svg[onload]').length"
                    )
                    == 0
                )
                shown |= {path} if "onerror=" in page.inner_text("body") else set()
        context.close()
    assert happened == []
    assert {"/opgave", "/soeg", "/mine-invitationer"} <= shown
