"""What forms have in common: the receipt beside their fields, and how a field is read that several have."""

import unicodedata
from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from matching.bounds import EARLIEST, LATEST, MOST_HOURS
from service.levels import LEVELS
from service.request.forgery import FIELD, form_token
from service.web.frame.texts import gettext as _

# Characters that are searched for. By eye: what fits into the field.
LONGEST_SEARCH = 100


def form_receipt() -> Markup:
    """The token of this session as a hidden field, for browsers that don't say where a request comes from."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, form_token())


def plain(value: str) -> str:
    """Text without control characters, composed and trimmed; line breaks as one sign."""
    composed = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(s for s in composed if s in "\n\t" or unicodedata.category(s) != "Cc").strip()


def too_long(text: str, most: int) -> str:
    """What is wrong with a text of more characters; empty where nothing is."""
    if len(text) <= most:
        return ""
    return _("Teksten er for lang. Den kan højst være på %(most)s tegn.", most=most)


def read_search(fields: Mapping[str, str], name: str = "soeg") -> str:
    """What is searched for in a field; empty where nothing is."""
    return plain(fields.get(name, ""))[:LONGEST_SEARCH]


def read_hours(form: Mapping[str, str], wrong: dict[str, str]) -> float:
    """Hours a week in `timer`; 0 where it is no such number, which `wrong` says then."""
    try:
        hours = float(form.get("timer", "").strip().replace(",", ".") or 0)
    except ValueError:
        hours = -1.0
    if 0 <= hours <= MOST_HOURS:
        return hours
    wrong["timer"] = _("Skriv et antal timer om ugen mellem 0 og 60, for eksempel 4.")
    return 0.0


def read_period(form: Mapping[str, str], wrong: dict[str, str]) -> tuple[date | None, date | None]:
    """The days `fra` and `til`, each None where it isn't said or is none, which `wrong` says then."""
    days = [_read_day(form, name, wrong) for name in ("fra", "til")]
    begins, ends = days
    if begins and ends and ends < begins:
        wrong["til"] = _("Slutdatoen skal ligge efter startdatoen.")
    return begins, ends


def read_level(said: str) -> int | None:
    """The level that was chosen, None for any other text."""
    return {str(level): level for level in LEVELS}.get(said)


def _read_day(form: Mapping[str, str], name: str, wrong: dict[str, str]) -> date | None:
    said = form.get(name, "")
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = date.max
    if EARLIEST <= day <= LATEST:
        return day
    wrong[name] = _("Skriv en dato, for eksempel 2026-03-01.")
    return None
