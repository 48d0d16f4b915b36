"""A task is closed once, with those who were at work; what each did waits for their own word."""

from dataclasses import replace

import pytest

from graph.records.changes import Mover
from graph.records.reading import Stored
from graph.store import GraphStore
from harness.factories import employee, fill, skill_id, task
from matching.invitation_privacy import SeenByOthers, SeenState
from matching.model import Task, TaskStatus, Visibility
from service.use_cases.finishing import Work, close_task, finish
from service.use_cases.inviting import Inviting
from tests.service.fakes import NOW
from tests.service.use_cases.leading import KNOWN, TASK, as_lead


def begun(graph: GraphStore) -> tuple[Inviting, SeenByOthers, SeenByOthers]:
    """Who leads a task to which two said yes, and these: Anna, who is at work, and Bo, who is not yet."""
    fill(graph, employee("Anna Holm"), employee("Bo Berg"), task(requires={"GDPR": 3}))
    lead = as_lead(graph)
    for each in lead.put_down(TASK, ["emp-anna-holm", "emp-bo-berg"], why=KNOWN):
        lead.invite(each.id)
        graph.invitations.accept(each.id, Mover(each.employee, NOW))
    anna, bo = sorted(lead.of_task(TASK), key=lambda each: each.employee)
    lead.start(anna.id)
    return lead, anna, bo


def test_a_task_ends_with_those_who_began_and_a_second_time_changes_nothing(graph: GraphStore) -> None:
    lead, anna, bo = begun(graph)

    work = {anna.id: Work("Tegnede", (skill_id("GDPR"),)), bo.id: Work("Intet")}
    closed = finish(lead, TASK, work)
    assert finish(lead, TASK, {}) == closed
    assert closed.value.status is TaskStatus.CLOSED
    assert [each.employee for each in closed.value.assignments] == ["emp-anna-holm"]
    of_anna, of_bo = sorted(lead.of_task(TASK), key=lambda each: each.employee)
    assert (of_anna.state, of_anna.did, of_anna.settled) == (SeenState.CLOSED, "Tegnede", False)
    assert of_bo.state is SeenState.ACCEPTED


def close(lead: Inviting) -> Stored[Task]:
    """As a tool closes a task: with those whom it sees and names."""
    return close_task(
        lead.store.tasks.get(TASK),
        [],
        closed_on=lead.mover.on,
        organiser=lead.organiser,
        store=lead.store,
        mover=lead.mover,
    )


@pytest.mark.parametrize("by_page", [True, False])
def test_of_those_who_hide_since_their_yes_only_who_began_took_part(graph: GraphStore, by_page: bool) -> None:
    lead, anna, bo = begun(graph)
    for each in (anna, bo):
        fill(graph, replace(graph.employees.get(each.employee).value, visibility=Visibility.HIDDEN))

    closed = finish(lead, TASK, {}) if by_page else close(lead)
    assert [each.employee for each in closed.value.assignments] == ["emp-anna-holm"]
