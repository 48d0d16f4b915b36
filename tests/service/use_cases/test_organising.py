"""A task is organised by who made it and by those who work where it is owned."""

from datetime import date

import pytest
from werkzeug.exceptions import Forbidden

from graph.records.changes import Mover
from matching.model import Task, Visibility, Workplace
from service.request.identity import Identity
from service.rights import Whose
from service.roles import Role
from service.use_cases.organising import Organiser, Reach, own_workplaces
from tests.service.fakes import NOW, FakeMatcher, FakeStore, employee

OWN: Reach = frozenset({Whose.OWN})
UNIT: Reach = frozenset({Whose.OWN_WORKPLACE})
TASK = Task(id="t1", title="Sti", owners=("w1",), created_on=date(2026, 1, 2))


def asker(subject: str, *roles: Role) -> Identity:
    return Identity(subject=subject, roles=frozenset(roles))


@pytest.fixture
def store() -> FakeStore:
    """A school in a municipality and a harbour beside it, with a task that the planner made."""
    people = [employee("anna"), employee("bo", workplace="w0", visibility=Visibility.HIDDEN)]
    made = FakeStore([*people, employee("planner")])
    made.workplaces.add(Workplace(id="w2", name="Havnen", part_of="w0"))
    made.tasks.create(TASK, Mover("tool:planner", NOW))
    return made


def own(store: FakeStore, identity: Identity) -> set[str]:
    return own_workplaces(identity, FakeMatcher(store=store).index)


def test_ones_own_workplace_is_where_one_works_and_for_a_head_all_below(store: FakeStore) -> None:
    assert own(store, asker("anna", Role.LEAD)) == {"w1"}
    assert own(store, asker("bo", Role.LEAD)) == {"w0"}
    assert own(store, asker("bo", Role.HEAD)) == {"w0", "w1", "w2"}
    assert own(store, asker("nobody", Role.LEAD)) == set()
    assert own(store, asker("planner", Role.TOOL)) == set()


@pytest.mark.parametrize(
    ("identity", "reach", "theirs"),
    [
        (asker("anna", Role.LEAD), UNIT, True),
        (asker("anna", Role.LEAD), OWN, False),
        (asker("bo", Role.LEAD), UNIT | OWN, False),
        (asker("planner", Role.TOOL), OWN, True),
        (asker("other", Role.TOOL), OWN, False),
        (asker("nobody", Role.DPO), frozenset({Whose.EVERYBODY}), True),
        (asker("anna", Role.LEAD), frozenset(), False),
    ],
)
def test_a_task_is_theirs_whose_reach_it_lies_in(
    store: FakeStore, identity: Identity, reach: Reach, theirs: bool
) -> None:
    index = FakeMatcher(store=store).index
    organiser = Organiser(identity=identity, reach=reach, tasks=store.tasks, index=index)

    assert organiser.organises(TASK) is theirs
    if not theirs:
        with pytest.raises(Forbidden):
            organiser.hold(TASK)
