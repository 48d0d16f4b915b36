"""Somebody who reads the page *Mine invitationer*, and who asked them."""

from flask.testing import FlaskClient

from graph.records.changes import Mover
from graph.store import GraphStore
from service.roles import Role
from service.web.frame.registration import register_web
from tests.service.fakes import NOW, as_role
from tests.service.standing import standing_on

LEAD = Mover("lead", NOW)
PAGE = "/mine-invitationer"


def visitor(graph: GraphStore, role: Role = Role.EMPLOYEE) -> FlaskClient:
    made = standing_on(graph, pages=(register_web,)).test_client()
    made.environ_base["HTTP_AUTHORIZATION"] = as_role(role)["Authorization"]
    return made
