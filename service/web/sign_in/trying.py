"""»Prøv som«: in development one chooses on any page what to be. There is no such page anywhere else."""

from flask import Blueprint, redirect, request, session
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as BaseResponse

from service.context import services
from service.settings import Environment
from service.sign_in.returning import local_path
from service.sign_in.trying import CHOICE, PEOPLE

blueprint = Blueprint("trying", __name__)


@blueprint.post("/proev-som")
def choose() -> BaseResponse:
    """Be somebody else from now on, in this browser."""
    settings = services().settings
    if settings.signs_in or settings.environment is not Environment.DEVELOPMENT:
        raise NotFound
    role = request.form.get("rolle", "")
    if role and role not in PEOPLE:
        raise BadRequest
    session.clear()
    session[CHOICE] = role
    return redirect(local_path(request.form.get("next")), 303)
