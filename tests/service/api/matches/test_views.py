"""A question gives a shortlist that explains itself, in exactly the documented shape."""

from typing import Any

import pytest

from matching.language.linking import LinkedSkill
from matching.model import LifePhase, Requirement, Visibility
from matching.question import Filters
from service.roles import Role
from tests.service.contract import client
from tests.service.fakes import GDPR, NOW, PLAY, TEACHER, FakeMatcher, FakeStore, app, employee

QUESTION = {"requirements": [{"skill": GDPR, "level": 4}]}


def ask(body: dict[str, Any], matcher: FakeMatcher | None = None, role: Role = Role.TOOL) -> Any:
    return client(app(matcher=matcher or FakeMatcher()), role).post("/api/v1/matches", json=body)


def test_a_question_gives_colleagues_with_what_explains_them() -> None:
    answer = ask(QUESTION)

    (item,) = answer.json["items"]
    assert item["employee"] == {"id": "e1", "name": "Navn e1"}
    assert item["workplace"] == {"id": "w1", "name": "Skolen"}
    assert item["profession"]["name"] == "lærer"
    assert item["band"] == "strong"
    assert sum(part["value"] for part in item["contributions"]) == pytest.approx(item["score"], abs=1e-9)
    assert [part["coverage"] for part in item["coverage"]] == ["covered", "missing"]
    assert answer.json["gaps"] == [{"skill": PLAY, "label": "legepladser"}]


def test_everything_that_is_asked_reaches_the_matcher() -> None:
    matcher = FakeMatcher(store=FakeStore([employee("e7"), employee("e8")]))
    ask(
        {
            "text": "En sti",
            "requirements": [{"skill": GDPR, "level": 2, "weight": 2.5, "essential": True}],
            "unit": "w1",
            "members": ["e7"],
            "filters": {
                "workplaces": ["w0"],
                "professions": [TEACHER],
                "life_phases": ["arbejdslivet"],
                "languages": [PLAY],
                "hours": 3,
                "exclude": ["e8"],
            },
            "limit": 5,
        },
        matcher,
    )

    (question,) = matcher.asked
    assert question.text == "En sti"
    assert question.requirements == (Requirement(skill=GDPR, level=2, weight=2.5, essential=True),)
    assert (question.unit, question.members, question.limit) == ("w1", ("e7",), 5)
    assert question.filters == Filters(
        workplaces=("w0",),
        professions=(TEACHER,),
        life_phases=(LifePhase.WORK,),
        languages=(PLAY,),
        hours=3.0,
        exclude=("e8",),
    )


@pytest.mark.parametrize(
    ("role", "audience"), [(Role.LEAD, Visibility.LEADS), (Role.TOOL, Visibility.EVERYONE)]
)
def test_the_matcher_is_told_whom_the_asker_may_see(role: Role, audience: Visibility) -> None:
    matcher = FakeMatcher()
    ask(QUESTION, matcher, role)

    assert matcher.asked[0].audience is audience


def test_the_asker_cannot_choose_whom_to_see() -> None:
    assert ask(QUESTION | {"audience": "hidden"}).status_code == 422


def test_a_text_alone_is_asked_by_the_skills_in_it() -> None:
    links = (LinkedSkill(skill=PLAY, score=0.8, label="legeplads", spans=(), needed=True),)
    matcher = FakeMatcher(links=links)

    answer = ask({"text": "En legeplads"}, matcher)

    assert matcher.asked[0].requirements == (Requirement(skill=PLAY, weight=0.8, confirmed=False),)
    assert [each["label"] for each in answer.json["requirements"]] == ["legepladser"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#"),
        ({"text": "  "}, "#"),
        ({"text": "x" * 10_001}, "#/text"),
        (QUESTION | {"limit": 101}, "#/limit"),
        (QUESTION | {"limit": 0}, "#/limit"),
        (QUESTION | {"limit": "10"}, "#/limit"),
        (QUESTION | {"filters": {"hours": -1}}, "#/filters/hours"),
        (QUESTION | {"filters": {"age": 30}}, "#/filters/age"),
        (QUESTION | {"filters": None}, "#/filters"),
        (QUESTION | {"members": ["e1", "e1"]}, "#/members"),
        ({"requirements": [{"skill": f"urn:{n}"} for n in range(31)]}, "#/requirements"),
    ],
)
def test_a_bad_question_is_pointed_at(body: dict[str, Any], pointer: str) -> None:
    answer = ask(body)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_a_personal_number_in_the_text_is_refused() -> None:
    answer = ask({"text": "Borger 010190-1234 skal have hjælp"})

    assert answer.json["type"] == "urn:tvaers:problem:personal-number"
    assert "1234" not in answer.text


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.HR])
def test_only_leads_and_tools_ask_for_matches(role: Role) -> None:
    assert ask(QUESTION, role=role).status_code == 403


def test_an_answer_says_since_when_the_graph_has_been_silent() -> None:
    assert ask(QUESTION).json["stale_since"] is None
    assert ask(QUESTION, FakeMatcher(stale_since=NOW)).json["stale_since"] == NOW.isoformat()
