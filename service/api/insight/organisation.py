"""The organisation as a whole, for HR: demand and supply, what hangs by one, who works with whom."""

from typing import Any

from marshmallow import Schema, fields, validate

from matching.index.index import Index
from matching.index.naming import employee_name, skill_label, workplace_name
from matching.insight.collaboration import bridges, collaboration
from matching.insight.organisation import SkillBalance, of_one_workplace, skill_balances, uncovered
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut, Flag, NamedOut, Whole
from service.api.frame.paging import PageQuery, on_page, page_of, page_schema
from service.context import current_index, recording

blueprint = ApiBlueprint(
    "organisation",
    __name__,
    description="The organisation as a whole: never for pay, appraisal or dismissal.",
)


class BalanceOut(BodyOut):
    skill = fields.Nested(NamedOut, required=True)
    level = fields.Integer(required=True, metadata={"description": "The level most often asked for."})
    open = fields.Integer(required=True, metadata={"description": "Open tasks that ask for it."})
    recent = fields.Integer(required=True, metadata={"description": "Tasks of the last two years that did."})
    holders = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "How many have it at that level; null where they are one to nine."},
    )
    workplaces = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Workplaces that they are from; null with them."},
    )
    only_workplace = fields.Nested(
        NamedOut,
        required=True,
        allow_none=True,
        metadata={"description": "Where all of them are, if ten or more work there."},
    )


class BalanceQuery(PageQuery):
    at_risk = Flag(load_default=False, metadata={"description": "Only skills that fewer than ten can meet."})


class OneWorkplaceOut(BodyOut):
    skill = fields.Nested(NamedOut, required=True)
    workplace = fields.Nested(
        NamedOut,
        required=True,
        allow_none=True,
        metadata={"description": "Null where fewer than ten work there."},
    )
    holders = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Null where they are one to nine."}
    )


class UncoveredOut(BodyOut):
    task = fields.String(required=True)
    skill = fields.Nested(NamedOut, required=True)
    level = fields.Integer(required=True)
    essential = fields.Boolean(required=True)


class BridgeOut(BodyOut):
    employee = fields.Nested(NamedOut, required=True)
    workplaces = fields.Integer(required=True, metadata={"description": "Others that they worked with."})
    score = fields.Float(required=True, metadata={"description": "What hangs by them: 1 a workplace alone."})


class CollaborationQuery(Schema):
    by = fields.String(
        load_default="area",
        validate=validate.OneOf(("area", "workplace")),
        metadata={"description": "Areas lie right below the municipality."},
    )


class GroupOut(NamedOut):
    employees = fields.Integer(required=True)


class PairOut(BodyOut):
    year = fields.Integer(required=True)
    one = Whole(required=True, metadata={"description": "Position in groups."})
    other = Whole(required=True, metadata={"description": "Position in groups, a later one."})
    tasks = fields.Integer(required=True, metadata={"description": "Tasks that ended with both in it."})


class CollaborationOut(BodyOut):
    groups = fields.List(
        fields.Nested(GroupOut), required=True, metadata={"description": "Those with at least ten employees."}
    )
    pairs = fields.List(fields.Nested(PairOut), required=True)


@blueprint.operation(
    "GET",
    "/organisation/skills",
    name="listSkillBalances",
    query=BalanceQuery(),
    answer=page_schema(BalanceOut, "BalancePage"),
)
def list_skill_balances(query: dict[str, Any]) -> dict[str, Any]:
    """List demand and supply of every skill that is asked for, the scarcest first."""
    index = current_index()
    found = [each for each in skill_balances(index) if not each.holders or not query["at_risk"]]
    return page_of(found, query, lambda each: _balance(index, each))


@blueprint.operation(
    "GET",
    "/organisation/single-workplaces",
    name="listSkillsOfOneWorkplace",
    query=PageQuery(),
    answer=page_schema(OneWorkplaceOut, "OneWorkplacePage"),
)
def list_skills_of_one_workplace(query: dict[str, Any]) -> dict[str, Any]:
    """List the skills that only one workplace has anybody good at."""
    index = current_index()
    return page_of(
        of_one_workplace(index),
        query,
        lambda each: {
            "skill": _skill(index, each.skill),
            "workplace": each.workplace and _workplace(index, each.workplace),
            "holders": each.holders,
        },
    )


@blueprint.operation(
    "GET",
    "/organisation/uncovered",
    name="listUncovered",
    query=PageQuery(),
    answer=page_schema(UncoveredOut, "UncoveredPage"),
)
def list_uncovered(query: dict[str, Any]) -> dict[str, Any]:
    """List what open tasks ask for that nobody has at the level asked for."""
    index = current_index()
    return page_of(
        uncovered(index),
        query,
        lambda each: {
            "task": each.task,
            "skill": _skill(index, each.skill),
            "level": each.level,
            "essential": each.essential,
        },
    )


@blueprint.operation(
    "GET",
    "/organisation/bridges",
    name="listBridges",
    query=PageQuery(),
    answer=page_schema(BridgeOut, "BridgePage"),
)
def list_bridges(query: dict[str, Any]) -> dict[str, Any]:
    """List those who join workplaces and have consented to be shown."""
    index = current_index()
    found = bridges(index)
    recording().seen((each.employee for each in on_page(found, query)), where="listBridges")
    return page_of(
        found,
        query,
        lambda each: {
            "employee": _employee(index, each.employee),
            "workplaces": each.workplaces,
            "score": each.score,
        },
    )


@blueprint.operation(
    "GET",
    "/organisation/collaboration",
    name="getCollaboration",
    query=CollaborationQuery(),
    answer=CollaborationOut(),
)
def get_collaboration(query: dict[str, Any]) -> dict[str, Any]:
    """Read which areas or workplaces completed tasks together, year by year."""
    index = current_index()
    found = collaboration(index, by_area=query["by"] == "area")
    return {
        "groups": [
            {**_workplace(index, id), "employees": count}
            for id, count in zip(found.groups, found.employees, strict=True)
        ],
        "pairs": [
            {"year": year, "one": one, "other": other, "tasks": tasks}
            for year, one, other, tasks in found.pairs
        ],
    }


def _balance(index: Index, each: SkillBalance) -> dict[str, Any]:
    return {
        "skill": _skill(index, each.skill),
        "level": each.level,
        "open": each.open,
        "recent": each.recent,
        "holders": each.holders,
        "workplaces": each.workplaces,
        "only_workplace": each.only_workplace and _workplace(index, each.only_workplace),
    }


def _skill(index: Index, id: str) -> dict[str, str]:
    return {"id": id, "name": skill_label(index, id)}


def _workplace(index: Index, id: str) -> dict[str, str]:
    return {"id": id, "name": workplace_name(index, id)}


def _employee(index: Index, id: str) -> dict[str, str]:
    return {"id": id, "name": employee_name(index, id)}
