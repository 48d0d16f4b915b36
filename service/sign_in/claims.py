"""What the sign-in server says of somebody, read as the house has set it: the employee's id, and roles.

Every server calls them differently (`realm_access.roles`, `groups`, a URI); the settings say how.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matching.bounds import LONGEST_ID
from service.roles import Role
from service.settings import Settings
from service.telling.mail import is_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who signed in: the id of an employee, empty where the server doesn't say, and their roles.

    `address` is where they get mail, empty where the settings don't read it or the server doesn't say.
    """

    employee: str
    roles: frozenset[Role]
    address: str = ""


def person_of(claims: Mapping[str, Any], settings: Settings) -> Person:
    """Read who it is. Everybody is an employee; a value that the settings don't name gives nothing."""
    ids = texts_at(claims, settings.oidc_employee_claim)
    given = {text for claim in settings.oidc_role_claims for text in texts_at(claims, claim)}
    roles = {role for value, role in settings.oidc_roles if value in given}
    employee = ids[0] if len(ids) == 1 and len(ids[0]) <= LONGEST_ID else ""
    mail = texts_at(claims, settings.mail_claim) if settings.mail_claim else ()
    address = mail[0] if len(mail) == 1 and is_address(mail[0]) else ""
    return Person(employee=employee, roles=frozenset({Role.EMPLOYEE, *roles}), address=address)


def texts_at(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The texts of a claim: one, or several; a number is its digits.

    A name with dots leads into nested claims, unless there is a claim of just that name.
    """
    value: Any = claims
    for part in (name,) if name in claims else name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    values = value if isinstance(value, list) else [value]
    return tuple(str(each).strip() for each in values if _is_text(each))


def _is_text(value: object) -> bool:
    return (isinstance(value, str) and bool(value.strip())) or type(value) is int
