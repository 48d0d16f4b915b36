"""How many of our files a question runs through: the fewer there are, the sooner somebody finds the place."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from graph.store import GraphStore
from harness.factories import employee, fill, skill, skill_id, task, workplace, workplace_id
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import service_on
from tests.service.web.pages import ask

ROOT = Path(__file__).parents[2]
ROOMS = ("matching", "graph", "service")
# What a match runs through today, the checks at the door among them. The aim is 20; it may only fall. It was
# 27 before weights were shipped by situation and workplaces that have worked together counted, and 29 before
# one table decided who may ask, and 30 before each answer was recorded
# and had to pass a gate, and the trade behind a need counted.
# Before people signed in it was 35: who asks, from where and how often; and 40 before each request asked the
# graph whether anything changed.
MOST_OF_A_MATCH = 46
# And the page that answers a text: its words, two steps to a probability, whether it is a task, the pictures
# and the templates. It may only fall. It was 65 before that was told from signs, and 67
# before a gate, and 70 before people signed in, with a token in each form, and 80 before what is asked was
# kept in the graph instead of the address, and 87 before each request asked the graph for its change number.
MOST_OF_THE_PAGE = 95


def files_of(work: Callable[[], Any]) -> list[str]:
    """The files of the three rooms whose functions run during `work`, by path."""
    found: set[str] = set()

    def count(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call":
            found.add(frame.f_code.co_filename)

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    paths = (Path(file) for file in found if file.startswith(str(ROOT)))
    ours = (path.relative_to(ROOT) for path in paths)
    return sorted(str(path) for path in ours if path.parts[0] in ROOMS)


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    fill(
        graph,
        skill("Legepladser"),
        workplace("Kommunen"),
        workplace("Park og Vej", part_of="Kommunen"),
        employee("Anna Holm", skills={"Legepladser": 5}, workplace="Park og Vej"),
        employee("Bo Lind", skills={"Legepladser": 3}, workplace="Park og Vej"),
        task(
            "Ny legeplads ved skolen",
            requires={"Legepladser": 3},
            owners=["Park og Vej"],
            members=["Anna Holm", "Bo Lind"],
            closed_on=date(2026, 10, 20),
        ),
    )
    return graph


def test_a_match_with_skills_runs_through_few_files(store: GraphStore) -> None:
    lead = client(service_on(store), Role.LEAD)
    question = {"requirements": [{"skill": skill_id("Legepladser")}]}
    lead.post("/api/v1/matches", json=question)

    files = files_of(lambda: lead.post("/api/v1/matches", json=question))

    assert "matching/ranking/ranking.py" in files
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"counts them ({MOST_OF_A_MATCH}," in told
    assert len(files) <= MOST_OF_A_MATCH, "\n".join(files)


def test_the_page_of_a_task_runs_through_no_more_files_than_it_did(store: GraphStore) -> None:
    pages = service_on(store).test_client()
    question = {"tekst": "En ny legeplads", "enhed": workplace_id("Kommunen")}
    ask(pages, "/opgave", question)

    files = files_of(lambda: ask(pages, "/opgave", question))

    assert "service/web/templates/web/_card.html" in files
    assert len(files) <= MOST_OF_THE_PAGE, "\n".join(files)
