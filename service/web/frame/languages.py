"""In which language a page speaks: Danish, unless the person has chosen English."""

from collections.abc import Mapping

from flask import Blueprint, Response, current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from service.web.frame.addresses import address, arguments

LANGUAGES: Mapping[str, str] = {"da": "Dansk", "en": "English"}
DEFAULT = "da"
FIELD = "lang"
COOKIE = "tvaers_lang"
A_YEAR = 365 * 24 * 3600


def chosen_language() -> str:
    """The language of the request: chosen in it, or in an earlier one, else Danish."""
    for choice in (_asked_for(), request.cookies.get(COOKIE)):
        if choice in LANGUAGES:
            return str(choice)
    return DEFAULT


def remember_language(blueprint: Blueprint) -> None:
    """Keep a choice in a cookie that holds nothing else, and take it out of the address."""

    @blueprint.before_request
    def without_choice() -> BaseResponse | None:
        if request.method != "GET" or FIELD not in request.args:
            return None
        rest = [(name, value) for name, value in arguments() if name != FIELD]
        return redirect(address(request.path, rest), 303)

    @blueprint.after_request
    def keep(response: Response) -> Response:
        if _asked_for() in LANGUAGES:
            response.set_cookie(
                COOKIE,
                chosen_language(),
                max_age=A_YEAR,
                httponly=True,
                secure=current_app.config["SESSION_COOKIE_SECURE"],
                samesite="Lax",
            )
        return response


def _asked_for() -> str | None:
    """The language that the request itself names.

    A form that cannot be read names none, so that the page which says so can be written.
    """
    try:
        return request.values.get(FIELD)
    except HTTPException:
        return request.args.get(FIELD)
