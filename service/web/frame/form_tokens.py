"""Forms that change something carry a token of the person's session, so that no other site can send them."""

import hmac
import secrets

from flask import request, session
from werkzeug.exceptions import BadRequest

FIELD = "kvittering"


def form_token() -> str:
    """The token of this session, for a hidden field."""
    return str(session.setdefault(FIELD, secrets.token_urlsafe(24)))


def hold_form_token() -> None:
    """Let a form through only with the token of its session.

    Raises
    ------
    werkzeug.exceptions.BadRequest
    """
    known, given = session.get(FIELD), request.form.get(FIELD, "")
    if not known or not hmac.compare_digest(str(known).encode(), given.encode()):
        raise BadRequest
