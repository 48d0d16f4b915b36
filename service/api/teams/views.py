"""Teams: a task → up to three teams that cover it together, what is missing, and who else could."""

from dataclasses import replace
from typing import Any

from flask import Response, jsonify

from graph.errors import UnknownReference
from matching.index.index import Index
from matching.model import Requirement, TeamQuestion
from matching.teams.candidates import asked_by
from service.api.frame.blueprint import ApiBlueprint
from service.api.matches.presenter import Names
from service.api.teams.presenter import present_advice, present_answer
from service.api.teams.schemas import TeamAdviceIn, TeamAdviceOut, TeamAnswerOut, TeamQuestionIn
from service.context import current_index, services
from service.request.identity import current_identity
from service.roles import ORGANISERS

blueprint = ApiBlueprint("teams", __name__, description="A few people who together can do it, explained.")


@blueprint.operation(
    "POST", "/teams", name="proposeTeams", roles=ORGANISERS, body=TeamQuestionIn(), answer=TeamAnswerOut()
)
def propose_teams(body: dict[str, Any]) -> Response:
    """Propose up to three different teams for a task, each with contributions that add up.

    What cannot be met is named in `shortfalls`. If that leaves no team as asked (`as_asked` is false),
    the proposals are the best there are when no more is asked than there is.
    """
    index = current_index()
    answer = services().matcher.team(_question(body, index))
    return jsonify(present_answer(answer, index=index, names=Names(index)))


@blueprint.operation(
    "POST", "/teams:advise", name="adviseTeam", roles=ORGANISERS, body=TeamAdviceIn(), answer=TeamAdviceOut()
)
def advise_team(body: dict[str, Any]) -> Response:
    """Say of a team who else could sit in each seat, and which one change would say most.

    The team need not be a proposal; `broken` names the limits that it doesn't keep.
    """
    index = current_index()
    advice = services().matcher.advise(_question(body, index), body["team"])
    return jsonify(present_advice(advice, index=index, names=Names(index)))


def _question(body: dict[str, Any], index: Index) -> TeamQuestion:
    """What is asked, with what the task says where the body doesn't.

    Raises UnknownReference for a task that isn't open, and for employees who are not there or do not
    show themselves to the asker.
    """
    said = {name: value for name, value in body.items() if name not in {"task", "team"}}
    asked = TeamQuestion(**said, audience=current_identity().audience)
    if body["task"]:
        task = index.open_tasks.get(body["task"])
        if task is None:
            raise UnknownReference("task", [body["task"]])
        asked = asked_by(task, asked)
        if not said["fixed"]:
            hidden = index.unseen(asked.audience, asked.fixed)
            asked = replace(asked, fixed=tuple(id for id in asked.fixed if id not in hidden))
    unknown = index.unseen(asked.audience, (*asked.fixed, *body.get("team", ())))
    if unknown:
        raise UnknownReference("employee", unknown)
    if asked.requirements:
        return asked
    recognised = services().matcher.recognised(asked.text)
    needs = tuple(Requirement(skill=each.skill, weight=each.score) for each in recognised)
    return replace(asked, requirements=needs)
