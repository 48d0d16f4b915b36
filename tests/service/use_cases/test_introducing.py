"""Somebody asks for introductions over those who show themselves, and says whom they know."""

from datetime import date
from functools import partial

import pytest

from graph.errors import NotFound, UnknownReference
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, task
from matching.insight.introductions import RequestRefused, RequestState
from matching.model import Visibility
from service.matcher import Matcher
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.introducing import Introducing
from tests.service.fakes import NOW

ANNA, BO, CARLA, HIDING = map(employee_id, ("Anna", "Bo", "Carla", "Skjult"))


def of(graph: GraphStore, subject: str) -> Introducing:
    """An employee, by what is in the graph now."""
    identity = Identity(subject=subject, roles=frozenset({Role.EMPLOYEE}))
    matcher = Matcher(graph, now=lambda: NOW)
    matcher.refresh()
    return Introducing(store=graph, index=matcher.index, identity=identity, today=NOW.date())


@pytest.fixture(autouse=True)
def people(graph: GraphStore) -> None:
    """Anna has worked with Bo, and Bo with Carla; Anna also with somebody who hides."""
    fill(
        graph,
        *map(employee, ("Anna", "Bo", "Carla")),
        employee("Skjult", visibility=Visibility.HIDDEN),
        task("Park", members=["Anna", "Bo", "Skjult"], closed_on=date(2026, 5, 1)),
        task("Sti", members=["Bo", "Carla"], closed_on=date(2026, 6, 1)),
    )


def test_the_first_on_the_way_is_asked_and_their_no_looks_like_no_answer(graph: GraphStore) -> None:
    made = of(graph, ANNA).ask(CARLA, "Hej")
    assert (made.through, made.sought) == (BO, CARLA)
    with pytest.raises(NotFound):
        of(graph, CARLA).answer(made.id, made=True)

    of(graph, BO).answer(made.id, made=False)
    assert [each.state for each in of(graph, ANNA).all()] == [RequestState.ASKED]
    assert [each.state for each in of(graph, BO).all()] == [RequestState.DECLINED]


def test_who_needs_no_introduction_is_not_asked_for_and_who_hides_is_not_there(graph: GraphStore) -> None:
    with pytest.raises(RequestRefused):
        of(graph, ANNA).ask(BO, "")
    for attempt in (of(graph, ANNA).way, partial(of(graph, ANNA).ask, message="")):
        with pytest.raises(NotFound):
            attempt(HIDING)


def test_who_hides_stays_on_the_list_of_whom_one_knows(graph: GraphStore) -> None:
    anna = of(graph, ANNA)
    stored = anna.know([BO, CARLA], version=graph.employees.get(ANNA).version)
    assert [id for id, _ in anna.known(stored.value)] == [BO, CARLA]

    fill(graph, employee("Carla", visibility=Visibility.HIDDEN))
    anna = of(graph, ANNA)
    assert [id for id, _ in anna.known(stored.value)] == [BO]
    with pytest.raises(UnknownReference):
        anna.know([CARLA], version=stored.version)
    anna.know([], version=stored.version)
    assert [id for id, _ in graph.employees.get(ANNA).value.knows] == [CARLA]
