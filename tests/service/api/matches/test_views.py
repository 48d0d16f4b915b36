"""A question gives a shortlist that explains itself, in exactly the documented shape."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.linking import LinkedSkill
from matching.model import (
    Band,
    Contribution,
    Coverage,
    Evidence,
    Filters,
    HeldSkill,
    LifePhase,
    Question,
    Relation,
    Requirement,
    RequirementCoverage,
    Shortlist,
    Signal,
    Visibility,
)
from service.api.matches.presenter import present_answer
from service.api.matches.schemas import ShortlistOut
from service.roles import Role
from service.use_cases.answering import Answered
from tests.service.contract import client
from tests.service.fakes import GDPR, NOW, PLAY, TEACHER, FakeMatcher, FakeStore, app, candidate, employee

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
    links = (LinkedSkill(skill=PLAY, score=0.8, label="legeplads", spans=()),)
    matcher = FakeMatcher(links=links)

    answer = ask({"text": "En legeplads"}, matcher)

    assert matcher.asked[0].requirements == (Requirement(skill=PLAY, weight=0.8),)
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


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


IDS = st.sampled_from([GDPR, PLAY, "urn:gone"])
HELD = st.builds(
    HeldSkill,
    skill=IDS,
    level=st.integers(1, 5),
    evidence=st.sampled_from(Evidence),
    source=st.text(max_size=9),
    confirmed_on=st.dates(),
)
NUMBERS = st.floats(-1, 1)
RELATIONS = optional(st.sampled_from(Relation))
CONTRIBUTIONS = st.builds(
    Contribution,
    signal=st.sampled_from(Signal),
    value=NUMBERS,
    requirement=optional(IDS),
    held=optional(HELD),
    relation=RELATIONS,
    tasks=st.lists(st.sampled_from(["t1", "t2"]), max_size=2).map(tuple),
    source=st.text(max_size=9),
    on=optional(st.dates()),
)
COVERAGES = st.builds(
    RequirementCoverage,
    requirement=st.builds(Requirement, skill=IDS),
    coverage=st.sampled_from(Coverage),
    held=optional(HELD),
    relation=RELATIONS,
)
CANDIDATES = st.builds(
    candidate,
    id=st.just("e1"),
    name=st.text(max_size=9),
    workplace=st.sampled_from(["w1", "gone"]),
    profession=st.just("gone"),
    score=NUMBERS,
    band=st.sampled_from(Band),
    contributions=st.lists(CONTRIBUTIONS, max_size=3).map(tuple),
    coverage=st.lists(COVERAGES, max_size=3).map(tuple),
    free_hours=optional(NUMBERS),
)
SHORTLISTS = st.builds(
    Shortlist,
    candidates=st.lists(CANDIDATES, max_size=2).map(tuple),
    gaps=st.lists(IDS, max_size=2).map(tuple),
    considered=st.integers(0, 9),
    change=st.integers(0, 9),
)


@given(SHORTLISTS, st.lists(st.builds(Requirement, skill=IDS), max_size=2))
def test_the_presenter_writes_what_the_schema_documents(
    shortlist: Shortlist, requirements: list[Requirement]
) -> None:
    asked = Question(requirements=tuple(requirements))
    answered = Answered(index=FakeMatcher().index, question=asked, shortlist=shortlist, ways=None)
    presented = orjson.loads(orjson.dumps(present_answer(answered, stale_since=None)))

    assert ShortlistOut().dump(ShortlistOut().load(presented)) == presented


def test_an_answer_says_since_when_the_graph_has_been_silent() -> None:
    assert ask(QUESTION).json["stale_since"] is None
    assert ask(QUESTION, FakeMatcher(stale_since=NOW)).json["stale_since"] == NOW.isoformat()
