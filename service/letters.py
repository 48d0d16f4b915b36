"""Ids of letters alone: ten digits in a row could by chance look like a personal number, as in an address."""

_DIGITS, _FOR_DIGITS = "0123456789", "ghijklmnop"
_IN_LETTERS = str.maketrans(_DIGITS, _FOR_DIGITS)
_IN_HEX = str.maketrans(_FOR_DIGITS, _DIGITS)


def in_letters(hexadecimal: str) -> str:
    """A hexadecimal number in letters from a to p, as long as it was."""
    return hexadecimal.translate(_IN_LETTERS)


def in_hex(letters: str) -> str:
    """The hexadecimal number again."""
    return letters.translate(_IN_HEX)
