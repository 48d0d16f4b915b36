"""What becomes of a graph when the catalogue joins two skills: whoever had the one has the other.

Nobody loses a skill by it, and no task a need. Which stands for which: `graph.vocabulary.replaced`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from graph.evidence_rule import prevailing
from graph.loading import Altered, Plan
from graph.store import GraphStore
from graph.vocabulary.replaced import Replaced, kept_ids, requiring_kept
from matching.invitation import Invitation
from matching.model import Employee, HeldSkill, OwnStatement, Profession, Requirement, Task
from matching.own_skills import is_taken_off

T = TypeVar("T")


def moving_plans(store: GraphStore, replaced: Replaced) -> list[Plan[Any]]:
    """What has to be written so that no employee, task or invitation has a replaced skill any more."""
    loading = store.loading
    employees = _moved(store.employees.all(), lambda each: with_kept_skills(each, replaced))
    tasks = _moved(store.tasks.all(), lambda each: with_kept_needs(each, replaced))
    invitations = _moved(store.invitations.all(), lambda each: _naming_kept(each, replaced))
    return [
        loading.plan_upkeep(employees),
        loading.plan_tasks(tasks),
        loading.plan_invitations(invitations),
    ]


def with_kept_professions(
    plan: Plan[Profession], professions: Iterable[Profession], replaced: Replaced
) -> Plan[Profession]:
    """The plan, and those of the graph's professions besides that take a replaced skill."""
    planned = {each.id for each in (*plan.new, *plan.gone)} | {each.after.id for each in plan.changed}
    moved = [
        Altered(before, after)
        for before in professions
        if before.id not in planned and (after := requiring_kept(before, replaced)) != before
    ]
    return replace(plan, changed=(*plan.changed, *moved))


def with_kept_skills(employee: Employee, replaced: Replaced) -> Employee:
    """The employee under the ids that are left; of two statements about one skill the one that counts.

    Of two that they made themselves that is the later one, and of the same day the one that claims less.
    """
    held: dict[str, HeldSkill] = {}
    for each in employee.skills:
        stated = replace(each, skill=replaced.get(each.skill, each.skill))
        other = held.get(stated.skill)
        held[stated.skill] = stated if other is None else prevailing(*sorted((other, stated), key=_by_age))
    said: dict[str, OwnStatement] = {}
    for own in employee.statements:
        moved = replace(own, skill=replaced.get(own.skill, own.skill))
        said[moved.skill] = max(moved, said.get(moved.skill, moved), key=_latest_and_lowest)
    return replace(
        employee,
        skills=tuple(
            each for skill, each in held.items() if skill not in said or not is_taken_off(said[skill])
        ),
        statements=tuple(said.values()),
        wants_to_learn=kept_ids(employee.wants_to_learn, replaced),
        can_teach=kept_ids(employee.can_teach, replaced),
    )


def with_kept_needs(task: Task, replaced: Replaced) -> Task:
    """The task under the ids that are left; two needs that become one keep the higher demand of both.

    What was needed and taken away at once is needed.
    """
    needs: dict[str, Requirement] = {}
    for each in task.requirements:
        need = replace(each, skill=replaced.get(each.skill, each.skill))
        other = needs.get(need.skill, need)
        needs[need.skill] = replace(
            need,
            level=max(need.level, other.level),
            weight=max(need.weight, other.weight),
            essential=need.essential or other.essential,
        )
    taken_away = (id for id in kept_ids(task.taken_away, replaced) if id not in needs)
    return replace(task, requirements=tuple(needs.values()), taken_away=tuple(taken_away))


def _naming_kept(invitation: Invitation, replaced: Replaced) -> Invitation:
    return replace(
        invitation,
        offers=replaced.get(invitation.offers, invitation.offers),
        used=kept_ids(invitation.used, replaced),
        confirmed=kept_ids(invitation.confirmed, replaced),
    )


def _latest_and_lowest(said: OwnStatement) -> tuple[date, bool, int]:
    return said.said_on, said.disputes, -said.level


def _by_age(held: HeldSkill) -> tuple[object, int]:
    return held.confirmed_on, held.level


def _moved(objects: Iterable[T], moved: Callable[[T], T]) -> Iterator[T]:
    return (after for before in objects if (after := moved(before)) != before)
