"""An invitation tells whoever is asked who asks, for what and why them, and nobody who hides."""

from dataclasses import replace
from typing import Any

from graph.store import GraphStore
from harness.factories import employee, fill, held, profession, skill, task, task_id
from matching.invitation import Choice, Invitation
from matching.model import Evidence, Visibility
from tests.service.web.invitations.employee import LEAD, PAGE, visitor
from tests.service.web.pages import read


def asked_anna(graph: GraphStore, title: str, **terms: Any) -> None:
    wanted = Invitation(id="", task=task_id(title), employee="employee", **terms)
    (made,) = graph.invitations.propose([wanted], LEAD)
    graph.invitations.invite(made.id, LEAD)


def test_one_reads_who_asks_from_where_and_why_oneself(graph: GraphStore) -> None:
    fill(
        graph,
        profession("Landmåler"),
        replace(employee("Mette Holm", workplace="Park", profession="Landmåler"), id="lead"),
        replace(employee("Anna", skills=[held("Tracering", 4, evidence=Evidence.CONFIRMED)]), id="employee"),
        skill("Vejbygning"),
        skill("Tracering", broader=["Vejbygning"]),
        task("Ny sti", requires={"Vejbygning": 3, "GDPR": 2}, description="Fra havnen til skolen"),
    )
    asked_anna(graph, "Ny sti", role="Tegner", chosen_for=Choice.POINTED_OUT, chosen_note="Du tegnede sidst")
    page = read(visitor(graph).get(PAGE))

    assert "Fra Mette Holm, Landmåler, Park" in page.text_of("p")
    assert "Fra havnen til skolen" in page.text_of("p")
    sentences = page.text_of("li")
    assert "Rolle: Tegner" in sentences
    assert "En kollega har peget på dig." in sentences
    assert "Afsenderen skriver: Du tegnede sidst" in sentences
    (why,) = [each for each in sentences if "Opgaven har brug for" in each]
    assert why.startswith("Opgaven har brug for »Vejbygning«. Du er erfaren i »Tracering«, som er en del af")


def test_a_sender_who_hides_is_a_colleague_from_where_the_task_is_owned(graph: GraphStore) -> None:
    fill(
        graph,
        replace(employee("Mette Holm", workplace="Hemmelig"), id="lead", visibility=Visibility.LEADS),
        replace(employee("Anna"), id="employee"),
        task("Ny sti", owners=["Park", "Havn"]),
    )
    asked_anna(graph, "Ny sti")
    page = visitor(graph).get(PAGE)

    assert "Fra en kollega hos Havn og Park" in read(page).text_of("p")
    assert "Mette" not in page.text
    assert "Hemmelig" not in page.text
