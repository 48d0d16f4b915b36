"""The languages' machinery behind plain, typed functions; the only importer of Babel."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from babel.core import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g

from service.web.frame.languages import DEFAULT, LANGUAGES, chosen_language

EXTENSION = "languages"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language by its code: how it writes days and figures, and the pages' texts in it."""

    code: str
    locale: Locale
    texts: NullTranslations


PLAIN = Spoken(DEFAULT, Locale.parse(DEFAULT), NullTranslations())
"""What is spoken outside of any page."""


def speak(app: Flask, translations: str) -> None:
    """Let an app speak the language that each request chooses; `translations` is the catalogues' folder."""
    app.extensions[EXTENSION] = {
        code: Spoken(code, Locale.parse(code), Translations.load(translations, [code])) for code in LANGUAGES
    }
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: spoken().texts.gettext(text),
        ngettext=lambda one, many, count: spoken().texts.ngettext(one, many, count),
        newstyle=True,
    )


def spoken() -> Spoken:
    """What the page that is being made speaks; it is asked for with every text, so it is found once."""
    if not g:
        return PLAIN
    found: Spoken | None = g.get("spoken")
    if found is None:
        found = g.spoken = current_app.extensions[EXTENSION][chosen_language()]
    return found


def gettext(text: str, /, **values: object) -> str:
    """A text in the language of the page, with its values put in."""
    found = spoken().texts.gettext(text)
    return found % values if values else found


def language() -> str:
    """The code of the language of the page."""
    return spoken().code


def day(on: date) -> str:
    """A day as people write it: `1. marts 2026`."""
    return format_date(on, "long", spoken().locale)


def month(day: date) -> str:
    """Month and year: `marts 2026`."""
    return format_date(day, "MMMM y", spoken().locale)


def time_of_day(moment: datetime) -> str:
    """Hours and minutes of a moment, in the zone that it is given in: `14.05`."""
    return format_time(moment, "short", locale=spoken().locale)


def moment(at: datetime, zone: tzinfo) -> str:
    """A moment in a zone: `1. marts 2026 kl. 14.05`."""
    there = at.astimezone(zone)
    return gettext("%(day)s kl. %(time)s", day=day(there.date()), time=time_of_day(there))


def number(value: float) -> str:
    """A figure without needless decimals: `7,5`, `8`."""
    return format_decimal(round(value, 1), locale=spoken().locale)


def percent(value: float) -> str:
    """A share of 1 in whole hundredths: `24 %`."""
    return format_percent(value, locale=spoken().locale)
