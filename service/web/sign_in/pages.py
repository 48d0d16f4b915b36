"""Signing in and out at the house's own server, and what people read on the way."""

from flask import Response, make_response, redirect, render_template, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from service.context import services
from service.request.forgery import from_machines
from service.request.identity import current_identity
from service.request.limits import FAILED_SIGN_INS, SIGN_INS, client_address
from service.request.screening import marks_personal_numbers
from service.sign_in.arriving import Arrival, arrive
from service.sign_in.provider import RETURN_PATH, SIGNED_OUT_PATH, Provider
from service.sign_in.returning import Waiting, keep, local_path, take
from service.sign_in.sessions import clear_cookie, current_session, set_cookie
from service.web.frame.addresses import here
from service.web.frame.assets import TEMPLATES, Pages

blueprint = Pages("sign_in", __name__, template_folder=str(TEMPLATES))

OUT_PATH = "/log-ud"
FROM_SERVER = ("code", "state", "session_state", "iss", "error", "error_description", "error_uri")
"""What the server adds to the address: made up of digits, some of which could look like a personal number."""
LONGEST_HINT = 3_500
"""Characters of an ID token that a cookie holds; without it the server asks whether one means to sign out."""


@blueprint.get("/log-ind")
def sign_in() -> BaseResponse:
    """Send somebody to the sign-in server, unless they are signed in."""
    provider, going_to = _provider(), local_path(request.args.get("next"))
    if current_identity().is_person:
        return redirect(going_to)
    services().limits.spend(SIGN_INS, client_address(request))
    address, begun = provider.begin()
    keep(Waiting(begun=begun, going_to=going_to))
    return redirect(address)


@blueprint.get(RETURN_PATH)
@marks_personal_numbers(*FROM_SERVER)
def come_back() -> BaseResponse:
    """Let somebody in whom the server knows, and the graph too."""
    provider, limits, asker = _provider(), services().limits, client_address(request)
    limits.hold(FAILED_SIGN_INS, asker)
    waiting = take(request.args.get("state", ""))
    arrival = arrive(waiting, code=request.args.get("code", ""), provider=provider, services=services())
    if arrival.token is None:
        limits.spend(FAILED_SIGN_INS, asker)
        return _stopped(arrival)
    session.clear()
    response: BaseResponse = redirect(waiting.going_to if waiting else "/", 303)
    set_cookie(response, arrival.token, services().settings)
    _keep_hint(response, arrival.id_token)
    return response


@blueprint.post(OUT_PATH)
def sign_out() -> BaseResponse:
    """End the session here, and then at the server."""
    provider, ended = _provider(), current_session()
    if ended is not None:
        store, now = services().store.sessions, services().clock.now()
        store.end(ended.id, subject=ended.subject, at=now)
        services().sessions.forget(ended.id)
    session.clear()
    address = provider.sign_out_address(request.cookies.get(_hint_cookie(), ""))
    response = make_response(render_template("web/signed_out.html", leads_to=address))
    if address:  # a redirect would be refused: forms of ours lead nowhere else (form-action)
        response.headers["Refresh"] = f"0; url={address}"
    clear_cookie(response, services().settings)
    _keep_hint(response, "")
    return response


@blueprint.get(SIGNED_OUT_PATH)
def signed_out() -> str:
    """What somebody sees who has signed out everywhere."""
    return render_template("web/signed_out.html", leads_to=None)


@blueprint.post(f"{OUT_PATH}/bagkanal")
@from_machines
@marks_personal_numbers("logout_token")
def end_from_server() -> BaseResponse:
    """End what the server says has ended (back-channel logout)."""
    limits, asker = services().limits, client_address(request)
    limits.hold(FAILED_SIGN_INS, asker)
    ended = _provider().ended_or_none(request.form.get("logout_token", ""))
    if ended is None:
        limits.spend(FAILED_SIGN_INS, asker)
        return Response(status=400)
    now = services().clock.now()
    services().store.sessions.end_at_provider(
        session=ended.session, subject=ended.subject, before=ended.at, at=now
    )
    services().sessions.forget()
    return Response(status=200)


def _stopped(arrival: Arrival) -> BaseResponse:
    """The page that says what to do."""
    page = render_template("web/not_signed_in.html", reason=arrival.reason, employee=arrival.employee)
    return make_response(page, arrival.reason.status)


def _keep_hint(response: BaseResponse, id_token: str) -> None:
    """Let the browser keep the ID token for the day that it signs out: its own, and sent nowhere else."""
    secure = services().settings.secure_cookies
    held = {"path": OUT_PATH, "secure": secure, "httponly": True, "samesite": "Lax"}
    if id_token and len(id_token) <= LONGEST_HINT:
        response.set_cookie(_hint_cookie(), id_token, **held)  # type: ignore[arg-type]
    else:
        response.delete_cookie(_hint_cookie(), **held)  # type: ignore[arg-type]


def _hint_cookie() -> str:
    return "__Secure-tvaers-ud" if services().settings.secure_cookies else "tvaers-ud"


def _provider() -> Provider:
    """The sign-in server. Raises NotFound where the house has set none."""
    provider = services().provider
    if provider is None:
        raise NotFound
    return provider


def sign_in_address() -> str | None:
    """Where whoever reads this page can sign in and come back to it; None where nobody signs in."""
    if services().provider is None:
        return None
    return url_for("sign_in.sign_in", next=local_path(here()))
