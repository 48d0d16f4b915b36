"""A head learns who of theirs helps elsewhere as far as tasks tell everybody, and nothing of who hides."""

from dataclasses import replace
from datetime import date

import pytest

from graph.errors import NotFound
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, task, task_id, workplace
from matching.invitation import Invitation, ManagerAnswer
from matching.model import Involvement, Task, Visibility
from service.matcher import Matcher
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.managing import Consultations, can_answer, lent_out
from tests.service.fakes import NOW

TODAY = NOW.date()
HEAD = Identity(subject="head", roles=frozenset({Role.HEAD, Role.EMPLOYEE}))


def until(of: Task, ended_on: date | None) -> Task:
    return replace(
        of, assignments=tuple(replace(each, hours=3.0, ended_on=ended_on) for each in of.assignments)
    )


@pytest.fixture
def lent(graph: GraphStore) -> GraphStore:
    """The head of the school, with a class below it, and colleagues who help at the harbour."""
    fill(
        graph,
        workplace("Skolen"),
        workplace("Klassen", part_of="Skolen"),
        workplace("Havnen"),
        replace(employee("Chef", workplace="Skolen"), id="head", visibility=Visibility.HIDDEN),
        employee("Anna", workplace="Skolen"),
        employee("Bo", workplace="Klassen"),
        employee("Ane", workplace="Havnen"),
        employee("Skjult", workplace="Skolen", visibility=Visibility.HIDDEN),
        employee("Kun for ledere", workplace="Skolen", visibility=Visibility.LEADS),
    )
    everybody = ["Anna", "Bo", "Ane", "Skjult", "Kun for ledere"]
    fill(
        graph,
        until(task("Kajen", owners=["Havnen"], members=everybody), date(2027, 2, 28)),
        until(task("Forbi", owners=["Havnen"], members=["Anna"]), date(2026, 11, 1)),
        task("Vores egen", owners=["Skolen", "Havnen"], members=["Anna"]),
        task("Lukket", owners=["Havnen"], members=["Anna"], closed_on=date(2026, 11, 2)),
    )
    return graph


def seen_by(graph: GraphStore, identity: Identity) -> list[tuple[str, str, float, date | None]]:
    matcher = Matcher(graph, now=lambda: NOW)
    matcher.refresh()
    found = lent_out(identity, matcher.index, today=TODAY)
    return [
        (each.employee, each.task.title, each.assignment.hours, each.assignment.ended_on) for each in found
    ]


def test_a_head_sees_who_of_theirs_helps_elsewhere_and_until_when(lent: GraphStore) -> None:
    assert seen_by(lent, HEAD) == [
        (employee_id("Anna"), "Kajen", 3.0, date(2027, 2, 28)),
        (employee_id("Bo"), "Kajen", 3.0, date(2027, 2, 28)),
    ]


def test_who_is_no_head_has_only_their_own_workplace_and_a_stranger_none(lent: GraphStore) -> None:
    colleague = Identity(subject=employee_id("Anna"), roles=frozenset({Role.EMPLOYEE}))
    assert [id for id, *_ in seen_by(lent, colleague)] == [employee_id("Anna")]
    assert seen_by(lent, replace(HEAD, subject="nobody")) == []


def test_only_the_manager_who_is_asked_answers_and_only_in_time(graph: GraphStore) -> None:
    fill(
        graph,
        replace(employee("Chef", workplace="Skolen"), id="head"),
        employee("Anna", workplace="Skolen"),
        replace(workplace("Skolen"), manager="head", involvement=Involvement.CONSULTED),
        task("Kajen"),
    )
    wanted = Invitation(id="", task=task_id("Kajen"), employee=employee_id("Anna"))
    (made,) = graph.invitations.propose([wanted], Mover("lead", NOW))
    graph.invitations.invite(made.id, Mover("lead", NOW))
    chief, other = (Consultations(graph.invitations, Mover(by, NOW)) for by in ("head", "lead"))
    assert chief.all() == []

    graph.invitations.accept(made.id, Mover(employee_id("Anna"), NOW))
    (asked,) = chief.all()
    assert asked.manager_by is not None
    assert can_answer(asked, asked.manager_by)
    assert not can_answer(asked, date(2026, 12, 24))
    assert other.all() == []
    with pytest.raises(NotFound):
        other.answer(made.id, ManagerAnswer.AGREES, note="")
    assert chief.answer(made.id, ManagerAnswer.AGREES, note="").manager_answer is ManagerAnswer.AGREES
