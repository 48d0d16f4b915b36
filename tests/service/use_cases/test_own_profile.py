"""One's own profile is one's own, and what one says is written as one change of the graph."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import NotFound
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, held, skill, skill_id
from matching.model import SkillKind, Visibility
from service.errors import FieldsRefused
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.own_profile import OwnProfile, own_skills, taken_off
from tests.service.fakes import CLOCK, NOW

ANNA = employee_id("Anna")
GDPR, CHOIR = map(skill_id, ("GDPR", "Korsang"))
ALL: list[Callable[[OwnProfile], Any]] = [
    lambda own: own.read(),
    lambda own: own.state(CHOIR, 3),
    lambda own: own.confirm(GDPR),
    lambda own: own.remove(GDPR),
    lambda own: own.dispute(GDPR),
    lambda own: own.show(Visibility.HIDDEN),
    lambda own: own.object(True),
    lambda own: own.learn(wants_to_learn=[], can_teach=[], version=1),
]


def profile(graph: GraphStore, asks: str = ANNA) -> OwnProfile:
    fill(graph, skill("Korsang"), employee("Anna", skills={"GDPR": 3}))
    return OwnProfile(graph, Identity(subject=asks, roles=frozenset({Role.EMPLOYEE})), CLOCK, ANNA)


@pytest.mark.parametrize("does", ALL)
def test_for_anybody_else_it_is_not_there(graph: GraphStore, does: Callable[[OwnProfile], Any]) -> None:
    before = profile(graph)
    with pytest.raises(NotFound):
        does(replace(before, identity=profile(graph, "emp-bo").identity))
    assert graph.employees.get(ANNA).value == employee("Anna", skills={"GDPR": 3})


def test_what_is_said_twice_changes_nothing_the_second_time(each_graph: GraphStore) -> None:
    own = profile(each_graph)
    for does in (lambda: own.state(CHOIR, 3), lambda: own.confirm(GDPR), lambda: own.object(True)):
        does()
        number = each_graph.changes.number()
        does()
        assert each_graph.changes.number() == number


def test_a_group_of_skills_cannot_be_had(graph: GraphStore) -> None:
    own = profile(graph)
    fill(graph, skill("Musik", kind=SkillKind.GROUP))
    with pytest.raises(NotFound):
        own.state(skill_id("Musik"), 3)


def test_what_one_disputes_stands_beside_what_counts_and_what_one_took_off_apart(graph: GraphStore) -> None:
    own = profile(graph)
    own.state(CHOIR, 2)
    own.dispute(GDPR)
    found = own_skills(own.read().value)
    assert [(each.held.skill, each.own, each.disputed) for each in found] == [
        (GDPR, False, True),
        (CHOIR, True, False),
    ]
    assert found[0].held == held("GDPR", 3)
    own.remove(GDPR)
    assert [(each.skill, each.said_on) for each in taken_off(own.read().value)] == [(GDPR, NOW.date())]


def test_what_one_took_off_one_no_longer_teaches(graph: GraphStore) -> None:
    own = profile(graph)
    own.learn(wants_to_learn=[], can_teach=[GDPR], version=own.read().version)
    assert own.remove(GDPR).can_teach == ()
    with pytest.raises(FieldsRefused):
        own.learn(wants_to_learn=[], can_teach=[GDPR], version=own.read().version)
