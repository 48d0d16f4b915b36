"""A colleague answers their own invitations on a page that needs no JavaScript, and no other site can."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from playwright.sync_api import Browser

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, fill, skill_id, task, task_id
from matching.invitation import Invitation, State
from service.roles import Role
from tests.service.fakes import NOW, as_role
from tests.service.serving import serving
from tests.service.web.accessibility import sound
from tests.service.web.invitations.employee import LEAD, PAGE, visitor
from tests.service.web.pages import read


@pytest.fixture
def invitation(graph: GraphStore) -> Invitation:
    fill(graph, replace(employee("Anna"), id="employee"), task("Ny <cykelsti>", requires={"GDPR": 3}))
    wanted = Invitation(id="", task=task_id("Ny <cykelsti>"), employee="employee", message="Kom & vær med")
    (made,) = graph.invitations.propose([wanted], LEAD)
    return graph.invitations.invite(made.id, LEAD)


def send(anna: FlaskClient, button: str, **values: Any) -> Any:
    """Press a button of the page, as a browser without scripts does."""
    page = read(anna.get(PAGE))
    (form,) = [each for each in page.forms if each.action.endswith(f"/{button}")]
    return anna.post(form.action, data=dict(form.fields) | values)


def state(graph: GraphStore, invitation: Invitation) -> State:
    return graph.invitations.get(invitation.id).value.state


def test_a_yes_and_a_later_no_are_two_buttons(graph: GraphStore, invitation: Invitation) -> None:
    anna = visitor(graph)
    page = anna.get(PAGE).text
    assert "Ny &lt;cykelsti&gt;" in page
    assert "Kom &amp; vær med" in page

    receipt = anna.get(send(anna, "ja").headers["Location"])
    assert "Du har sagt ja: Ny <cykelsti>" in read(receipt).text_of("p", class_="alert-heading")
    assert state(graph, invitation) is State.ACCEPTED
    send(anna, "nej", grund="Det gik ikke alligevel")
    assert state(graph, invitation) is State.DECLINED
    assert graph.invitations.get(invitation.id).value.reason == "Det gik ikke alligevel"
    assert "Du har sagt nej" in anna.get(PAGE).text


def test_min_side_says_what_waits_and_from_whom(graph: GraphStore, invitation: Invitation) -> None:
    fill(graph, replace(employee("Mette Holm"), id="lead"))
    anna = visitor(graph)
    page = read(anna.get("/min-side"))
    assert "1 invitation venter på dig" in page.text_of("h2")
    assert f"{PAGE}#invitation-{invitation.id}" in [each.attributes["href"] for each in page.elements_of("a")]
    assert any(each.startswith("Fra Mette Holm") for each in page.text_of("p"))
    send(anna, "nej")
    assert "venter på dig" not in anna.get("/min-side").text


def test_what_is_over_is_folded_away_and_a_no_has_a_receipt(
    graph: GraphStore, invitation: Invitation
) -> None:
    anna = visitor(graph)
    receipt = read(anna.get(send(anna, "nej").headers["Location"]))
    assert "Du har sagt nej: Ny <cykelsti>" in receipt.text_of("p", class_="alert-heading")
    assert "Ingen andre ser dit nej, og det tæller ikke imod dig." in receipt.html
    assert receipt.text_of("summary")[-1] == "1 afsluttet"
    assert all("/nej" not in each.action for each in receipt.forms)


def test_what_was_used_goes_on_the_profile(graph: GraphStore, invitation: Invitation) -> None:
    anna = visitor(graph)
    send(anna, "ja")
    graph.invitations.start(invitation.id, LEAD)
    graph.invitations.close(invitation.id, LEAD, did="Tegnede", used=[skill_id("GDPR")])
    send(anna, "brugt", kompetence=skill_id("GDPR"))

    assert [held.skill for held in graph.employees.get("employee").value.skills] == [skill_id("GDPR")]
    assert "/brugt" not in anna.get(PAGE).text


@pytest.mark.parametrize(("said", "level"), [("5", 5), ("", 3), ("6", 3), ("øvet", 3)])
def test_one_says_at_which_level_by_what_it_means(
    graph: GraphStore, invitation: Invitation, said: str, level: int
) -> None:
    anna = visitor(graph)
    send(anna, "ja")
    graph.invitations.start(invitation.id, LEAD)
    graph.invitations.close(invitation.id, LEAD, did="Tegnede", used=[skill_id("GDPR")])
    assert "Ekspert: Sætter retningen for området" in anna.get(PAGE).text
    send(anna, "brugt", **{"kompetence": skill_id("GDPR"), f"niveau-{skill_id('GDPR')}": said})
    (held,) = graph.employees.get("employee").value.skills
    assert held.level == level


def test_nobody_sees_or_answers_the_invitation_of_another(graph: GraphStore, invitation: Invitation) -> None:
    hr = visitor(graph, Role.HR)
    assert "cykelsti" not in hr.get(PAGE).text
    with hr.session_transaction() as session:
        session["kvittering"] = "t"
    assert hr.post(f"{PAGE}/{invitation.id}/ja", data={"kvittering": "t"}).status_code == 404
    assert state(graph, invitation) is State.INVITED


def test_an_answer_that_comes_too_late_is_told_in_words(graph: GraphStore, invitation: Invitation) -> None:
    anna = visitor(graph)
    page = read(anna.get(PAGE))
    graph.invitations.withdraw(invitation.id, LEAD)
    (form,) = [each for each in page.forms if each.action.endswith("/ja")]
    refused = anna.post(form.action, data=dict(form.fields))

    assert refused.status_code == 409
    assert "Det kan ikke lade sig gøre længere" in refused.text


def test_the_page_speaks_english_too(graph: GraphStore, invitation: Invitation) -> None:
    anna = visitor(graph)
    anna.get(f"{PAGE}?lang=en")
    assert "Waiting for your answer" in anna.get(PAGE).text


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_is_accessible(
    graph: GraphStore, invitation: Invitation, browser: Browser, width: int
) -> None:
    anna = visitor(graph)
    send(anna, "ja")
    fill(graph, task("Anden"))
    (other,) = graph.invitations.propose(
        [Invitation(id="", task=task_id("Anden"), employee="employee", message="Kom")], LEAD
    )
    graph.invitations.invite(other.id, LEAD)
    graph.invitations.start(invitation.id, LEAD)
    graph.invitations.close(invitation.id, LEAD, did="Tegnede", used=[skill_id("GDPR")])
    with serving(anna.application) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, extra_http_headers=as_role(Role.EMPLOYEE)
        )
        page = context.new_page()
        page.goto(address + PAGE)
        sound(page)
        context.close()


def test_an_offer_stands_on_the_page_until_it_is_answered_or_taken_back(graph: GraphStore) -> None:
    fill(graph, replace(employee("Anna"), id="employee"), task("Ny sti", requires={"GDPR": 3}))
    wanted = Invitation(id="", task=task_id("Ny sti"), employee="employee", offers=skill_id("GDPR"))
    made = graph.invitations.offer(wanted, Mover("employee", NOW))
    anna = visitor(graph)
    page = anna.get(PAGE).text
    assert "Dit tilbud venter på svar" in page
    assert "du tilbyder gdpr" in page.casefold()

    send(anna, "nej")
    assert state(graph, made) is State.DECLINED
    assert "Du har trukket dit tilbud tilbage" in anna.get(PAGE).text


def test_what_is_agreed_is_a_file_for_the_calendar_and_what_is_not_is_none(graph: GraphStore) -> None:
    fill(graph, replace(employee("Anna"), id="employee"), task("Støj på Østerå"))
    wanted = Invitation(
        id="", task=task_id("Støj på Østerå"), employee="employee", hours=2.5, starts_on=date(2026, 12, 1)
    )
    (made,) = graph.invitations.propose([wanted], LEAD)
    graph.invitations.invite(made.id, LEAD)
    anna, place = visitor(graph), f"{PAGE}/{made.id}/aftale.ics"
    assert place not in anna.get(PAGE).text
    assert anna.get(place).status_code == 404

    send(anna, "ja")
    assert place in anna.get(PAGE).text
    file = anna.get(place)
    assert (file.mimetype, "aftale.ics" in file.headers["Content-Disposition"]) == ("text/calendar", True)
    (event,) = Calendar.from_ical(file.data).events
    assert str(event["SUMMARY"]) == "Støj på Østerå"
    assert str(event["DESCRIPTION"]) == "2,5 timer om ugen"
    assert str(event["URL"]) == f"http://localhost{PAGE}"
    api = anna.get(f"/api/v1/invitations/{made.id}/calendar", query_string={"language": "en"})
    assert "2.5 hours a week" in Calendar.from_ical(api.json["calendar"]).events[0]["DESCRIPTION"]
