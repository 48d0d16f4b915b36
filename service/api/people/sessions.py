"""Sessions: where one is signed in, and ending that."""

from typing import Any

from marshmallow import fields

from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut
from service.context import services
from service.request.identity import current_identity
from service.sign_in.sessions import current_session
from service.use_cases.own_sessions import OwnSessions

blueprint = ApiBlueprint("sessions", __name__, description="Where you are signed in.")


class SessionOut(BodyOut):
    id = fields.String(required=True)
    created = fields.AwareDateTime(required=True, metadata={"description": "When you signed in."})
    seen = fields.AwareDateTime(
        required=True, metadata={"description": "When it was last used, to within a minute."}
    )
    ends = fields.AwareDateTime(required=True, metadata={"description": "When it ends whatever happens."})
    current = fields.Boolean(required=True, metadata={"description": "Whether this request belongs to it."})


class SessionsOut(BodyOut):
    items = fields.List(fields.Nested(SessionOut), required=True)


@blueprint.operation("GET", "/sessions", name="listMySessions", answer=SessionsOut())
def list_sessions() -> dict[str, Any]:
    """Where you are signed in, last used first."""
    return _shown()


@blueprint.operation(
    "DELETE",
    "/sessions/<session_id>",
    name="endMySession",
    answer=SessionsOut(),
    problems=(404,),
)
def end_session(session_id: str) -> dict[str, Any]:
    """End one of your sessions; the others are answered."""
    _own().end(session_id)
    return _shown()


def _shown() -> dict[str, Any]:
    here = current_session()
    return {
        "items": [
            {
                "id": each.id,
                "created": each.created,
                "seen": each.seen,
                "ends": each.ends,
                "current": here is not None and each.id == here.id,
            }
            for each in _own().all()
        ]
    }


def _own() -> OwnSessions:
    here = services()
    return OwnSessions(
        current_identity(), sessions=here.store.sessions, known=here.sessions, clock=here.clock
    )
