"""The languages' machinery behind plain, typed functions; the only importer of flask_babel."""

from datetime import date, datetime

import flask_babel  # type: ignore[import-untyped]
from flask import Flask

from service.web.frame.languages import DEFAULT, chosen_language


def speak(app: Flask, translations: str) -> None:
    """Let an app speak the language that each request chooses; `translations` is the catalogues' folder."""
    app.config |= {"BABEL_DEFAULT_LOCALE": DEFAULT, "BABEL_TRANSLATION_DIRECTORIES": translations}
    flask_babel.Babel(app, locale_selector=chosen_language)


def gettext(text: str, /, **values: object) -> str:
    """A text in the language of the page, with its values put in."""
    return str(flask_babel.gettext(text, **values))


def language() -> str:
    """The code of the language of the page."""
    return str(flask_babel.get_locale())


def day(on: date) -> str:
    """A day as people write it: `1. marts 2026`."""
    return str(flask_babel.format_date(on, "long"))


def month(day: date) -> str:
    """Month and year: `marts 2026`."""
    return str(flask_babel.format_date(day, "MMMM y"))


def time_of_day(moment: datetime) -> str:
    """Hours and minutes of a moment, in the zone that it is given in: `14.05`."""
    return str(flask_babel.format_time(moment, "short", rebase=False))


def number(value: float) -> str:
    """A figure without needless decimals: `7,5`, `8`."""
    return str(flask_babel.format_decimal(round(value, 1)))


def percent(value: float) -> str:
    """A share of 1 in whole hundredths: `24 %`."""
    return str(flask_babel.format_percent(value))
