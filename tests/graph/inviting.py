"""A task, those who are invited to it, and how far they are."""

from dataclasses import replace
from datetime import UTC, date, datetime

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, held, skill_id, task, task_id, workplace
from matching.invitation import Invitation
from matching.model import Involvement

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LEAD = Mover("lead", AT)
ANNA = Mover(employee_id("Anna"), AT)
TASK = task_id("Ny cykelsti")


def wanted(name: str = "Anna", title: str = "Ny cykelsti") -> Invitation:
    return Invitation(
        id="",
        task=task_id(title),
        employee=employee_id(name),
        hours=4.0,
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 2, 28),
        role="tegner",
        message="Vi mangler én, der kan tegne.",
    )


def cycle_path(graph: GraphStore) -> GraphStore:
    """A graph with a task, colleagues, and a school whose manager wants to be asked."""
    fill(
        graph,
        employee("Anna", skills=[held("GDPR", 2)], workplace="Skolen"),
        employee("Bo", workplace="Skolen"),
        employee("Leder", workplace="Skolen"),
        replace(workplace("Skolen"), manager=employee_id("Leder"), involvement=Involvement.CONSULTED),
        task("Ny cykelsti", requires={"GDPR": 3, "Excel": 4}),
    )
    return graph


def proposed(store: GraphStore, name: str = "Anna") -> str:
    return store.invitations.propose([wanted(name)], LEAD)[0].id


def invited(store: GraphStore, name: str = "Anna") -> str:
    return store.invitations.invite(proposed(store, name), LEAD).id


def assigned(store: GraphStore) -> list[str]:
    return [each.employee for each in store.tasks.get(TASK).value.assignments]


def offered(store: GraphStore, skill: str = "GDPR") -> Invitation:
    wanted = Invitation(
        id="", task=TASK, employee=ANNA.by, hours=2.0, message="Gerne", offers=skill_id(skill)
    )
    return store.invitations.offer(wanted, ANNA)
