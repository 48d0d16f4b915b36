"""Ending one's mail by the link in it, without a sign-in: a page with a button, or a press in the mailbox."""

from flask import render_template
from werkzeug.exceptions import NotFound

from graph.contacts import How
from service.context import services
from service.request.forgery import from_machines
from service.settings import session_secret
from service.telling.unsubscribing import employee_of
from service.web.frame.assets import Pages

blueprint = Pages("mail", __name__)


@blueprint.get("/afmeld/<token>")
def ask(token: str) -> str:
    """Ask first: what looks through mail opens every link."""
    _whose(token)
    return render_template("web/unsubscribe.html", ended=False)


@blueprint.post("/afmeld/<token>")
@from_machines
def end(token: str) -> str:
    """No more mail (RFC 8058 too: a mailbox posts here by itself). What one chose else stays."""
    services().store.contacts.choose_how(_whose(token), How.NEVER)
    return render_template("web/unsubscribe.html", ended=True)


def _whose(token: str) -> str:
    """Whose link it is. Raises NotFound for what we didn't sign."""
    employee = employee_of(token, session_secret(services().settings))
    if employee is None:
        raise NotFound
    return employee
