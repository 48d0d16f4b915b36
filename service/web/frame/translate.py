"""Collects the texts of the pages and compiles their translations: `python -m service.web.frame.translate`.

Texts are written in Danish where they are used; `translations/en/LC_MESSAGES/messages.po` holds the
English. What is new stands there untranslated, and a test fails until somebody has translated it.
"""

import io
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1]
ENGLISH = WEB / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true"}}


# No dates: the catalogue changes when a text does, and only then.
HEADER: dict[str, Any] = {
    "header_comment": "# The English texts of the web pages; the Danish ones stand where they are used.",
    "project": "Tværs",
    "version": "1",
    "msgid_bugs_address": "-",
    "last_translator": "-",
    "language_team": "-",
    "fuzzy": False,
}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


def collected() -> Catalog:
    """All texts of the modules and templates, without translations."""
    catalog = Catalog(locale="en", creation_date=UNDATED, revision_date=UNDATED, **HEADER)
    found = extract_from_dir(WEB, method_map=METHODS, options_map=OPTIONS)
    for filename, line, message, comments, _context in sorted(found, key=lambda each: each[:2]):
        catalog.add(message, locations=[(filename, line)], auto_comments=comments)
    return catalog


def translations() -> Catalog:
    """The English catalogue as it is kept."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that have no translation, or only an uncertain one."""
    return [str(each.id) for each in catalog if each.id and (each.fuzzy or not _complete(each.string))]


def updated() -> Catalog:
    """All texts, each with the translation that is kept for it."""
    kept, catalog = translations(), collected()
    for message in catalog:
        if message.id and message.id in kept:
            message.string = kept[message.id].string
    return catalog


def main() -> int:
    """Bring the catalogue up to date and compile it; 1 if something waits for its translation."""
    catalog = updated()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False)
    ENGLISH.with_suffix(".mo").write_bytes(compiled(translations()))
    waiting = untranslated(catalog)
    for text in waiting:
        print(f"not translated: {text}", file=sys.stderr)
    return 1 if waiting else 0


def _complete(translation: str | Sequence[str] | None) -> bool:
    return bool(translation) and (isinstance(translation, str) or all(translation or ()))


if __name__ == "__main__":
    sys.exit(main())
