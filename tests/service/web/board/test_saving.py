"""Gem opgaven: what was confirmed becomes a task under a short address without its text, once."""

from dataclasses import replace

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import task, task_id
from matching.model import Requirement
from service.roles import Role
from tests.service.fakes import NOW
from tests.service.web.board.way import GDPR, SAVED, SONG, TEXT, as_, save, town
from tests.service.web.pages import ask, press, read


def test_the_page_with_the_list_leads_to_a_saved_task(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    page = read(press(lead, read(ask(lead, "/opgave", {"tekst": TEXT})), "Gem opgaven"))
    (draft,) = [form for form in page.forms if form.action == "/opgaver/gem"]
    assert dict(draft.fields)["titel"] == "Vi skal i gang med GDPR og korsang"
    answer = lead.post(draft.action, data=dict(draft.fields) | SAVED)

    board = answer.headers["Location"]
    assert "GDPR" not in board
    saved = graph.tasks.get(board.rsplit("/", 1)[1]).value
    assert (saved.title, saved.description, saved.owners) == ("Ny opgave", TEXT, ("wp-jobcenter",))
    assert set(saved.requirements) == {
        Requirement(skill=GDPR, level=4, essential=True),
        Requirement(skill=SONG, level=3, essential=False),
    }


def test_another_language_keeps_what_was_filled_in(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    page = read(lead.post("/opgaver/ny", data=SAVED | {"lang": "en"}))
    (draft,) = [form for form in page.forms if form.action == "/opgaver/gem"]
    kept = dict(draft.fields)
    assert "Save the task" in page.html
    assert (kept["titel"], kept[f"niveau-{GDPR}"], kept[f"vaegt-{SONG}"]) == ("Ny opgave", "4", "nyttig")


def test_what_was_taken_away_is_saved_too(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead, med=[GDPR], uden=[SONG, "urn:findes-ikke"])
    assert graph.tasks.get(board.rsplit("/", 1)[1]).value.taken_away == (SONG,)


def test_a_form_that_is_sent_twice_makes_one_task(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    number = "0d3c1f52-1c52-4a5e-9d5d-3d2f6f1f6a10"
    assert save(lead, nummer=number) == save(lead, nummer=number) == f"/opgaver/{number}"
    assert graph.tasks.list().total == 1


def test_a_number_of_another_is_not_taken_over(graph: GraphStore) -> None:
    lead = as_(town(graph, task("Andres")), Role.LEAD)
    theirs = replace(graph.tasks.get(task_id("Andres")).value, id="0d3c1f52-1c52-4a5e-9d5d-3d2f6f1f6a10")
    graph.tasks.create(theirs, Mover("emp-bo-berg", NOW))
    assert lead.post("/opgaver/gem", data=SAVED | {"nummer": theirs.id}).status_code == 409
    assert graph.tasks.get(theirs.id).value.title == "Andres"
    assert save(lead, nummer="../../x") != "/opgaver/../../x"


def test_a_title_and_an_owner_are_needed(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    refused = lead.post("/opgaver/gem", data=SAVED | {"titel": " ", "enhed": ""})
    assert refused.status_code == 422
    assert 'href="#titel"' in refused.text
    assert 'href="#enhed"' in refused.text
    assert graph.tasks.list().total == 0


def test_names_and_health_are_asked_about_before_they_are_saved(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    told = SAVED | {"tekst": "Vi skal hjælpe Anna Holm, som har fået en depression."}
    asked = lead.post("/opgaver/gem", data=told)
    assert asked.status_code == 422
    assert "Er det nødvendigt?" in asked.text
    assert graph.tasks.list().total == 0

    assert lead.post("/opgaver/gem", data=told | {"alligevel": "ja"}).status_code == 303


def test_a_personal_number_is_not_saved(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    refused = lead.post("/opgaver/gem", data=SAVED | {"tekst": "Hjælp 010190-1234 nu"})
    assert refused.status_code == 422
    assert "010190" not in refused.text
    assert graph.tasks.list().total == 0


def test_those_who_were_chosen_are_asked_next_by_the_answer_that_suggested_them(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    listed = read(ask(lead, "/opgave", {"tekst": TEXT}))
    form = listed.form_with("anbefaling")
    answer = dict(form.fields)["anbefaling"]
    asking = save(lead, medlem=["employee"], anbefaling=answer)
    page = lead.get(asking)
    assert "Spørg Anna Holm" in page.text
    board = asking.partition("/spoerg")[0]
    wanted = read(page).form_with("medarbejder")
    sent = lead.post(wanted.action, data=dict(wanted.fields) | {"goer": "spoerg"})
    assert sent.headers["Location"] == board
    (made,) = graph.invitations.of_task(board.rsplit("/", 1)[1])
    assert (made.recommendation, made.chosen_for) == (answer, None)


def test_the_list_of_a_saved_task_has_the_way_to_ask_and_not_its_text(graph: GraphStore) -> None:
    lead = as_(town(graph), Role.LEAD)
    board = save(lead)
    page = read(lead.get(board))
    found = [each for each in page.elements_of("a") if each.text.split() == ["Find", "kolleger"]]
    (find,) = [each for each in found if each.attributes.get("class") != "navigation-link"]
    href = find.attributes["href"]
    assert "korsang." not in href
    listed = lead.get(href).text
    assert "Spørg Anna" in listed
    assert "Til tavlen" in listed
