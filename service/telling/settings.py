"""The settings of telling people, read with the others (`service.settings`)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from environs import validate

from service.telling.mail import Tls, bare, is_address
from service.telling.webhooks import Receiver, read_secret
from service.variables import PREFIX, Variables

EMPLOYEE_ID = "{employee_id}"
"""What stands in a pattern for an employee's id."""


def read_telling(env: Variables) -> dict[str, Any]:
    """Mail and webhooks; nobody is told where nothing is set."""
    return {
        "mail_host": env.str("MAIL_HOST", ""),
        "mail_port": env.int("MAIL_PORT", 587, validate=validate.Range(min=1, max=65535)),
        "mail_tls": env.enum("MAIL_TLS", Tls.STARTTLS, enum=Tls, by_value=True),
        "mail_user": env.str("MAIL_USER", ""),
        "mail_password": env.str("MAIL_PASSWORD", ""),
        "mail_from": env.str("MAIL_FROM", ""),
        "mail_pattern": env.str("MAIL_PATTERN", ""),
        "mail_claim": env.str("MAIL_CLAIM", ""),
        "webhooks": tuple(_webhooks(env)),
    }


def check_telling(
    values: Mapping[str, Any], *, loopback: Callable[[str], bool], safe: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """What only shows when variables are seen together; `safe` addresses are https or this machine's."""
    if values["mail_host"]:
        if not values["mail_from"]:
            yield f"{PREFIX}MAIL_FROM", f"Needed when {PREFIX}MAIL_HOST is set."
        if values["mail_tls"] is Tls.NONE and not loopback(values["mail_host"]):
            yield f"{PREFIX}MAIL_TLS", "Must be starttls or tls (none for this machine itself)."
    if values["mail_from"] and not is_address(bare(values["mail_from"])):
        yield f"{PREFIX}MAIL_FROM", "Must be an address, or a name with one in <>."
    pattern = values["mail_pattern"]
    if pattern and not (EMPLOYEE_ID in pattern and is_address(pattern.replace(EMPLOYEE_ID, "a"))):
        yield f"{PREFIX}MAIL_PATTERN", f"Must be an address with {EMPLOYEE_ID} in it."
    if values["mail_user"] and not values["mail_password"]:
        yield f"{PREFIX}MAIL_PASSWORD", f"Needed when {PREFIX}MAIL_USER is set."
    if any(not safe(each.url) for each in values["webhooks"]):
        yield f"{PREFIX}WEBHOOKS", "Each must start with https:// (http:// for this machine itself)."
    if (values["mail_host"] or values["webhooks"]) and not values["address"]:
        yield f"{PREFIX}ADDRESS", "Needed to tell people: what they are told leads there."


def _webhooks(env: Variables) -> Iterator[Receiver]:
    """Read entries of an address and a secret, apart by a blank."""
    for number, entry in enumerate(env.entries("WEBHOOKS"), start=1):
        url, _, secret = entry.partition(" ")
        try:
            yield Receiver(url=url, secret=read_secret(secret.strip()))
        except ValueError:
            wanted = "an address, a blank and a secret: whsec_ and the base64 of at least 24 bytes"
            env.reject("WEBHOOKS", f"Entry {number}: must be {wanted}.")
