"""Keeps what is shaped like a Danish personal number (CPR) out of tables, messages and rejects."""

import re

from matching.language.personal_numbers import holds_personal_number as holds_ten_digits

HIDDEN = "(CPR-lignende, ikke gengivet)"

# A spreadsheet that takes a personal number for a number drops its first zero.
_WITHOUT_ZERO = re.compile(r"\s*[1-9](?:0[1-9]|1[0-2])\d{6}\s*")


def holds_personal_number(text: str) -> bool:
    """Whether a cell or a text holds ten digits that could be a personal number, or is nine such digits."""
    return holds_ten_digits(text) or _WITHOUT_ZERO.fullmatch(text) is not None


def without_personal_numbers(text: str) -> str:
    """The text, or `HIDDEN` in its place if it holds anything shaped like a personal number."""
    return HIDDEN if holds_personal_number(text) else text
