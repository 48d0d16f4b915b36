"""The switches: suggestions altogether and of single workplaces; and the search that goes on without."""

from typing import Any

from marshmallow import fields

from matching.index.naming import employee_name
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyIn, BodyOut, NamedOut, Thing, Truth, identifier
from service.api.frame.paging import PageQuery, on_page, page_of, page_schema
from service.context import current_index, recording, services
from service.use_cases.plain_search import holders
from service.use_cases.switching import turn

blueprint = ApiBlueprint("switches", __name__, description="Suggestions on and off, and search without them.")


class SwitchIn(BodyIn):
    on = Truth(required=True)


class SwitchesOut(BodyOut):
    matching = fields.Boolean(
        required=True,
        metadata={"description": "Whether anybody is suggested: matches, teams, skills of a text."},
    )
    workplaces_off = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Workplaces that, with those below, neither ask nor are suggested from."},
    )


class HolderQuery(PageQuery):
    skill = identifier("Id of the skill.", of=Thing.SKILL, required=True)


class HolderOut(BodyOut):
    employee = fields.Nested(NamedOut, required=True)
    workplace = fields.String(required=True, metadata={"description": "The workplace's id."})


@blueprint.operation("GET", "/switches", name="getSwitches", answer=SwitchesOut())
def get_switches() -> dict[str, Any]:
    """Read whether colleagues are suggested, and which workplaces take no part."""
    return _state()


@blueprint.operation(
    "PUT", "/switches/matching", name="switchMatching", body=SwitchIn(), answer=SwitchesOut()
)
def switch_matching(body: dict[str, Any]) -> dict[str, Any]:
    """Turn suggestions on or off for everybody, within five seconds; plain search goes on."""
    return _turn(on=body["on"])


@blueprint.operation(
    "PUT",
    "/switches/workplaces/<workplace_id>",
    name="switchWorkplace",
    body=SwitchIn(),
    answer=SwitchesOut(),
    problems=(404,),
)
def switch_workplace(body: dict[str, Any], workplace_id: str) -> dict[str, Any]:
    """Let a workplace and those below it take part in suggestions or not: neither ask nor be suggested."""
    return _turn(on=body["on"], workplace=workplace_id)


@blueprint.operation(
    "GET", "/holders", name="listHolders", query=HolderQuery(), answer=page_schema(HolderOut, "HolderPage")
)
def list_holders(query: dict[str, Any]) -> dict[str, Any]:
    """List who said they have a skill and show themselves to you, by the alphabet; not from job titles."""
    index = current_index()
    found = holders(index, query["skill"])
    recording().seen(on_page(found, query), where="listHolders")
    row_of = index.workforce.row_of
    return page_of(
        found,
        query,
        lambda id: {
            "employee": {"id": id, "name": employee_name(index, id)},
            "workplace": index.workplace_of(row_of[id]),
        },
    )


def _turn(*, on: bool, workplace: str | None = None) -> dict[str, Any]:
    gate = services().matcher.gate
    turn(on=on, workplace=workplace, recording=recording(), gate=gate, index=current_index())
    return _state()


def _state() -> dict[str, Any]:
    gate = services().matcher.gate
    return {"matching": gate.open, "workplaces_off": sorted(gate.workplaces_off)}
