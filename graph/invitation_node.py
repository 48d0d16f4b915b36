"""How an invitation is kept in the graph: a node between an employee and a task, with its moves."""

from collections.abc import Mapping
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from graph.records.nodes import Link, NodeType, Properties, Targets, plain
from graph.records.reading import day_or_none
from graph.server.database import Row
from matching.invitation import Invitation, ManagerAnswer, State
from matching.model import Involvement

OFFERED_TO = Link("OFFERED_TO", "Employee", vital=True)
CONCERNS = Link("CONCERNS", "Task", vital=True)
HAS_MOVE = Link("HAS_MOVE", "Move")

PROJECTION = """n {
  .*,
  employees: [(n)-[:OFFERED_TO]->(e:Employee) | e.id],
  tasks: [(n)-[:CONCERNS]->(t:Task) | t.id]
}"""


def _properties(invitation: Invitation) -> Properties:
    answer = invitation.manager_answer
    return {
        "state": invitation.state.value,
        "known": invitation.known,
        "hours": float(invitation.hours),
        "from": _iso(invitation.starts_on),
        "to": _iso(invitation.ends_on),
        "role": invitation.role or None,
        "message": invitation.message or None,
        "offers": invitation.offers or None,
        "answer_by": _iso(invitation.answer_by),
        "reason": invitation.reason or None,
        "involvement": invitation.involvement.value,
        "manager": invitation.manager or None,
        "manager_by": _iso(invitation.manager_by),
        "manager_answer": answer.value if answer else None,
        "manager_note": invitation.manager_note or None,
        "did": invitation.did or None,
        "used": list(invitation.used) or None,
        "confirmed": list(invitation.confirmed) or None,
        "settled": invitation.settled,
    }


def _linked(invitation: Invitation) -> Mapping[Link, Targets]:
    return {OFFERED_TO: plain((invitation.employee,)), CONCERNS: plain((invitation.task,))}


def _build(row: Row) -> Invitation:
    answer = row.get("manager_answer")
    return Invitation(
        id=row["id"],
        task=next(iter(row["tasks"]), ""),
        employee=next(iter(row["employees"]), ""),
        state=State(row["state"]),
        hours=row["hours"],
        starts_on=day_or_none(row.get("from")),
        ends_on=day_or_none(row.get("to")),
        role=row.get("role") or "",
        message=row.get("message") or "",
        offers=row.get("offers") or "",
        answer_by=day_or_none(row.get("answer_by")),
        reason=row.get("reason") or "",
        involvement=Involvement(row["involvement"]),
        manager=row.get("manager") or "",
        manager_by=day_or_none(row.get("manager_by")),
        manager_answer=ManagerAnswer(answer) if answer else None,
        manager_note=row.get("manager_note") or "",
        did=row.get("did") or "",
        used=tuple(row.get("used") or ()),
        confirmed=tuple(row.get("confirmed") or ()),
        settled=row["settled"],
    )


INVITATION = NodeType(
    kind="invitation",
    label="Invitation",
    links=(OFFERED_TO, CONCERNS),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
    parts=(HAS_MOVE,),
)


def invitation_id(task: str, employee: str) -> str:
    """The id of the one invitation that an employee has to a task; it can stand in an address."""
    return str(uuid5(NAMESPACE_URL, f"urn:tvaers:invitation:{len(task)}:{task}:{employee}"))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
