"""Kinds of qualification: authorisations, certificates and licences that a task can demand."""

from typing import Any

from marshmallow import fields

from matching.language.folding import alphabetical
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut
from service.context import current_index

blueprint = ApiBlueprint("qualification-kinds", __name__, description="What a law or a rule can demand.")


class QualificationKindOut(BodyOut):
    id = fields.String(required=True, metadata={"description": "The kind's URI."})
    label_da = fields.String(required=True)
    label_en = fields.String(required=True)


class QualificationKindsOut(BodyOut):
    items = fields.List(fields.Nested(QualificationKindOut), required=True)


@blueprint.operation(
    "GET", "/qualification-kinds", name="listQualificationKinds", answer=QualificationKindsOut()
)
def list_qualification_kinds() -> dict[str, Any]:
    """List all kinds, those that Tværs brings along and those that HR added."""
    kinds = current_index().qualification_kinds.values()
    return {"items": sorted(kinds, key=lambda each: alphabetical(each.label))}
