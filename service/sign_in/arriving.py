"""Somebody comes back from the sign-in server: let in, or told why not and what to do."""

import logging
from dataclasses import dataclass, replace
from enum import Enum

from graph.errors import NotFound, Unreadable
from service.context import Services
from service.sign_in.claims import Person, person_of
from service.sign_in.issuer import TokenRefused
from service.sign_in.provider import Provider
from service.sign_in.returning import Waiting

SOURCE = "sign_in"
"""Who told of an address, where it was the sign-in server."""

logger = logging.getLogger("tvaers.sign_in")


class Reason(Enum):
    """Why somebody is not let in."""

    AGAIN = "again"
    """They took too long, were signed in twice, or said no: they can just try again."""
    NO_NUMBER = "no-number"
    """The server doesn't say which employee they are."""
    UNKNOWN = "unknown"
    """There is no such employee in the graph, or their account is switched off (SCIM)."""

    @property
    def status(self) -> int:
        """The HTTP status of the page that says so."""
        return 400 if self is Reason.AGAIN else 403


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Who came: with a session's `token` if they are let in, else with the reason."""

    token: str | None = None
    id_token: str = ""
    reason: Reason = Reason.AGAIN
    employee: str = ""


def arrive(waiting: Waiting | None, *, code: str, provider: Provider, services: Services) -> Arrival:
    """Let in whom the server knows and the graph has.

    Raises
    ------
    IssuerUnavailable, GraphUnavailable
    """
    if waiting is None or not code:
        return Arrival()
    try:
        answer = provider.finish(waiting.begun, code=code)
    except TokenRefused as refused:
        logger.warning("sign-in refused: %s", refused)
        return Arrival()
    person = person_of(answer.claims, services.settings)
    if not person.employee:
        return Arrival(reason=Reason.NO_NUMBER, id_token=answer.id_token)
    if not _is_employed(person.employee, services):
        return Arrival(reason=Reason.UNKNOWN, employee=person.employee, id_token=answer.id_token)
    if person.address:
        contacts, today = services.store.contacts, services.clock.today()
        contacts.keep_address(person.employee, person.address, source=SOURCE, on=today)
    token = services.sessions.begin(
        with_roles_of_groups(person, services),
        sessions=services.store.sessions,
        now=services.clock.now(),
        provider_session=str(answer.claims.get("sid") or ""),
        subject=str(answer.claims["sub"]),
    )
    return Arrival(token=token, id_token=answer.id_token)


def with_roles_of_groups(person: Person, services: Services) -> Person:
    """Somebody with the roles that the house lets their groups give (SCIM), beside those of the server."""
    if not services.settings.scim_roles:
        return person
    names = services.store.account_groups.names_of(person.employee)
    given = {role for name, role in services.settings.scim_roles if name in names}
    return replace(person, roles=person.roles | given)


def _is_employed(id: str, services: Services) -> bool:
    try:
        services.store.employees.get(id)
    except (NotFound, Unreadable):
        return False
    return not services.store.accounts.is_switched_off(id)
