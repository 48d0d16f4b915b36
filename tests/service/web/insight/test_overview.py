"""Overblik, as HR reads it."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from graph.store import GraphStore
from harness.factories import employee, fill, task, workplace
from matching.model import Visibility
from service.roles import Role
from tests.service.standing import service_on
from tests.service.web.accessibility import sound
from tests.service.web.browsing import get, opened
from tests.service.web.municipality import app
from tests.service.web.pages import read

PAGE = "/overblik"
FILES = ("kompetencer", "en-arbejdsplads", "ingen-kan", "udloeber", "samarbejde")


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """Anna alone knows noise, at a large school; Carl alone law, at a small office; nobody knows grief."""
    fill(
        graph,
        workplace("Kommunen"),
        *(workplace(name, part_of="Kommunen") for name in ("Biblioteket", "Skolen", "Kontoret")),
        employee("Anna Sol", skills={"Støj": 4}, workplace="Skolen"),
        employee("Carl Lund", skills={"Jura": 4}, workplace="Kontoret"),
        replace(employee("Dan Skjult", skills={"Sorg": 5}, workplace="Skolen"), visibility=Visibility.HIDDEN),
        *(employee(f"B{number}", workplace="Biblioteket") for number in range(10)),
        *(employee(f"S{number}", workplace="Skolen") for number in range(10)),
        task("Åben", requires={"Støj": 3, "Sorg": 3}),
        task("Fælles", members=["B1", "S1"], closed_on=date(2026, 5, 1)),
        task("Før", members=["B1", "S1"], closed_on=date(2024, 5, 1)),
        task("Også før", members=["B1", "S2"], closed_on=date(2024, 6, 1)),
    )
    return service_on(graph)


def rows(service: Flask, name: str) -> list[list[str]]:
    file = get(service, f"{PAGE}/{name}.csv")
    return list(csv.reader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";"))[1:]


def test_page_and_files_say_what_is_asked_for_and_how_many_can(service: Flask) -> None:
    assert rows(service, "kompetencer") == [
        ["Sorg", "øvet", "1", "0", "0", "0"],
        ["Støj", "øvet", "1", "0", "under 10", "–"],
    ]
    assert rows(service, "ingen-kan") == [["Åben", "Sorg", "øvet", "nyttig"]]
    together = [(year, {one, other}, tasks) for year, one, other, tasks in rows(service, "samarbejde")]
    assert together == [
        ("2024", {"Biblioteket", "Skolen"}, "2"),
        ("2026", {"Biblioteket", "Skolen"}, "1"),
    ]
    text = " ".join(read(get(service, PAGE)).html.split())
    for cells in (("Støj", "øvet", "1"), ("Åben", "Sorg", "øvet")):
        first, *others = cells
        assert f'<th scope="row">{first}</th>' in text
        assert all(each in text for each in others)


def test_the_only_one_who_can_is_never_named(service: Flask) -> None:
    texts = [get(service, PAGE).text, *(get(service, f"{PAGE}/{name}.csv").text for name in FILES)]
    for text in texts:
        assert not any(name in text for name in ("Anna", "Carl", "Dan", "emp-"))


def test_a_small_workplace_is_not_named_since_that_would_tell_who_it_is(service: Flask) -> None:
    assert rows(service, "en-arbejdsplads") == [
        ["Jura", "en lille arbejdsplads", "under 10"],
        ["Støj", "Skolen", "under 10"],
    ]
    assert "Kontoret" not in get(service, PAGE).text


@pytest.mark.parametrize(("asked", "year", "tasks"), [("", 2026, "1"), ("?aar=2024", 2024, "2")])
def test_areas_stand_against_each_other_a_year_at_a_time(
    service: Flask, asked: str, year: int, tasks: str
) -> None:
    page = read(get(service, f"{PAGE}{asked}"))
    assert f"Opgaver sammen i {year}" in page.html
    squares = [each for each in page.elements_of("td") if each.attributes.get("class") == "square-5"]
    assert [each.text for each in squares] == [tasks, tasks]


@pytest.mark.parametrize("asked", ["?aar=1900", "?aar=mange", "?aar=-1"])
def test_a_year_without_anything_is_the_latest(service: Flask, asked: str) -> None:
    assert "Opgaver sammen i 2026" in get(service, f"{PAGE}{asked}").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_only_hr_sees_page_and_files(service: Flask, role: Role) -> None:
    for path in (PAGE, *(f"{PAGE}/{name}.csv" for name in FILES)):
        assert (get(service, path, role).status_code == 200) is (role is Role.HR)


def test_a_file_that_there_is_not_is_not_there(service: Flask) -> None:
    assert get(service, f"{PAGE}/loen.csv").status_code == 404


def test_an_empty_house_says_so() -> None:
    answer: Any = get(app(tasks=()), PAGE)
    assert "Her er ikke noget lige nu" in answer.text


def test_the_time_that_demand_is_counted_over_is_said_in_years(service: Flask) -> None:
    for address, words in ((PAGE, "i de seneste to år."), (f"{PAGE}?lang=en", "in the last two years.")):
        assert words in " ".join(get(service, address).text.split())


def test_the_page_and_that_on_fairness_are_linked_once_each_way(service: Flask) -> None:
    for here, there in ((PAGE, "/fordeling"), ("/fordeling", PAGE)):
        assert get(service, here).text.count(f'href="{there}"') == 1


def test_it_speaks_english_too(service: Flask) -> None:
    assert "Only at one workplace" in get(service, f"{PAGE}?lang=en").text


@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_accessible(service: Flask, browser: Browser, width: int) -> None:
    with opened(service, browser, PAGE, role=Role.HR, width=width) as page:
        sound(page)
