"""The page of a workplace tells what it can where ten or more work there, and of nobody by themselves."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, fill, task, workplace, workplace_id
from matching.model import Visibility
from service.roles import PERSONS, Role
from tests.service.standing import service_on
from tests.service.web.browsing import get


def address(name: str) -> str:
    return f"/arbejdsplads/{workplace_id(name)}"


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """Eleven at the school, ten at the library, nine at the office of whom one hides."""
    fill(
        graph,
        workplace("Kommunen"),
        *(workplace(name, part_of="Kommunen") for name in ("Skolen", "Biblioteket", "Kontoret")),
        *(employee(f"S{number}", skills={"Støj": 3}, workplace="Skolen") for number in range(10)),
        employee("Eva", skills={"Jura": 3}, workplace="Skolen"),
        *(employee(f"B{number}", workplace="Biblioteket") for number in range(10)),
        *(employee(f"K{number}", skills={"Budget": 3}, workplace="Kontoret") for number in range(9)),
        replace(
            employee("Dan Skjult", skills={"Sorg": 3}, workplace="Kontoret"), visibility=Visibility.HIDDEN
        ),
        task("Åben", owners=["Skolen"], requires={"Sorg": 3}),
        task("Fælles", members=["B1", "S1"], closed_on=date(2026, 5, 1)),
    )
    return service_on(graph)


def said(service: Flask, name: str, role: Role = Role.EMPLOYEE) -> str:
    return " ".join(get(service, address(name), role).text.partition("<main")[2].split())


def test_a_large_one_tells_what_it_can_what_it_asks_for_and_what_it_is_part_of(service: Flask) -> None:
    text = said(service, "Skolen")
    assert 'Støj</a> <span class="quiet">10</span>' in text
    assert "Jura</a></li>" in text
    assert "Åben" in text
    assert "Kommunen" in text
    assert "Skolen" in said(service, "Kommunen")


def test_a_small_one_tells_nothing_of_what_its_people_can(service: Flask) -> None:
    text = said(service, "Kontoret")
    assert "under 10" in text
    assert "Budget" not in text


def test_whom_it_works_with_is_told_to_those_who_look_at_the_house_as_a_whole(service: Flask) -> None:
    oversight = {Role.HR, Role.HEAD, Role.COUNCIL, Role.DPO}
    for role in PERSONS:
        assert ("1 opgave<" in said(service, "Skolen", role)) is (role in oversight)


def test_what_is_no_workplace_has_no_page(service: Flask) -> None:
    assert get(service, address("Ingen"), Role.EMPLOYEE).status_code == 404
