"""The page of a colleague: what they let be seen, to whom they show themselves, written down each time."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, task
from harness.recording import Lines
from matching.model import Visibility
from matching.own_skills import taking_off
from service.roles import PERSONS, Role
from tests.service.standing import service_on
from tests.service.web.browsing import get
from tests.service.web.pages import read

SKILLS = {"Støj": 4, "Jura": 2}


@pytest.fixture
def lines() -> Lines:
    return Lines()


@pytest.fixture
def service(graph: GraphStore, lines: Lines) -> Flask:
    anna = employee("Anna Sol", skills=SKILLS, wants_to_learn=["Sorg"], can_teach=["Støj"])
    leads = replace(employee("Leo Leder", skills=SKILLS), visibility=Visibility.LEADS)
    hidden = replace(employee("Dan Skjult", skills=SKILLS), visibility=Visibility.HIDDEN)
    fill(graph, taking_off(anna, "urn:tvaers:skill:jura", on=date(2026, 11, 1)), leads, hidden)
    return service_on(graph, record=lines)


def address(name: str) -> str:
    return f"/kollega/{employee_id(name)}"


def test_what_somebody_has_learns_and_teaches_is_shown_and_not_what_they_took_off(service: Flask) -> None:
    text = get(service, address("Anna Sol"), Role.EMPLOYEE).text
    for said in ("Anna Sol", "Støj", "erfaren", "Sorg"):
        assert said in text
    assert "Jura" not in text


@pytest.mark.parametrize("role", sorted(PERSONS))
def test_who_does_not_show_themselves_has_no_page(service: Flask, role: Role) -> None:
    sees = {
        name: get(service, address(name), role).status_code for name in ("Leo Leder", "Dan Skjult", "Ingen")
    }
    assert sees == {
        "Leo Leder": 200 if role in {Role.LEAD, Role.HR} else 404,
        "Dan Skjult": 404,
        "Ingen": 404,
    }


def test_it_is_written_down_who_looked(service: Flask, lines: Lines) -> None:
    get(service, address("Anna Sol"), Role.LEAD)
    assert any(employee_id("Anna Sol") in {one.id for one in each.people} for each in lines.lines)


@pytest.mark.parametrize("between", list(Visibility))
def test_a_lead_sees_the_way_there_as_faces_and_nobody_who_hides_on_it(
    service: Flask, graph: GraphStore, lines: Lines, between: Visibility
) -> None:
    fill(
        graph,
        replace(employee("Lea Leder"), id="lead"),
        replace(employee("Mia Mellem"), visibility=between),
    )
    for title, ids in (("Ny park", ("lead", "Mia Mellem")), ("Ny sti", ("Mia Mellem", "Anna Sol"))):
        done = task(title, closed_on=date(2026, 5, 1), members=["x", "y"])
        taking_part = tuple(
            replace(each, employee=id if id == "lead" else employee_id(id))
            for each, id in zip(done.assignments, ids, strict=True)
        )
        fill(graph, replace(done, assignments=taking_part))
    page = read(get(service, address("Anna Sol"), Role.LEAD))
    told = {one.id for each in lines.lines for one in each.people}
    if between is Visibility.HIDDEN:
        assert page.text_of("li", class_="way-step") == []
        assert "Mia" not in page.html
    else:
        assert [each.split()[-2:] for each in page.text_of("strong")[-3:]] == [
            ["Dig"],
            ["Mia", "Mellem"],
            ["Anna", "Sol"],
        ]
        assert employee_id("Mia Mellem") in told
    assert "Vejen til" in page.html
