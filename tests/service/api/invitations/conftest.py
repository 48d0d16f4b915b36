from dataclasses import replace

import pytest
from flask import Flask

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, fill, skill, task, workplace
from matching.model import Involvement, Visibility
from tests.service.api.invitations.asking import ANNA
from tests.service.fakes import NOW
from tests.service.standing import standing_on


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """A school whose manager (asking as HR) wants to be asked, and a lead's workplace with a tool's task."""
    fill(
        graph,
        ANNA,
        replace(employee("Leder", workplace="Skolen"), id="hr"),
        employee("Bo"),
        replace(employee("Projektleder"), id="lead"),
        employee("Skjult", visibility=Visibility.HIDDEN),
        replace(workplace("Skolen"), manager="hr", involvement=Involvement.CONSULTED),
        skill("Excel"),
    )
    graph.tasks.create(task("Ny cykelsti", requires={"GDPR": 3}), Mover("tool:tool", NOW))
    return standing_on(graph)
