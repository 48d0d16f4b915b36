"""A board names past tasks like its own, and whom to ask about them."""

from dataclasses import replace
from datetime import date

from graph.store import GraphStore
from harness.factories import employee, task
from matching.model import Visibility
from service.roles import Role
from tests.service.web.board.way import as_, ask, save, town
from tests.service.web.pages import read


def test_past_tasks_like_this_one_say_whom_to_ask_and_name_nobody_who_hides(graph: GraphStore) -> None:
    hidden = replace(employee("Ove Usynlig"), visibility=Visibility.HIDDEN)
    before = task(
        "Korsang og GDPR på skolen",
        requires={"GDPR": 3, "Korsang": 3},
        members=["Bo Berg", "Ove Usynlig"],
        closed_on=date(2025, 6, 1),
    )
    lead = as_(town(graph, hidden, before), Role.LEAD)
    board = save(lead)
    page = read(lead.get(board))
    (similar,) = page.text_of("ul", class_="board-similar")
    assert similar == "»Korsang og GDPR på skolen« (juni 2025) – spørg Bo Berg"
    assert "Ove" not in page.html

    ask(lead, board, "emp-bo-berg")
    assert not read(lead.get(board)).text_of("ul", class_="board-similar")
