"""The development identity: whoever is at this machine tries Tværs as somebody of the municipality.

They choose what to be; nobody proves anything. It starts nowhere where anybody else could reach it, answers
host names of this machine alone (`service.request.screening`), and never opens the API.
"""

from dataclasses import replace
from itertools import islice

import numpy as np
from flask import Request, session

from graph.errors import GraphUnavailable
from graph.signatures import DEVELOPMENT
from matching.index.columns import days
from matching.index.index import Index
from service.context import services
from service.errors import IndexNotReady
from service.request.identity import FOR_TOOLS, Identity
from service.roles import PERSONS, Role
from service.settings import Environment, Settings

CHOICE = "proev-som"
NOBODY = Identity(subject=DEVELOPMENT, roles=frozenset({Role.LEAD}))
"""A project lead who is nobody in the graph: before one chooses, and while there is nobody in it."""
PEOPLE = (Role.LEAD, Role.EMPLOYEE, Role.HR, Role.HEAD, Role.COUNCIL, Role.DPO, Role.ADMIN)
"""What there is to be, in the order in which it is offered; each as another employee."""
# Days since a task that makes somebody one to be. By eye: who one is does not change while one tries Tværs.
LONG_AGO = 365


class IdentityRefused(Exception):
    """A way of identifying people was asked for where it must not be used."""


class DevelopmentIdentity:
    """Lets everybody on this machine into the web pages, as whom they choose.

    Raises
    ------
    IdentityRefused
        In production, or when the service listens to more than loopback.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.environment is not Environment.DEVELOPMENT:
            raise IdentityRefused("The development identity is not for production.")
        if not settings.loopback:
            raise IdentityRefused("The development identity is for loopback addresses only.")

    def identify(self, request: Request) -> Identity | None:
        """Everybody on a page is whom they chose; the API is never opened by it."""
        if request.path.startswith(FOR_TOOLS):
            return None
        role = chosen()
        if role is None:
            return NOBODY
        try:
            index = services().matcher.index
        except (IndexNotReady, GraphUnavailable):
            index = None
        return somebody(role, index)


def chosen() -> Role | None:
    """The role that this browser tries, if one was chosen."""
    choice = session.get(CHOICE)
    return Role(choice) if choice in PERSONS else None


def somebody(role: Role, index: Index | None) -> Identity:
    """An employee in a role: for each role another, always the same, and in the graph where that has any.

    They have worked with others long ago, where so many have, so that there is a way from them to strangers.
    """
    roles = frozenset({Role.EMPLOYEE, role})
    rows = np.flatnonzero(index.workforce.active).tolist() if index is not None else []
    if index is None or not rows:
        return replace(NOBODY, roles=roles)
    known = [*islice((row for row in rows if _has_long_worked_with_others(row, index)), len(PEOPLE))]
    at = PEOPLE.index(role)
    row = known[at] if at < len(known) else rows[at % len(rows)]
    workplaces = index.workforce.workplaces
    unit = workplaces.names[workplaces.of_row[row]]
    return Identity(subject=index.workforce.ids[row], roles=roles, unit=unit or None)


def _has_long_worked_with_others(row: int, index: Index) -> bool:
    """Whether a task of theirs ended so long ago that nothing done while trying Tværs changes it."""
    return any(
        days(index.workforce.today) - ended >= LONG_AGO and len(rows) > 1
        for _task, ended, rows in index.history.joint_work.taken_part(row)
    )
