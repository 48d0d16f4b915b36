"""Requirements as they come in with tasks and questions, and as they go out."""

import re
from typing import Any

from marshmallow import fields, validate

from matching.bounds import HEAVIEST, LIGHTEST, MOST_REQUIREMENTS
from matching.model import MAX_LEVEL, Requirement
from service.api.frame.fields import Amount, BodyIn, BodyOut, Thing, Truth, each_once, identifier, proficiency

DEFAULTS: dict[str, Any] = {"skill": None, "level": 3, "weight": 1.0, "essential": False}

_PLAIN_ID = re.compile(r"[!-~]{1,300}")


class RequirementIn(BodyIn):
    skill = identifier("The required skill's id.", of=Thing.SKILL, required=True)
    level = proficiency("The least level, 1 to 5.", load_default=3)
    weight = Amount(
        load_default=1.0,
        validate=validate.Range(min=LIGHTEST, max=HEAVIEST),
        metadata={"description": "How much it matters beside the others."},
    )
    essential = Truth(
        load_default=False, metadata={"description": "Whether the task cannot be done without it."}
    )


class RequirementOut(BodyOut):
    skill = fields.String(required=True)
    level = fields.Integer(required=True)
    weight = fields.Float(required=True)
    essential = fields.Boolean(required=True)


class Requirements(fields.List[Any]):
    """Up to 30 requirements, each skill once.

    A question's requirements took longer to read than its answer to write. So a plain requirement is
    taken at once, and only if one of them is not, all go through `RequirementIn`, which has the words
    for what is wrong. A law in the tests holds that both ways come to the same.
    """

    def __init__(self) -> None:
        super().__init__(
            fields.Nested(RequirementIn()),
            load_default=tuple,
            validate=[validate.Length(max=MOST_REQUIREMENTS), _each_skill_once],
            metadata={"description": "What it takes, each skill once."},
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, list):
            plain = [_plain(each) for each in value]
            if None not in plain:
                return tuple(plain)
        loaded: list[Any] = super()._deserialize(value, attr, data, **options)
        return tuple(Requirement(**each) for each in loaded)


def _plain(given: Any) -> Requirement | None:
    """The requirement, if there is nothing about it that would need a second look."""
    if type(given) is not dict or not given.keys() <= DEFAULTS.keys():
        return None
    skill, level, weight, essential = (DEFAULTS | given).values()
    if (
        type(skill) is str
        and _PLAIN_ID.fullmatch(skill)
        and type(level) is int
        and 1 <= level <= MAX_LEVEL
        and type(weight) in {int, float}
        and LIGHTEST <= weight <= HEAVIEST
        and type(essential) is bool
    ):
        return Requirement(skill=skill, level=level, weight=float(weight), essential=essential)
    return None


def _each_skill_once(requirements: tuple[Requirement, ...]) -> None:
    each_once([requirement.skill for requirement in requirements])
