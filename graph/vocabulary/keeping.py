"""What becomes of employees, tasks and invitations when two skills become one.

Whoever had the one has the other: nobody loses a skill by it, and no task a need.
"""

from dataclasses import replace
from datetime import date

from graph.evidence_rule import prevailing
from graph.vocabulary.replaced import Replaced, kept_ids
from matching.invitation import Invitation
from matching.model import Employee, HeldSkill, OwnStatement, Requirement, Task
from matching.own_skills import is_taken_off


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


def naming_kept(invitation: Invitation, replaced: Replaced) -> Invitation:
    """The invitation under the ids that are left."""
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
