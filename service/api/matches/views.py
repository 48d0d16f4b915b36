"""Matches: a task in words or requirements → colleagues who can help, and why."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, jsonify

from graph.errors import UnknownReference
from matching.index.index import Index
from matching.model import Question, Requirement
from service.api.frame.blueprint import ApiBlueprint
from service.api.matches.presenter import Names, Way, present_shortlist, present_way
from service.api.matches.schemas import QuestionIn, ShortlistOut
from service.context import current_index, services
from service.request.identity import current_identity
from service.roles import ORGANISERS
from service.use_cases.ways import find_ways, who_asks

blueprint = ApiBlueprint("matches", __name__, description="Colleagues who can help with a task, explained.")


@blueprint.operation(
    "POST",
    "/matches",
    name="matchTask",
    roles=ORGANISERS,
    body=QuestionIn(),
    answer=ShortlistOut(),
)
def match_task(question: Question) -> Response:
    """Suggest colleagues for a task, each with named contributions that add up to the score.

    Without requirements the skills that the text surely speaks of are taken and weighed by how sure
    they are; for good answers let a person confirm them first (`skills:link`).
    """
    index, matcher, identity = current_index(), services().matcher, current_identity()
    asker = who_asks(identity, question.asker or "", index)
    if asker not in {"", identity.subject}:
        _hold_seen(asker, index)
    requirements = question.requirements or tuple(
        Requirement(skill=each.skill, weight=each.score) for each in matcher.recognised(question.text)
    )
    asked = replace(question, requirements=requirements, audience=identity.audience, asker=asker or None)
    names = Names(index)
    found = matcher.match(asked)
    ways = _ways(asker, [each.employee for each in found.candidates], names) if asker else None
    return jsonify(present_shortlist(found, requirements, names=names, ways=ways))


def _hold_seen(asker: str, index: Index) -> None:
    """Raises UnknownReference for somebody who isn't there, or doesn't show themselves."""
    if unknown := index.unseen(current_identity().audience, [asker]):
        raise UnknownReference("employee", unknown)


def _ways(asker: str, sought: Sequence[str], names: Names) -> dict[str, Way]:
    """The ways to all candidates, with the titles of their tasks read at once."""
    found = find_ways(current_identity(), asker, sought, index=names.index)
    tasks = {task for steps in found.values() for step in steps for task in step.tie.tasks}
    titles = services().store.tasks.titles(tasks)
    return {id: present_way(steps, names=names, titles=titles) for id, steps in found.items()}
