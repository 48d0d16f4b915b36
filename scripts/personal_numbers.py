"""Recognises what is shaped like a Danish personal number (CPR), so that it is refused and never shown."""

import re
import unicodedata

HIDDEN = "(CPR-lignende, ikke gengivet)"

# ddmmyy and four digits, as people write it: 010190-1234, 0101901234, 01.01.90 - 1234, 01 01 90 1234.
_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_BETWEEN = r"[\s.\-‐-―−/]"
_SHAPE = re.compile(rf"(?<!\d){_DAY}{_BETWEEN}?{_MONTH}{_BETWEEN}?\d\d{_BETWEEN}{{0,3}}\d{{4}}(?!\d)")
# A spreadsheet that takes a personal number for a number drops its first zero.
_WITHOUT_ZERO = re.compile(rf"\s*[1-9]{_MONTH}\d{{6}}\s*")
# The digits of a skill's own URI are no personal number.
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)


def holds_personal_number(text: str) -> bool:
    """Whether a cell or a text holds ten digits that could be a personal number, or is nine such digits."""
    if sum(character.isdigit() for character in text) < 9:
        return False
    plain = _plain(text)
    return _SHAPE.search(plain) is not None or _WITHOUT_ZERO.fullmatch(plain) is not None


def without_personal_numbers(text: str) -> str:
    """The text, or `HIDDEN` in its place if it holds anything shaped like a personal number."""
    return HIDDEN if holds_personal_number(text) else text


def _plain(text: str) -> str:
    """Digits of any script as 0 to 9, without invisible characters and without the URIs' own digits."""
    folded = unicodedata.normalize("NFKC", text)
    visible = "".join(character for character in folded if unicodedata.category(character) != "Cf")
    digits = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character for character in visible
    )
    return _UUID.sub(" ", digits)
