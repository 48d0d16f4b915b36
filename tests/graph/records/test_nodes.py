from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.employees import EMPLOYEE
from graph.loading import EVERYTHING
from graph.records.fields import Described, Property
from graph.records.nodes import NodeType, creation, difference
from graph.server.database import Row
from graph.workplaces import WORKPLACE
from harness.factories import TODAY, employee, held
from tests.strategies import IDS, objects

of_each_kind = pytest.mark.parametrize("kind", EVERYTHING, ids=lambda kind: kind.kind)


def as_read(kind: NodeType[Any], value: Any) -> Row:
    """What a server that was given the object answers for its node."""
    written = creation(kind, value)
    row: Row = {"id": written.id, **written.properties}
    for field in kind.fields:
        if not isinstance(field, Property):
            ends = written.linked.get(field.link, {})
            asked = field.properties if isinstance(field, Described) else ()
            row[field.name] = [[id, *map(said.get, asked)] if asked else id for id, said in ends.items()]
    return row


@of_each_kind
def test_every_field_of_an_object_has_its_line(kind: NodeType[Any]) -> None:
    derived = {each.name for each in kind.fields if isinstance(each, Property) and each.derived}
    lines = [each.name for each in kind.fields if each.name not in derived]

    assert sorted(["id", *lines]) == sorted(each.name for each in fields(kind.make))  # type: ignore[arg-type]


@of_each_kind
@given(data=st.data())
def test_an_object_is_read_as_it_was_written(kind: NodeType[Any], data: st.DataObject) -> None:
    chosen: dict[str, Any] = {"part_of": IDS | st.none()} if kind is WORKPLACE else {}
    anything = objects(kind.make, **chosen)  # type: ignore[arg-type]
    value = data.draw(anything.filter(lambda value: not [*kind.faults(value, TODAY)]))

    assert not difference(kind, value, kind.build(as_read(kind, value)))


@of_each_kind
def test_no_two_fields_lie_in_the_same_place(kind: NodeType[Any]) -> None:
    places = [each.place if isinstance(each, Property) else each.link.type for each in kind.fields]

    assert len(set(places)) == len(places)


def test_a_target_that_is_named_twice_with_something_said_of_it_is_refused() -> None:
    twice = employee("Anna", skills=[held("GDPR", 1), held("GDPR", 4)])

    with pytest.raises(ValueError, match="named twice"):
        creation(EMPLOYEE, twice)
