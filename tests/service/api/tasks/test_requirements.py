"""The short way to read requirements comes to the same as the long way through the schema."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError, fields

from matching.model import Requirement
from service.api.tasks.requirements import RequirementIn, Requirements

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 120),
    st.floats(-2, 120, allow_nan=False),
    st.text(max_size=4),
    st.sampled_from(["urn:a", " urn:a ", "urn:å", "a\x00", "é", "x" * 301, [], {}]),
)
GIVEN = st.lists(
    st.dictionaries(st.sampled_from(["skill", "level", "weight", "essential", "colour"]), VALUES)
    | st.fixed_dictionaries(
        {"skill": st.sampled_from(["urn:a", "urn:b", "urn:å"])},
        optional={
            "level": st.integers(0, 6),
            "weight": st.floats(0, 101),
            "essential": st.booleans(),
        },
    )
    | VALUES,
    max_size=3,
)


class Short(Schema):
    requirements = Requirements()


class Long(Schema):
    requirements = fields.List(fields.Nested(RequirementIn()))


def outcome(schema: Schema, given: Any) -> tuple[str, Any]:
    try:
        found = schema.load({"requirements": given})["requirements"]
    except ValidationError as error:
        return "refused", error.messages
    return "taken", tuple(each if isinstance(each, Requirement) else Requirement(**each) for each in found)


@given(GIVEN)
@example([{"skill": "urn:a", "level": True}])
@example([{"skill": "urn:a", "weight": 0}])
@example([{"skill": "urn:a"}, {"skill": "urn:b", "level": 9}])
def test_both_ways_come_to_the_same(given: Any) -> None:
    long = outcome(Long(), given)
    short = outcome(Short(), given)
    skills = [each.skill for each in long[1]] if long[0] == "taken" else []

    if len(set(skills)) < len(skills):
        assert short == ("refused", {"requirements": ["Each may be named only once."]})
    else:
        assert short == long
        assert repr(short) == repr(long)  # 1 is not 1.0
