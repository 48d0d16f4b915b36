"""What a page is asked: a form, what was kept of one under a short id, or an address, which holds no text."""

from collections.abc import Iterable

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from service.context import own_inquiries
from service.web.frame.addresses import address, arguments

KEPT = "spoergsmaal"
"""The field of an address that says under which id the question is kept."""
EMPLOYEES = frozenset({"spoerger", "foreslaaet", "medlem", "ikke", "hold"})
"""The fields that hold an employee's id."""


def asked() -> MultiDict[str, str]:
    """The fields that the request brings. Raises NotFound for what isn't kept for who asks (any longer)."""
    if request.method == "POST":
        return request.form
    if kept := request.args.get(KEPT):
        return MultiDict(own_inquiries().find(kept))
    return MultiDict(list(arguments()))


def kept_address(endpoint: str, fields: Iterable[tuple[str, str]]) -> str | None:
    """A page's own address for what is asked; None while nothing can be kept: it is answered where it is."""
    given = list(fields)
    kept = own_inquiries().keep(given, people=[value for name, value in given if name in EMPLOYEES])
    return kept and address(url_for(endpoint), [(KEPT, kept)])
