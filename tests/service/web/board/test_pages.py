"""The board: a lead asks, follows the answers, begins and closes; a no looks like silence."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, fill
from matching.model import Evidence, TaskStatus, Visibility
from service.roles import Role
from tests.service.fakes import NOW
from tests.service.web.board.way import GDPR, SONG, as_, ask, column, press, save, town
from tests.service.web.pages import read

OWN = "/mine-invitationer"


def test_a_task_goes_the_whole_way_from_saved_to_confirmed(graph: GraphStore) -> None:
    app = town(graph)
    lead, anna = as_(app, Role.LEAD), as_(app, Role.EMPLOYEE)
    board = save(lead)
    assert "find en til" in lead.get(board).text

    assert ask(lead, board, "employee").headers["Location"] == board
    assert "Anna Holm" in column(read(lead.get(board)), "Spurgt")
    press(anna, OWN, "/ja")
    page = read(lead.get(board))
    assert "Anna Holm" in column(page, "Med")
    assert "Dækkes af Anna Holm" in page.html

    press(lead, board, f"{board}/start")
    assert "I gang" in column(read(lead.get(board)), "Med")
    (invitation,) = graph.invitations.of_task(board.rsplit("/", 1)[1])
    done = {f"gjorde-{invitation.id}": "Skrev det", f"brugt-{invitation.id}": GDPR}
    press(lead, f"{board}/afslut", "/afslut", **done)
    assert graph.tasks.get(invitation.task).value.status is TaskStatus.CLOSED

    press(anna, OWN, "/brugt", kompetence=GDPR)
    (held,) = graph.employees.get("employee").value.skills
    assert held.evidence is Evidence.USED
    assert "bekræftet" in column(read(lead.get(board)), "Med")


def test_a_no_looks_like_no_answer(graph: GraphStore) -> None:
    app = town(graph)
    lead, anna = as_(app, Role.LEAD), as_(app, Role.EMPLOYEE)
    board = save(lead)
    ask(lead, board, "employee")
    silent = lead.get(board).text
    press(anna, OWN, "/nej", grund="Hemmelig grund")

    assert lead.get(board).text == silent


def test_an_invitation_is_taken_back_and_can_be_made_again(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead)
    ask(lead, board, "employee")
    press(lead, board, "/traek-tilbage")
    assert "Anna Holm" in column(read(lead.get(board)), "Ikke med")
    ask(lead, board, "employee", goer="foreslaa")
    assert "Ikke spurgt endnu" in column(read(lead.get(board)), "Foreslået")
    press(lead, board, "/spoerg")
    assert "Svar senest" in column(read(lead.get(board)), "Spurgt")


def test_asking_twice_asks_once(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead)
    for _ in range(2):
        assert ask(lead, board, "employee", "emp-bo-berg").status_code == 303
    assert len(graph.invitations.of_task(board.rsplit("/", 1)[1])) == 2


def test_the_form_of_asking_is_filled_in_and_asks_for_a_reason_where_nobody_suggested_them(
    graph: GraphStore,
) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead)
    page = read(lead.get(f"{board}/spoerg", query_string={"medarbejder": "employee"}))
    assert "fordi du kan: GDPR" in dict(page.form_with("besked").fields)["besked"]

    refused = ask(lead, board, "employee", hvorfor="")
    assert refused.status_code == 422
    assert "Vælg, hvorfor I spørger." in refused.text
    assert graph.invitations.of_task(board.rsplit("/", 1)[1]) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [("timer", "mange"), ("fra", "i morgen"), ("rolle", "x" * 201), ("besked", "x" * 2001)],
)
def test_what_is_wrong_is_said_beside_its_field(graph: GraphStore, field: str, value: str) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead)
    refused = ask(lead, board, "employee", **{field: value})
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text


def test_whoever_has_enough_invitations_is_put_down_and_the_lead_is_told(graph: GraphStore) -> None:
    lead = as_(town(graph, replace(employee("Eva Ek"), invitation_cap=0)), Role.LEAD)
    board = save(lead)
    answer = lead.get(ask(lead, board, "emp-eva-ek", "employee").headers["Location"])
    page = read(answer)
    assert "Eva Ek tager ikke imod flere invitationer" in " ".join(answer.text.split())
    assert "Eva Ek" in column(page, "Foreslået")
    assert "Anna Holm" in column(page, "Spurgt")
    assert "tager ikke imod" not in lead.get(f"{board}?optaget=employee").text


def test_an_offer_is_taken_up_or_thanked_no(graph: GraphStore) -> None:
    app = town(graph)
    lead, anna = as_(app, Role.LEAD), as_(app, Role.EMPLOYEE)
    board = save(lead)
    anna.post(f"{board}/tilbud", data={"kompetence": SONG, "besked": "Jeg synger"})
    assert "Jeg synger" in column(read(lead.get(board)), "Foreslået")
    press(lead, board, "/tag-imod")
    assert "Anna Holm" in column(read(lead.get(board)), "Med")


def test_who_said_yes_and_never_began_is_not_in_the_history(graph: GraphStore) -> None:
    app = town(graph)
    lead, anna = as_(app, Role.LEAD), as_(app, Role.EMPLOYEE)
    board = save(lead)
    ask(lead, board, "employee")
    press(anna, OWN, "/ja")
    assert "er ikke begyndt" in lead.get(f"{board}/afslut").text
    press(lead, f"{board}/afslut", "/afslut")
    kept = graph.tasks.get(board.rsplit("/", 1)[1]).value
    assert (kept.status, kept.assignments) == (TaskStatus.CLOSED, ())
    assert lead.post(f"{board}/afslut").status_code == 303


def test_whoever_hides_after_a_yes_has_no_name_on_the_board(graph: GraphStore) -> None:
    app = town(graph)
    lead, anna = as_(app, Role.LEAD), as_(app, Role.EMPLOYEE)
    board = save(lead)
    ask(lead, board, "employee")
    press(anna, OWN, "/ja")
    fill(graph, replace(graph.employees.get("employee").value, visibility=Visibility.HIDDEN))

    page = lead.get(board).text
    assert "Anna" not in page
    assert "En kollega, der ikke vises" in page


def test_the_address_to_share_holds_nothing_of_the_text(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead)
    (shared,) = read(lead.get(board)).elements_of("input", id="adresse")
    assert shared.attributes["value"] == f"http://localhost{board}"


def refused(client: FlaskClient, board: str) -> set[int]:
    return {
        client.get(board).status_code,
        client.get(f"{board}/spoerg?medarbejder=employee").status_code,
        client.post(f"{board}/afslut").status_code,
    }


def test_only_who_organises_the_task_opens_its_board(graph: GraphStore) -> None:
    app = town(graph, replace(employee("Hans Hede", workplace="Skolen"), id="hr"))
    board = save(as_(app, Role.LEAD))
    assert refused(as_(app, Role.EMPLOYEE), board) == {403}
    assert refused(as_(app, Role.HR), board) == {403}
    graph.tasks.create(
        replace(graph.tasks.get(board.rsplit("/", 1)[1]).value, id="andres", owners=("wp-skolen",)),
        Mover("emp-bo-berg", NOW),
    )
    assert refused(as_(app, Role.LEAD), "/opgaver/andres") == {403}
    assert refused(as_(app, Role.LEAD), "/opgaver/findes-ikke") == {404}


def test_the_board_speaks_english(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead)
    lead.get(f"{board}?lang=en")
    assert "Not taking part" in lead.get(board).text
