"""Somebody who reads the page *Mine invitationer*, and who asked them."""

from flask.testing import FlaskClient

from graph.records.changes import Mover
from graph.store import GraphStore
from service.roles import Role
from tests.service.fakes import NOW
from tests.service.standing import asking, service_on

LEAD = Mover("lead", NOW)
PAGE = "/mine-invitationer"


def visitor(graph: GraphStore, role: Role = Role.EMPLOYEE) -> FlaskClient:
    return asking(service_on(graph), role)
