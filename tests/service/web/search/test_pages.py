"""The search by skill, and what pages say while suggestions are switched off."""

from flask import Flask

from service.gate import Gate
from tests.service.web.municipality import AskedMatcher, StoreInMemory, app
from tests.service.web.pages import ask


def switched_off() -> Flask:
    store = StoreInMemory()
    matcher = AskedMatcher(store)
    matcher.gate = Gate(store, matching=False)  # type: ignore[arg-type]
    return app(store, matcher)


def page(service: Flask, path: str, **query: str) -> str:
    return service.test_client().get(path, query_string=query).get_data(as_text=True)


def test_who_said_they_have_a_skill_stands_by_the_alphabet() -> None:
    shown = page(app(), "/soeg", kompetence="cykel")
    names = [line.split(",")[0] for line in shown.split("<li>")[1:] if "</li>" in line and "<a" not in line]
    assert names
    assert names == sorted(names)
    assert "%" not in shown.partition("<main")[2].partition("</main>")[0]


def test_a_search_that_finds_nothing_says_so() -> None:
    assert "Ingen har sagt" in page(app(), "/soeg", kompetence="xyzzy")
    assert "Ingen har sagt" not in page(app(), "/soeg")


def test_switched_off_every_page_says_so_and_shows_the_way_to_the_search() -> None:
    service = switched_off()
    for path in ("/", "/soeg"):
        assert "Forslag er slået fra" in page(service, path)
    assert "Forslag er slået fra" not in page(app(), "/")


def test_switched_off_a_task_gets_no_answer_in_either_language() -> None:
    client = switched_off().test_client()
    for path in ("/opgave", "/hold"):
        answer = ask(client, path, {"tekst": "Ny cykelsti"})
        assert answer.status_code == 503
        assert "Forslag er slået fra" in answer.get_data(as_text=True)
        assert 'href="/soeg"' in answer.get_data(as_text=True)
    client.get("/?lang=en")
    english = ask(client, "/opgave", {"tekst": "Ny cykelsti"}).get_data(as_text=True)
    assert "Suggestions are switched off" in english


def test_switched_off_the_search_still_finds_people() -> None:
    assert "<li>" in page(switched_off(), "/soeg", kompetence="cykel").partition("<main")[2]
