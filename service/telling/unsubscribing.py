"""The link that ends somebody's mail without a sign-in: it says who, signed, and can do nothing else."""

import hmac
from hashlib import sha256

from service.letters import in_hex, in_letters

PATH = "/afmeld/"
_PURPOSE = b"tvaers:unsubscribe:"


def token_of(employee: str, secret: str) -> str:
    """What stands in the link, in letters alone, which no screening takes for a personal number."""
    return f"{in_letters(employee.encode().hex())}.{in_letters(_mark(employee, secret))}"


def employee_of(token: str, secret: str) -> str | None:
    """Whose link it is; None where we didn't sign it."""
    written, _, mark = token.partition(".")
    try:
        employee = bytes.fromhex(in_hex(written)).decode()
    except ValueError:  # UnicodeDecodeError among them
        return None
    right = in_letters(_mark(employee, secret))
    return employee if hmac.compare_digest(mark.encode(), right.encode()) else None


def _mark(employee: str, secret: str) -> str:
    return hmac.new(secret.encode(), _PURPOSE + employee.encode(), sha256).hexdigest()
