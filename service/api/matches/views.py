"""Matches: a task in words or requirements → colleagues who can help, and why."""

from typing import Any

from flask import Response, jsonify

from matching.language.understanding import Understanding
from matching.question import Question
from service.api.frame.blueprint import ApiBlueprint
from service.api.matches.presenter import present_answer
from service.api.matches.schemas import QuestionIn, ShortlistOut
from service.context import current_index, recording, services
from service.request.limits import costly
from service.use_cases.answering import answer

blueprint = ApiBlueprint("matches", __name__, description="Colleagues who can help with a task, explained.")


@blueprint.operation(
    "POST",
    "/matches",
    name="matchTask",
    body=QuestionIn(),
    answer=ShortlistOut(),
    asks=True,
)
@costly
def match_task(body: dict[str, Any]) -> Response:
    """Suggest colleagues for a task, each with named contributions that add up to the score.

    Without requirements the skills that the text needs are taken, each weighed by its probability, and no
    band is strong; for good answers let a person confirm them first (`skills:link`). Where no needed skill
    is recognised, or the text is no task, nobody is suggested, and `understood_as` says why.
    """
    matcher, told = services().matcher, recording(body.pop("purpose"))
    answered = answer(Question(**body), recording=told, index=current_index(), matcher=matcher)
    if answered.understood_as is not Understanding.TASK:
        services().metrics.understood(answered.understood_as)
    return jsonify(present_answer(answered, stale_since=matcher.stale_since))
