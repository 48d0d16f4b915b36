"""Matches: a task in words or requirements → colleagues who can help, and why."""

from dataclasses import replace

from flask import Response, jsonify

from matching.model import Question, Requirement
from service.api.blueprint import ApiBlueprint
from service.api.match_presenter import Names, present_shortlist
from service.api.match_schemas import QuestionIn, ShortlistOut
from service.context import current_index, services
from service.identity import current_identity
from service.settings import Role

blueprint = ApiBlueprint("matches", __name__, description="Colleagues who can help with a task, explained.")
# HR has no part in this: a suggestion is never for pay, appraisal or dismissal.
MATCHERS = frozenset({Role.LEAD, Role.TOOL})


@blueprint.operation(
    "POST",
    "/matches",
    name="matchTask",
    roles=MATCHERS,
    body=QuestionIn(),
    answer=ShortlistOut(),
)
def match_task(question: Question) -> Response:
    """Suggest colleagues for a task, each with named contributions that add up to the score.

    Without requirements the skills that the text surely speaks of are taken and weighed by how sure
    they are; for good answers let a person confirm them first (`skills:link`).
    """
    index, matcher = current_index(), services().matcher
    requirements = question.requirements or tuple(
        Requirement(skill=each.skill, weight=each.score) for each in matcher.recognised(question.text)
    )
    asked = replace(question, requirements=requirements, audience=current_identity().audience)
    names = Names(skills=index.taxonomy.skills, workplaces=index.workplaces, professions=index.professions)
    return jsonify(present_shortlist(matcher.match(asked), requirements, names=names))
