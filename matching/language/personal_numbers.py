"""Recognises what is shaped like a Danish personal number (CPR), so that it is refused and never kept."""

import re
import unicodedata

# ddmmyy and four digits as people write it: 010190-1234, 0101901234, 01.01.90 - 1234. The digits of a
# skill's own URI are none, so UUIDs are matched first and passed over.
_UUID = r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
_BETWEEN = r"[\s.\-‐-―−/]"
_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_NUMBER = rf"(?<!\d){_DAY}{_BETWEEN}?{_MONTH}{_BETWEEN}?\d\d{_BETWEEN}{{0,3}}\d{{4}}(?!\d)"
_SHAPE = re.compile(rf"{_UUID}|(?P<number>{_NUMBER})", re.IGNORECASE)
# Digits of any script, raised, lowered or ringed ones included.
_DIGIT = re.compile(r"[\d²³¹⁰-⁹₀-₉①-⑨⓪]")
_DIGITS = 10
_MASK = "[fjernet]"


def holds_personal_number(text: str) -> bool:
    """Whether a text holds ten digits, in any script, that could be a personal number."""
    if len(text) < _DIGITS or len(_DIGIT.findall(text)) < _DIGITS:
        return False
    return any(found["number"] for found in _SHAPE.finditer(_plain(text)))


def mask_personal_numbers(text: str) -> str:
    """The text with everything shaped like a personal number taken out (for logs)."""
    return _SHAPE.sub(lambda found: _MASK if found["number"] else found[0], text)


def _plain(text: str) -> str:
    """The text with digits of any script as 0 to 9 and without invisible characters."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    visible = (sign for sign in folded if unicodedata.category(sign) != "Cf")
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in visible)
