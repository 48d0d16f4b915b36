"""What has to be written when the catalogue joins two skills; which: `graph.vocabulary.replaced`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from graph.loading import Altered, Plan
from graph.store import GraphStore
from graph.vocabulary.keeping import naming_kept, with_kept_needs, with_kept_skills
from graph.vocabulary.replaced import Replaced, requiring_kept
from matching.model import Profession

T = TypeVar("T")


def moving_plans(store: GraphStore, replaced: Replaced) -> list[Plan[Any]]:
    """What has to be written so that no employee, task or invitation has a replaced skill any more."""
    loading = store.loading
    employees = _moved(store.employees.all(), lambda each: with_kept_skills(each, replaced))
    tasks = _moved(store.tasks.all(), lambda each: with_kept_needs(each, replaced))
    invitations = _moved(store.invitations.all(), lambda each: naming_kept(each, replaced))
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


def _moved(objects: Iterable[T], moved: Callable[[T], T]) -> Iterator[T]:
    return (after for before in objects if (after := moved(before)) != before)
