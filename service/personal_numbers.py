"""Keeps what is taken for a Danish personal number (CPR) out of tables, messages and rejects."""

import re

from matching.language import personal_numbers

HIDDEN = "(CPR-lignende, ikke gengivet)"

# A spreadsheet that takes a personal number for a number drops its first zero.
_WITHOUT_ZERO = re.compile(r"\s*([1-9]\d{8})\s*")


def holds_personal_number(text: str, *, context: str = "") -> bool:
    """Whether a cell or a text holds a personal number, or is one without its first zero.

    `context` is the name of the cell's column.
    """
    if personal_numbers.holds_personal_number(text, context=context):
        return True
    short = _WITHOUT_ZERO.fullmatch(text)
    return short is not None and personal_numbers.can_be_somebodys(f"0{short[1]}")


def masked(text: str, *, context: str = "") -> tuple[str, str]:
    """The text with `HIDDEN` in place of what is taken for a personal number, and where in it that stood."""
    spans = personal_numbers.find_personal_numbers(text, context=context)
    if not spans:
        return (HIDDEN, "cellen") if holds_personal_number(text, context=context) else (text, "")
    for start, end in reversed(spans):
        text = text[:start] + HIDDEN + text[end:]
    if len(spans) == 1 and text == HIDDEN:
        return HIDDEN, "cellen"
    return text, "tegn " + ", ".join(f"{start + 1}–{end}" for start, end in spans)


def without_personal_numbers(text: str) -> str:
    """The text, or `HIDDEN` in its place if it holds anything taken for a personal number."""
    return HIDDEN if holds_personal_number(text) else text
