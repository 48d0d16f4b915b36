"""Static files: addresses that change with the content, and icons as inline SVG."""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, request, url_for
from markupsafe import Markup

WEB = Path(__file__).parents[1]
STATIC = WEB / "static"
TEMPLATES = WEB / "templates"
TRANSLATIONS = WEB / "translations"
ICONS = (STATIC / "icons", STATIC / "vendor" / "dkfds-11.2.0" / "img" / "svg-icons")
"""Our own, then those of the design system."""
A_YEAR = 365 * 24 * 3600


class Pages(Blueprint):
    """A blueprint whose static files browsers keep for a year, if their address tells the version."""

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """How long browsers keep a file, in seconds; None lets them ask each time."""
        versioned = "v" in request.args or (filename or "").startswith("vendor/")
        return A_YEAR if versioned else None


def asset(path: str) -> str:
    """The address of a static file; a new content gets a new one, so that browsers can keep the old."""
    return url_for("web.static", filename=path, v=_fingerprint(path))


@cache
def icon(name: str, classes: str = "") -> Markup:
    """An icon, drawn in the colour of the text, hidden from screen readers."""
    file = next(path for folder in ICONS if (path := folder / f"{name}.svg").exists())
    drawing = file.read_text(encoding="utf-8")
    opening = f'<svg class="{f"icon-svg {classes}".strip()}" aria-hidden="true" focusable="false"'
    svg = re.sub(r"^.*?<svg", opening, drawing, flags=re.DOTALL)
    return Markup(svg.strip())  # noqa: S704 - a file of our own


@cache
def _fingerprint(path: str) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]
