"""What one offers, as a form holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matching.bounds import MOST_INVITATIONS
from matching.model import Employee
from service.web.frame.forms import read_hours, read_period
from service.web.frame.texts import gettext as _

FIELDS = ("timer", "fra", "til", "loft", "bindeled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """The form: what stands in each field, and what is wrong with it, by the field's name."""

    written: Mapping[str, str]
    wrong: Mapping[str, str]


def offering_of(own: Employee) -> Offering:
    """The form with what somebody has said; an empty field is not said."""
    said = {
        "timer": None if own.hours_offered is None else f"{own.hours_offered:g}",
        "fra": own.offers_from,
        "til": own.offers_until,
        "loft": own.invitation_cap,
    }
    written = {name: "" if value is None else str(value) for name, value in said.items()}
    return Offering(written=written | {"bindeled": "ja" if own.shows_bridges else ""}, wrong={})


def read_offer(form: Mapping[str, str]) -> tuple[dict[str, Any], Offering]:
    """Hours, period, cap and whether one is a bridge by the names of `Employee`, and the form itself."""
    wrong: dict[str, str] = {}
    hours = read_hours(form, wrong)
    begins, ends = read_period(form, wrong)
    offer = {
        "hours_offered": hours if form.get("timer", "").strip() else None,
        "offers_from": begins,
        "offers_until": ends,
        "invitation_cap": _read_cap(form, wrong),
        "shows_bridges": form.get("bindeled") == "ja",
    }
    return offer, Offering(written={name: form.get(name, "") for name in FIELDS}, wrong=wrong)


def _read_cap(form: Mapping[str, str], wrong: dict[str, str]) -> int | None:
    said = form.get("loft", "").strip()
    if not said:
        return None
    try:
        cap = int(said)
    except ValueError:
        cap = -1
    if 0 <= cap <= MOST_INVITATIONS:
        return cap
    wrong["loft"] = _("Skriv et helt tal mellem 0 og %(most)s.", most=MOST_INVITATIONS)
    return None
