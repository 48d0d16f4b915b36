"""A manager answers what they are asked, and sees who of theirs helps elsewhere, on a phone too."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, fill, task, task_id, workplace
from matching.invitation import Invitation, ManagerAnswer
from matching.model import Involvement
from service.roles import Role
from tests.service.fakes import NOW, as_role
from tests.service.serving import serving
from tests.service.standing import asking, service_on
from tests.service.web.accessibility import sound
from tests.service.web.pages import read, submit

ASKED, LENT = "/hoeringer", "/udlaan"
LEAD = Mover("lead", NOW)


@pytest.fixture
def consulted(graph: GraphStore) -> Invitation:
    """Anna has said yes to help at the harbour, and the head of her school is asked."""
    fill(
        graph,
        workplace("Havnen"),
        replace(workplace("Skolen"), manager="head", involvement=Involvement.CONSULTED),
        replace(employee("Hanne Chef", workplace="Skolen"), id="head"),
        replace(employee("Anna Holm", workplace="Skolen"), id="employee"),
        task("Kajen", owners=["Havnen"]),
    )
    wanted = Invitation(id="", task=task_id("Kajen"), employee="employee", hours=4.0)
    (made,) = graph.invitations.propose([wanted], LEAD)
    graph.invitations.invite(made.id, LEAD)
    return graph.invitations.accept(made.id, Mover("employee", NOW))


def visitor(graph: GraphStore, role: Role = Role.HEAD) -> FlaskClient:
    return asking(service_on(graph), role)


def test_a_consultation_is_answered_and_an_objection_says_why(
    graph: GraphStore, consulted: Invitation
) -> None:
    head = visitor(graph)
    assert "1 høring venter på dit svar." in read(head.get(LENT)).text_of("strong")
    page = read(head.get(ASKED))
    assert "Venter på dit svar. Du kan svare til og med 30. november 2026" in page.text_of("strong")
    assert "»Kajen« hos Havnen: 4 timer om ugen" in page.text_of("p")

    refused = submit(head, page.form_with("svar"), svar="objects", note="  ")
    assert refused.status_code == 422
    assert "Skriv, hvorfor det ikke passer." in refused.text
    answered = submit(head, read(refused).form_with("svar"), svar="objects", note="Vi er få i marts")
    assert "Du har svaret, at det ikke passer" in answered.text
    kept = graph.invitations.get(consulted.id).value
    assert (kept.manager_answer, kept.manager_note) == (ManagerAnswer.OBJECTS, "Vi er få i marts")
    assert "venter på dit svar" not in head.get(LENT).text


def test_what_is_too_long_comes_back_as_it_was_written(graph: GraphStore, consulted: Invitation) -> None:
    head = visitor(graph)
    refused = submit(head, read(head.get(ASKED)).form_with("svar"), svar="objects", note="Nej, " * 500)
    assert refused.status_code == 422
    assert ("note", ("Nej, " * 500).strip()) in read(refused).form_with("svar").fields
    assert graph.invitations.get(consulted.id).value.manager_answer is None


def test_nobody_else_finds_the_consultation(graph: GraphStore, consulted: Invitation) -> None:
    hr = visitor(graph, Role.HR)
    assert "Kajen" not in hr.get(ASKED).text
    path = f"{ASKED}/{consulted.id}/svar"
    answer = hr.post(path, data={"svar": "agrees"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 404
    assert hr.get(LENT).status_code == 403


def test_a_manager_who_is_no_head_is_led_there_from_min_side(
    graph: GraphStore, consulted: Invitation
) -> None:
    graph.loading.apply(graph.loading.plan_workplaces([replace(workplace("Skolen"), manager="hr")]))
    assert ASKED not in visitor(graph, Role.EMPLOYEE).get("/min-side").text
    fill(graph, replace(employee("Hans", workplace="Skolen"), id="hr"))
    assert ASKED not in visitor(graph, Role.HR).get("/min-side").text
    head = visitor(graph, Role.HEAD).get("/min-side")
    assert ASKED in [each.attributes["href"] for each in read(head).elements_of("a")]


def test_a_head_reads_who_helps_elsewhere_in_both_languages(graph: GraphStore, consulted: Invitation) -> None:
    head = visitor(graph)
    page = read(head.get(LENT))
    assert "Anna Holm" in page.text_of("h3")
    assert "I alt: 4 timer om ugen" in page.text_of("strong")
    assert "»Kajen« hos Havnen: 4 timer om ugen · ingen slutdato aftalt" in page.text_of("li")
    english = head.get(f"{LENT}?lang=en", follow_redirects=True).text
    assert "Who is helping others" in english
    assert "Consultations" in head.get(ASKED).text


def test_the_pages_are_accessible_at_both_widths(
    graph: GraphStore, consulted: Invitation, browser: Browser
) -> None:
    with serving(visitor(graph).application) as address:
        for width in (1280, 360):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, extra_http_headers=as_role(Role.HEAD)
            )
            page = context.new_page()
            for path in (ASKED, LENT):
                page.goto(address + path)
                sound(page)
            page.goto(address + ASKED)
            page.get_by_label("Ja, det passer").focus()
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            expect(page.get_by_role("status").filter(has_text="Gemt")).to_be_visible()
            context.close()
