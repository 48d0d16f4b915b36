"""What one offers, read from its form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from werkzeug.exceptions import BadRequest


def read_offer(form: Mapping[str, str]) -> dict[str, Any]:
    """Hours, period, cap and whether one shows as a bridge; an empty field is not said. Raises BadRequest."""
    try:
        return {
            "hours_offered": _said(form, "timer", lambda text: float(text.replace(",", "."))),
            "offers_from": _said(form, "fra", date.fromisoformat),
            "offers_until": _said(form, "til", date.fromisoformat),
            "invitation_cap": _said(form, "loft", int),
            "shows_bridges": form.get("bindeled") == "ja",
        }
    except ValueError as wrong:
        raise BadRequest from wrong


def _said(form: Mapping[str, str], name: str, read: Any) -> Any:
    text = form.get(name, "").strip()
    return read(text) if text else None
