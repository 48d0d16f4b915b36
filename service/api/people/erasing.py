"""Erasing somebody everywhere, with a receipt (GDPR, art. 17): the DPO does it for whoever asks."""

from marshmallow import fields

from graph.erasure.erasing import Receipt
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut
from service.context import services
from service.erased_ids import erasing
from service.request.identity import current_identity

blueprint = ApiBlueprint("erasing", __name__, description="Erasing somebody everywhere.")


class ReceiptOut(BodyOut):
    number = fields.String(required=True, metadata={"description": "Stands in the record too."})
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, metadata={"description": "Who erased: your id."})
    gone = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "How many of what were erased (docs/operations.md); not of whom."},
    )


@blueprint.operation(
    "DELETE",
    "/employees/<employee_id>",
    name="eraseEmployee",
    answer=ReceiptOut(),
    problems=(404,),
)
def erase_employee(employee_id: str) -> Receipt:
    """Erase somebody everywhere, also who hides or has left; HR's files don't bring them back."""
    found = services()
    by, at = current_identity().signature, found.clock.now()
    return erasing(found.settings, found.store, found.record).erase(employee_id, by=by, at=at)
