"""Teams: a task → up to three teams that cover it together, what is missing, and who else could."""

from typing import Any

from flask import Response, jsonify

from matching.language.understanding import Understanding
from matching.question import TeamQuestion
from service.api.frame.blueprint import ApiBlueprint
from service.api.teams.presenter import present_advice, present_answer
from service.api.teams.schemas import TeamAdviceIn, TeamAdviceOut, TeamAnswerOut, TeamQuestionIn
from service.context import current_index, recording, services
from service.request.limits import costly
from service.use_cases import answering

blueprint = ApiBlueprint("teams", __name__, description="A few people who together can do it, explained.")


@blueprint.operation(
    "POST", "/teams", name="proposeTeams", body=TeamQuestionIn(), answer=TeamAnswerOut(), asks=True
)
@costly
def propose_teams(body: dict[str, Any]) -> Response:
    """Propose up to three different teams for a task, each with contributions that add up.

    What cannot be met is named in `shortfalls`. If that leaves no team as asked (`as_asked` is false),
    the proposals are the best there are when no more is asked than there is. Where the task is told in
    words that no needed skill is recognised in, or that are no task, there are none, and `understood_as` says
    why.
    """
    matcher, task, told = services().matcher, body.pop("task"), recording(body.pop("purpose"))
    index, question = current_index(), TeamQuestion(**body)
    found = answering.propose_teams(question, task=task, recording=told, index=index, matcher=matcher)
    if found.understood_as is not Understanding.TASK:
        services().metrics.understood(found.understood_as)
    return jsonify(present_answer(found, index, stale_since=matcher.stale_since))


@blueprint.operation(
    "POST", "/teams:advise", name="adviseTeam", body=TeamAdviceIn(), answer=TeamAdviceOut(), asks=True
)
@costly
def advise_team(body: dict[str, Any]) -> Response:
    """Say of a team who else could sit in each seat, and which one change would say most.

    The team need not be a proposal; `broken` names the limits that it doesn't keep.
    """
    matcher, task, members = services().matcher, body.pop("task"), body.pop("team")
    told, index = recording(body.pop("purpose")), current_index()
    found = answering.advise_on_team(
        TeamQuestion(**body), members, task=task, recording=told, index=index, matcher=matcher
    )
    return jsonify(present_advice(found.advice, index, stale_since=matcher.stale_since))
