"""What goes with a move of an invitation, in its transaction: the manager, the assignment, the evidence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from graph.employees import EMPLOYEE
from graph.records.changes import Change
from graph.records.nodes import difference
from graph.records.reading import read_one
from graph.records.writing import save
from graph.tasks import TASK
from matching.invitation import Invitation
from matching.model import MAX_LEVEL, Assignment, Evidence, HeldSkill, Involvement, Visibility
from matching.own_skills import FROM_TASK, counting, stating

FIND_MANAGERS = """
MATCH path = (:Employee {id: $employee})-[:WORKS_AT]->(:Workplace)-[:PART_OF*0..10]->(above:Workplace)
RETURN above.manager AS manager, above.involvement AS involvement, length(path) AS steps
ORDER BY steps
"""

MAY_BE_ASKED = """
MATCH (e:Employee {id: $id})
WHERE e.retired = false AND e.visibility <> $hidden
RETURN e.id AS id
"""


def manager_of(change: Change, employee: str) -> tuple[Involvement, str]:
    """What the employee's workplace has agreed, and the nearest manager above them who may be asked.

    Whoever hides is as if not there: the part falls to the next above.
    """
    rows = change.transaction.rows(FIND_MANAGERS, employee=employee)
    involvement = Involvement((rows[0]["involvement"] if rows else None) or Involvement.INFORMED)
    for row in rows:
        manager = row["manager"]
        if not manager or manager == employee:
            continue
        if change.transaction.row(MAY_BE_ASKED, id=manager, hidden=Visibility.HIDDEN.value):
            return involvement, str(manager)
    return involvement, ""


def save_assignment(change: Change, invitation: Invitation, *, assigned: bool) -> None:
    """Put the employee on the task's list of those who take part, or take them off."""
    task = read_one(change.transaction, TASK, invitation.task).value
    others = tuple(each for each in task.assignments if each.employee != invitation.employee)
    own = Assignment(
        employee=invitation.employee,
        role=invitation.role,
        started_on=invitation.starts_on,
        ended_on=invitation.ends_on,
        hours=invitation.hours,
    )
    wanted = replace(task, assignments=(*others, own) if assigned else others)
    save(change, TASK, difference(TASK, task, wanted))


def save_evidence(
    change: Change, invitation: Invitation, levels: Mapping[str, int | None], *, on: date
) -> None:
    """Make the confirmed skills the employee's, as used in this task, and their own word."""
    if not invitation.confirmed:
        return
    employee = read_one(change.transaction, EMPLOYEE, invitation.employee).value
    task = read_one(change.transaction, TASK, invitation.task).value
    held = {each.skill: each for each in counting(employee)}
    required = {each.skill: each.level for each in task.requirements}
    wanted = employee
    for skill in invitation.confirmed:
        known = held[skill].level if skill in held else required.get(skill, MAX_LEVEL // 2 + 1)
        used = HeldSkill(
            skill=skill,
            level=levels[skill] or known,
            evidence=Evidence.USED,
            source=f"{FROM_TASK}{task.id}",
            confirmed_on=on,
        )
        others = (each for each in wanted.skills if each.skill != skill)
        wanted = stating(replace(wanted, skills=(*others, used)), skill, used.level, on=on)
    save(change, EMPLOYEE, difference(EMPLOYEE, employee, wanted))
