"""Of several engagements of one employee, the main one: it says where they work, and as what.

The rule, in this order: the one that is marked as the main one, the one with most hours, the one that began
first, the one that stands first.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any

from matching.model import Visibility
from service.hr.intake import Entry, Intake
from service.hr.words import fold_label

_ONLY_TO_CHOOSE = ("primary", "started_on")
"""Values that say which engagement is the main one, and nothing of the employee."""

_FIX_NAME = "To medarbejdere kan ikke have samme id: ret id'et eller navnet."
_FIX_OTHER = "Ret den anden række først."


def keep_main_engagements(intake: Intake) -> int:
    """Leave one row for each employee; returns how many have several engagements.

    The row is as narrow as the narrowest visibility that any of theirs states, and protected if any is.
    Rows with the same id and another name are about somebody else, and refused; so is who has another row
    that was rejected, since it may have been the main one, or have hidden them.
    """
    by_id: dict[str, list[Entry]] = {}
    rejected = set(intake.unsure)
    for entry in intake.entries:
        id = entry.values["id"]
        first = by_id.setdefault(id, [entry])[0]
        if id in rejected:
            reason = "en anden række om den samme medarbejder er afvist"
            intake.refuse(entry, "medarbejder_id", reason=reason, fix=_FIX_OTHER)
        elif fold_label(first.values["name"]) != fold_label(entry.values["name"]):
            reason = f"står også på {intake.place(first.row, None)}, men med et andet navn"
            intake.refuse(entry, "medarbejder_id", reason=reason, fix=_FIX_NAME)
        elif entry is not first:
            by_id[id].append(entry)
    for id in rejected:
        by_id.pop(id, None)
    intake.entries = [_main(engagements) for engagements in by_id.values()]
    return sum(len({_place(each) for each in engagements}) > 1 for engagements in by_id.values())


def _main(engagements: Sequence[Entry]) -> Entry:
    main = min(engagements, key=_rank)
    values = {name: value for name, value in main.values.items() if name not in _ONLY_TO_CHOOSE}
    if stated := [each.values["visibility"] for each in engagements if "visibility" in each.values]:
        values["visibility"] = reduce(Visibility.narrowed, stated)
    if protected := [each.values["protected"] for each in engagements if "protected" in each.values]:
        values["protected"] = any(protected)
    return replace(main, values=values)


def _rank(entry: Entry) -> tuple[bool, float, date, int]:
    values = entry.values
    not_marked = not values.get("primary", False)
    return not_marked, -values.get("weekly_hours", 0.0), values.get("started_on") or date.max, entry.position


def _place(entry: Entry) -> tuple[Any, ...]:
    return tuple(entry.values.get(name) for name in ("workplace", "profession", "weekly_hours", "started_on"))
