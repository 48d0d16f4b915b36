"""On which terms somebody is asked or offers: hours, period, role and a message, as a form holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from matching.bounds import LONGEST_LABEL, LONGEST_NOTE
from service.web.frame.forms import plain, read_hours, read_period, too_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Hours a week from a day to a day, each of which may be open, in a role, with a message."""

    hours: float = 0.0
    starts_on: date | None = None
    ends_on: date | None = None
    role: str = ""
    message: str = ""


def read_terms(form: MultiDict[str, str]) -> tuple[Terms, Mapping[str, str]]:
    """The terms that a form holds, and what is wrong with them by field name."""
    wrong: dict[str, str] = {}
    hours = read_hours(form, wrong)
    starts_on, ends_on = read_period(form, wrong)
    role, message = plain(form.get("rolle", "")), plain(form.get("besked", ""))
    for name, text, most in (("rolle", role, LONGEST_LABEL), ("besked", message, LONGEST_NOTE)):
        if said := too_long(text, most):
            wrong[name] = said
    terms = Terms(hours=hours, starts_on=starts_on, ends_on=ends_on, role=role, message=message)
    return terms, wrong
