"""What employees declare about their own help: hours, when, and how many invitations they want at a time.

Only they themselves see and change it here; HR's files don't touch it once it is said.
"""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from graph.records.reading import Stored
from matching.bounds import MOST_INVITATIONS
from matching.invitation import DEFAULT_CAP
from matching.model import Employee
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import require_match, tagged
from service.api.frame.fields import BodyIn, BodyOut, Day, Truth, Whole, hours_a_week
from service.context import services
from service.request.identity import current_identity
from service.use_cases.visibility import own_profile

blueprint = ApiBlueprint("offers", __name__, description="What you declare about your own help.")


class OfferIn(BodyIn):
    hours_offered = hours_a_week(
        "Hours a week for other workplaces' tasks; null is not said.", required=True, allow_none=True
    )
    offers_from = Day(planned=True, load_default=None, allow_none=True)
    offers_until = Day(planned=True, load_default=None, allow_none=True)
    period = ("offers_from", "offers_until")
    invitation_cap = Whole(
        strict=True,
        load_default=None,
        allow_none=True,
        validate=validate.Range(min=0, max=MOST_INVITATIONS),
        metadata={"description": f"Unanswered invitations at a time; null is {DEFAULT_CAP}, 0 is none."},
    )
    shows_bridges = Truth(
        load_default=False, metadata={"description": "Whether HR may see you as one who joins workplaces."}
    )


class OfferOut(BodyOut):
    hours_offered = fields.Float(required=True, allow_none=True)
    offers_from = fields.Date(required=True, allow_none=True)
    offers_until = fields.Date(required=True, allow_none=True)
    invitation_cap = fields.Integer(required=True, allow_none=True)
    shows_bridges = fields.Boolean(required=True)


@blueprint.operation(
    "GET",
    "/employees/<employee_id>/offer",
    name="getOffer",
    answer=OfferOut(),
    etag=True,
    problems=(404,),
)
def get_offer(employee_id: str) -> Response:
    """Read what you have declared."""
    stored = _own(employee_id)
    return tagged(OfferOut().dump(stored.value))


@blueprint.operation(
    "PUT",
    "/employees/<employee_id>/offer",
    name="replaceOffer",
    body=OfferIn(),
    answer=OfferOut(),
    etag=True,
    if_match=True,
    problems=(404,),
)
def replace_offer(body: dict[str, Any], employee_id: str) -> Response:
    """Declare it anew; it holds from the next question on."""
    current = _own(employee_id)
    require_match(OfferOut().dump(current.value))
    stored = services().store.employees.declare(employee_id, current.version, **body)
    return tagged(OfferOut().dump(stored.value))


def _own(employee_id: str) -> Stored[Employee]:
    return own_profile(current_identity(), services().store.employees, employee_id)
