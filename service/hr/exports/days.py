"""Days in exports: they decide who is there, so one that can't be read stops the import."""

import re
from datetime import date

from service.hr.exports.xml_records import UnreadableExport
from service.personal_numbers import without_personal_numbers

_DANISH = re.compile(r"(\d\d)[-./](\d\d)[-./](\d{4})")
"""As a Danish spreadsheet saves a day again."""
_NONE = re.compile(r"[0.-]*")
"""Empty, or `0000-00-00` as payroll on SAP writes it."""


def day_of(text: str, *, otherwise: date, of: str) -> date:
    """The day of a text, also of one with a time or an offset after it; `otherwise` where it says none.

    `of` is what it was said of, for people. Raises `service.hr.exports.xml_records.UnreadableExport`.
    """
    if _NONE.fullmatch(text):
        return otherwise
    try:
        return date.fromisoformat(_DANISH.sub(r"\3-\2-\1", text[:10]))
    except ValueError:
        raise UnreadableExport(
            f"{without_personal_numbers(of)}: en dato kan ikke læses. Intet er læst."
        ) from None


def covers(today: date, *, start: str, end: str, of: str) -> bool:
    """Whether a period has begun and not ended, both days counted; raises as `day_of` does."""
    return day_of(start, otherwise=date.min, of=of) <= today <= day_of(end, otherwise=date.max, of=of)
