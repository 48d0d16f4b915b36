"""On which terms somebody is asked or offers: hours, period, role and a message, as a form holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from matching.bounds import LONGEST_LABEL
from service.web.frame.texts import gettext as _
from service.web.invitations.pages import LONGEST_REASON as LONGEST_MESSAGE
from service.web.task.inquiry import plain, read_hours
from service.web.team.wishes import read_day


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
    hours = read_hours(form.get("timer", ""))
    if hours is None:
        wrong["timer"] = _("Skriv et antal timer om ugen mellem 0 og 60, for eksempel 4.")
    starts_on, begins = read_day(form.get("fra", ""))
    ends_on, ends = read_day(form.get("til", ""))
    for name, fits in (("fra", begins), ("til", ends)):
        if not fits:
            wrong[name] = _("Skriv en dato, for eksempel 2026-03-01.")
    if starts_on and ends_on and ends_on < starts_on:
        wrong["til"] = _("Slutdatoen skal ligge efter startdatoen.")
    role, message = plain(form.get("rolle", "")), plain(form.get("besked", ""))
    for name, text, most in (("rolle", role, LONGEST_LABEL), ("besked", message, LONGEST_MESSAGE)):
        if len(text) > most:
            wrong[name] = _("Teksten er for lang. Den kan højst være på %(most)s tegn.", most=most)
    terms = Terms(hours=hours or 0.0, starts_on=starts_on, ends_on=ends_on, role=role, message=message)
    return terms, wrong
