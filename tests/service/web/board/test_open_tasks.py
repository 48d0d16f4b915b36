"""Opgaver: one's own, the workplace's, and what open tasks lack, which anybody can offer."""

from graph.store import GraphStore
from harness.factories import task
from matching.invitation import State
from service.roles import Role
from tests.service.web.board.way import SONG, as_, save, town
from tests.service.web.pages import read


def test_a_lead_sees_their_own_and_those_of_the_workplace(graph: GraphStore) -> None:
    lead = as_(town(graph, task("Vores", owners=["Jobcenter"]), task("Andres", owners=["Skolen"])), Role.LEAD)
    board = save(lead)
    sections = read(lead.get("/opgaver")).elements_of("section")
    mine, ours, _lacking = (" ".join(each.text.split()) for each in sections)
    assert "Ny opgave" in mine
    assert "Vores" in ours
    assert "Andres" not in mine + ours
    assert board in lead.get("/opgaver").text


def test_anybody_offers_what_an_open_task_lacks(graph: GraphStore) -> None:
    app = town(graph)
    board = save(as_(app, Role.LEAD))
    anna = as_(app, Role.EMPLOYEE)
    page = anna.get("/opgaver")
    assert "Mine opgaver" not in page.text
    (form,) = [each for each in read(page).forms if ("kompetence", SONG) in each.fields]
    assert form.action == f"{board}/tilbud"
    sent = anna.post(form.action, data=dict(form.fields) | {"timer": "2"})
    assert sent.headers["Location"] == "/mine-invitationer"
    (made,) = graph.invitations.of_employee("employee")
    assert (made.state, made.hours) == (State.OFFERED, 2)


def test_an_offer_of_a_strange_number_of_hours_is_not_made(graph: GraphStore) -> None:
    app = town(graph)
    board = save(as_(app, Role.LEAD))
    anna = as_(app, Role.EMPLOYEE)
    refused = anna.post(f"{board}/tilbud", data={"kompetence": SONG, "timer": "99"})
    assert refused.status_code == 422
    (english,) = read(refused).elements_of("a", class_="language-link")
    assert english.attributes["href"] == "/opgaver?lang=en"
    assert graph.invitations.of_employee("employee") == ()
