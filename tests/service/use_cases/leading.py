"""A lead with one task on a real graph, who may do with it what a reach says."""

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import task_id
from harness.recording import Lines
from matching.invitation import Choice
from service.matcher import Matcher
from service.request.identity import Identity
from service.rights import Whose
from service.roles import Role
from service.use_cases.choosing import Reason
from service.use_cases.inviting import Inviting
from service.use_cases.organising import Organiser
from service.use_cases.recording import Recording
from tests.service.fakes import NOW

TASK = task_id("Ny cykelsti")
KNOWN = Reason(chosen_for=Choice.KNOWN_WORK)


def as_lead(graph: GraphStore, *, reach: frozenset[Whose] = frozenset({Whose.EVERYBODY})) -> Inviting:
    lead = Identity(subject="lead", roles=frozenset({Role.LEAD}))
    matcher = Matcher(graph, now=lambda: NOW)
    matcher.refresh()
    return Inviting(
        store=graph,
        organiser=Organiser(identity=lead, reach=reach, tasks=graph.tasks, index=matcher.index),
        recording=Recording(record=Lines(), identity=lead, at=NOW),
        mover=Mover("lead", NOW),
    )
