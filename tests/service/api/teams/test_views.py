"""A question about a team gives proposals that add up, and names what cannot be met."""

from typing import Any

import orjson
import pytest

from matching.model import LifePhase, Task
from service.api.teams.schemas import TeamAdviceOut, TeamAnswerOut
from service.roles import Role
from tests.service.contract import client
from tests.service.web.municipality import (
    ARABIC,
    BICYCLES,
    CHILDREN,
    DEMENTIA,
    NEW_DISTRICT,
    TASKS,
    TODAY,
    app,
)

ASKED = {"requirements": [{"skill": BICYCLES.id, "essential": True}, {"skill": CHILDREN.id, "level": 4}]}


def ask(
    body: dict[str, Any], role: Role = Role.LEAD, path: str = "/api/v1/teams", tasks: tuple[Task, ...] = TASKS
) -> Any:
    return client(app(tasks=tasks), role).post(path, json=body)


def advise(body: dict[str, Any]) -> Any:
    return ask(body, path="/api/v1/teams:advise")


def names(of: list[dict[str, Any]]) -> set[str]:
    return {each["employee"]["name"] for each in of}


def test_a_task_gives_a_team_with_what_each_does_and_why() -> None:
    answer = ask(ASKED).json
    best = answer["items"][0]

    assert answer["as_asked"]
    assert answer["shortfalls"] == []
    assert names(best["seats"]) == {"Karen Holm", "Fatima Yilmaz"}
    assert sum(part["value"] for part in best["contributions"]) == pytest.approx(best["objective"])
    [tie] = best["ties"]
    assert tie["tasks"] == ["t1"]
    carried = {seat["employee"]["name"]: seat["carries"] for seat in best["seats"]}
    assert [each["held"]["label"] for each in carried["Karen Holm"]] == ["cykelstier"]
    assert [each["covered_by"] for each in best["coverage"]] == [["e1"], ["e2"]]


def test_the_trades_of_the_others_add_up_to_the_difference() -> None:
    first, *others = ask(ASKED).json["items"]

    assert others
    for other in others:
        difference = sum(trade["difference"] for trade in other["trades"])
        assert difference == pytest.approx(other["objective"] - first["objective"])


def test_what_cannot_be_met_is_named_beside_what_can() -> None:
    answer = ask(ASKED | {"hours_each": 5.0, "life_phases": ["den-sidste-del-af-livet"]}).json

    assert not answer["as_asked"]
    missing = {each["kind"]: each for each in answer["shortfalls"]}
    assert missing["nobody_has_hours"]["requirement"]["label"] == "inddragelse af børn"
    assert [each["name"] for each in missing["nobody_has_hours"]["employees"]] == ["Fatima Yilmaz"]
    assert missing["quota"]["quota"] == {"kind": "life_phase", "name": "den-sidste-del-af-livet"}
    assert answer["items"]


def test_whom_the_asker_may_not_see_is_neither_proposed_nor_fixed() -> None:
    assert "Lise Usynlig" not in ask({"requirements": [{"skill": DEMENTIA.id}]}).text

    answer = ask(ASKED | {"fixed": ["e4"]})
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"pointer": "#/fixed/0", "detail": "There is no such employee."}]


def test_a_proof_says_how_much_better_a_team_could_be() -> None:
    assert ask(ASKED | {"exact": True}).json["items"][0]["gap"] == pytest.approx(0.0, abs=1e-5)
    assert ask(ASKED).json["items"][0]["gap"] is None


def test_a_text_alone_is_asked_by_the_skills_in_it() -> None:
    labels = {each["label"] for each in ask({"text": NEW_DISTRICT}).json["requirements"]}

    assert "legepladser" in labels


def test_an_open_task_says_what_the_question_does_not() -> None:
    phases = (LifePhase.CHILDHOOD, LifePhase.LATE)
    task = Task(id="t9", title="På tværs", created_on=TODAY, owners=("park", "bakken"), life_phases=phases)
    answer = ask({"task": "t9", "requirements": [{"skill": BICYCLES.id}]}, tasks=(*TASKS, task)).json

    assert {each["id"] for each in answer["items"][0]["workplaces"]} >= {"solsikken", "bakken"}
    assert ask({"task": "gone"}).json["errors"] == [{"pointer": "#/task", "detail": "There is no such task."}]


def test_advice_names_who_else_could_sit_in_each_seat() -> None:
    requirements = [{"skill": ARABIC.id}, {"skill": BICYCLES.id}]
    advice = advise({"requirements": requirements, "team": ["e1", "e3"]}).json

    assert names(advice["proposal"]["seats"]) == {"Karen Holm", "Kaj Hansen"}
    assert {(each["out"], each["into"]["employee"]["name"]) for each in advice["swaps"]} == {
        ("e1", "Fatima Yilmaz"),
        ("e3", "Fatima Yilmaz"),
    }
    assert advice["broken"] == []
    assert advice["counterfactual"]["kind"] in {"without"}


def test_a_team_is_advised_on_without_those_whom_the_lead_fixed() -> None:
    answer = advise(ASKED | {"fixed": ["e1", "e2"], "team": ["e3"]})

    assert answer.status_code == 200
    assert "fixed" in answer.json["broken"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#"),
        (ASKED | {"largest": 16}, "#/largest"),
        (ASKED | {"smallest": 4, "largest": 3}, "#/largest"),
        (ASKED | {"starts_on": "2026-04-01", "ends_on": "2026-03-01"}, "#/ends_on"),
        (ASKED | {"fixed": ["e1"], "exclude": ["e1"]}, "#/exclude"),
        (ASKED | {"life_phases": ["ungdom"]}, "#/life_phases/0"),
        (ASKED | {"age": 30}, "#/age"),
    ],
)
def test_a_bad_question_is_pointed_at(body: dict[str, Any], pointer: str) -> None:
    answer = ask(body)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.HR])
def test_only_leads_and_tools_ask_for_teams(role: Role) -> None:
    assert ask(ASKED, role=role).status_code == 403


def test_the_presenter_writes_what_the_schemas_document() -> None:
    hard = ASKED | {"hours_each": 5.0, "life_phases": ["skolelivet"], "exact": True}
    for schema, answers in (
        (TeamAnswerOut(), [ask(ASKED), ask(hard)]),
        (TeamAdviceOut(), [advise(ASKED | {"team": ["e1", "e2"]}), advise(hard | {"team": ["e3"]})]),
    ):
        for answer in answers:
            presented = orjson.loads(answer.data)
            assert schema.dump(schema.load(presented)) == presented
