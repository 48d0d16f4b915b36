"""Who reads a page, for its header: signed in, to sign in, or trying Tværs as somebody."""

from dataclasses import dataclass

from flask import g

from service.context import services
from service.request.identity import ANONYMOUS
from service.roles import Role
from service.settings import Environment
from service.sign_in.trying import PEOPLE, chosen
from service.web.frame.texts import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """`tries` are the roles that can be tried, and whether each is the one; empty where people sign in."""

    signs_in: bool
    signed_in: bool
    tries: tuple[tuple[str, str, bool], ...] = ()


def visitor() -> Visitor:
    """Who reads the page that is being written; depends on nothing that may have failed."""
    settings = services().settings
    if settings.signs_in:
        return Visitor(signs_in=True, signed_in=g.get("identity", ANONYMOUS) != ANONYMOUS)
    if settings.environment is not Environment.DEVELOPMENT:
        return Visitor(signs_in=False, signed_in=False)
    now, words = chosen(), role_words()
    nobody = ("", _("Ingen bestemt"), now is None)
    tries = tuple((role.value, words[role], role is now) for role in PEOPLE)
    return Visitor(signs_in=False, signed_in=False, tries=(nobody, *tries))


def role_words() -> dict[Role, str]:
    """What people call the roles."""
    return {
        Role.LEAD: _("Projektleder"),
        Role.EMPLOYEE: _("Medarbejder"),
        Role.HR: _("HR"),
        Role.HEAD: _("Chef"),
        Role.COUNCIL: _("Medlem af MED"),
        Role.DPO: _("Databeskyttelsesrådgiver"),
        Role.ADMIN: _("Administrator"),
    }
