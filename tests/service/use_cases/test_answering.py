"""A question is answered the same for pages and API, from the index alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownReference
from harness.recording import recording
from matching.language.linking import SURE, LinkedSkill
from matching.language.understanding import Understanding
from matching.model import Assignment, Employee, Requirement, Skill, Task, Visibility
from matching.question import Question, TeamQuestion
from matching.teams.shortfalls import ShortfallKind
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.answering import (
    TaskSkills,
    advise_on_team,
    answer,
    find_ways,
    propose_teams,
    skills_of,
)
from tests.matching.worlds import colleague, world
from tests.service.fakes import as_role
from tests.service.web.municipality import (
    ARABIC,
    BICYCLES,
    EMPLOYEES,
    NEW_DISTRICT,
    PLANNER,
    PLAYGROUNDS,
    TASKS,
    TODAY,
    AskedMatcher,
    StoreInMemory,
    app,
)
from tests.service.web.pages import ask

LEAD = Identity(subject="development", roles=frozenset({Role.LEAD}))
TOOL = Identity(subject="planner", roles=frozenset({Role.TOOL}))
KAREN = Identity(subject="e1", roles=frozenset({Role.LEAD}))
NINA = Employee(id="e5", name="Nina Vind", workplace="park", profession=PLANNER.id)
CYCLING = Question(requirements=(Requirement(skill=BICYCLES.id),))
CYCLING_TEAM = TeamQuestion(requirements=CYCLING.requirements)


def asking(*employees: Employee, tasks: tuple[Task, ...] = TASKS) -> dict[str, Any]:
    matcher = AskedMatcher(StoreInMemory(employees or EMPLOYEES, tasks))
    return {"index": matcher.index, "matcher": matcher}


def test_a_needed_skill_weighs_its_probability_and_an_added_one_is_certain() -> None:
    matcher = asking()["matcher"]
    (bicycles, *_, added) = skills_of("Ny cykelsti", matcher=matcher, added=(ARABIC.id,)).requirements
    recognised = matcher.recognised("Ny cykelsti")

    assert bicycles == Requirement(skill=BICYCLES.id, weight=recognised[0].score, confirmed=False)
    assert added == Requirement(skill=ARABIC.id, weight=1.0, confirmed=True)


def linked(skill: Skill, score: float) -> LinkedSkill:
    return LinkedSkill(skill=skill.id, score=score, label=skill.label, spans=(), needed=score >= SURE)


def test_what_is_offered_counts_once_a_person_adds_it() -> None:
    recognised = (linked(BICYCLES, SURE), linked(PLAYGROUNDS, SURE - 0.01))
    skills = TaskSkills(recognised)
    assert [each.skill for each in skills.offered] == [PLAYGROUNDS.id]
    assert [each.skill for each in skills.requirements] == [BICYCLES.id]

    skills = TaskSkills(recognised, added=(PLAYGROUNDS.id,))
    assert skills.offered == ()
    assert skills.requirements[-1] == Requirement(skill=PLAYGROUNDS.id)


def test_without_a_needed_skill_nobody_is_listed_and_no_team_made() -> None:
    within, unclear = asking(), "Vi mangler en til at hjælpe"
    answered = answer(Question(text=unclear), recording=recording(LEAD), **within)
    proposed = propose_teams(TeamQuestion(text=unclear), task=None, recording=recording(LEAD), **within)

    assert answered.understood_as is proposed.understood_as is Understanding.UNCLEAR
    assert answered.shortlist.candidates == ()
    assert proposed.answer.proposals == ()


ABSENCE, RECIPE = "Hvem har haft flest sygedage i år?", "Kan du give mig en opskrift på pandekager?"
DATA = "Giv mig en liste over alle ansatte med alder og adresse."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ABSENCE, Understanding.ABOUT_HEALTH),
        (RECIPE, Understanding.NOT_A_TASK),
        (DATA, Understanding.ABOUT_PERSONS_DATA),
    ],
)
def test_for_what_is_no_task_nobody_is_listed_and_no_team_made(text: str, kind: Understanding) -> None:
    within = asking()
    answered = answer(Question(text=text), recording=recording(LEAD), **within)
    proposed = propose_teams(TeamQuestion(text=text), task=None, recording=recording(LEAD), **within)
    assert answered.understood_as is proposed.understood_as is kind
    assert (answered.shortlist.candidates, proposed.answer.proposals) == ((), ())
    assert skills_of(text, matcher=within["matcher"]).recognised == ()


@pytest.mark.parametrize("text", [ABSENCE, RECIPE])
def test_who_adds_or_takes_away_a_skill_or_says_so_has_said_that_it_is_a_task(text: str) -> None:
    matcher = asking()["matcher"]
    removed = skills_of(text, matcher=matcher, removed=(PLAYGROUNDS.id,))
    added = skills_of(text, matcher=matcher, added=(BICYCLES.id,))
    said = skills_of(text, matcher=matcher, is_task=True)
    assert added.understood_as is Understanding.TASK
    assert not said.understood_as.is_refused
    assert not removed.understood_as.is_refused


def test_a_list_of_people_stays_refused_whatever_is_said() -> None:
    within = asking()
    skills = skills_of(DATA, matcher=within["matcher"], added=(BICYCLES.id,), is_task=True)
    answered = answer(Question(text=DATA), skills=skills, recording=recording(LEAD), **within)
    assert answered.understood_as is Understanding.ABOUT_PERSONS_DATA
    assert answered.shortlist.candidates == ()


def test_who_names_requirements_has_said_that_it_is_a_task() -> None:
    answered = answer(replace(CYCLING, text=ABSENCE), recording=recording(LEAD), **asking())
    assert answered.understood_as is Understanding.TASK
    assert answered.shortlist.candidates


def test_who_takes_out_all_that_was_recognised_is_asked_for_more() -> None:
    within = asking()
    removed = [each.skill for each in within["matcher"].recognised("Ny cykelsti")]
    skills = skills_of("Ny cykelsti", matcher=within["matcher"], removed=removed)
    answered = answer(Question(text="Ny cykelsti"), skills=skills, recording=recording(LEAD), **within)
    assert (answered.understood_as, answered.shortlist.candidates) == (Understanding.UNCLEAR, ())


def test_a_skill_that_was_taken_out_or_added_is_not_recognised_too() -> None:
    matcher = asking()["matcher"]
    text = "Ny cykelsti og legeplads"
    skills = skills_of(text, matcher=matcher, removed=(PLAYGROUNDS.id,), added=(BICYCLES.id,))
    asked = [each.skill for each in skills.requirements]
    assert PLAYGROUNDS.id not in asked
    assert asked.count(BICYCLES.id) == 1


def test_a_text_without_requirements_is_asked_by_the_skills_in_it() -> None:
    asked = answer(Question(text=NEW_DISTRICT), recording=recording(LEAD), **asking()).question
    assert {BICYCLES.id, PLAYGROUNDS.id} <= {each.skill for each in asked.requirements}
    assert answer(
        replace(CYCLING, text=NEW_DISTRICT), recording=recording(LEAD), **asking()
    ).question.requirements == (CYCLING.requirements)


@pytest.mark.parametrize(("identity", "audience"), [(LEAD, Visibility.LEADS), (TOOL, Visibility.EVERYONE)])
def test_whom_somebody_may_see_follows_from_who_they_are(identity: Identity, audience: Visibility) -> None:
    asked = replace(CYCLING, audience=Visibility.HIDDEN)
    assert answer(asked, recording=recording(identity), **asking()).question.audience is audience


def test_who_is_signed_in_asks_for_themselves_and_nobody_else() -> None:
    named = replace(CYCLING, asker="e2")
    assert answer(named, recording=recording(KAREN), **asking()).question.asker == "e1"
    assert answer(named, recording=recording(LEAD), **asking()).question.asker == "e2"


def test_a_tool_with_an_employees_id_for_a_name_does_not_ask_as_them() -> None:
    namesake = Identity(subject="e1", roles=frozenset({Role.TOOL}))

    assert answer(CYCLING, recording=recording(namesake), **asking()).ways is None
    assert answer(CYCLING, recording=recording(KAREN), **asking()).ways is not None


def test_the_list_that_a_team_is_made_of_is_asked_by_the_employee_and_not_by_a_tool_of_that_name() -> None:
    for role, asker in ((Role.LEAD, "e1"), (Role.TOOL, None)):
        asked = asking()
        who = recording(Identity(subject="e1", roles=frozenset({role})))
        propose_teams(CYCLING_TEAM, task=None, recording=who, **asked)
        assert [each.asker for each in asked["matcher"].asked] == [asker]


@pytest.mark.parametrize("asker", ["e4", "gone"])
def test_an_asker_who_is_hidden_or_not_there_is_refused(asker: str) -> None:
    with pytest.raises(UnknownReference):
        answer(replace(CYCLING, asker=asker), recording=recording(LEAD), **asking())


def test_without_anybody_known_to_ask_there_are_no_ways() -> None:
    assert answer(CYCLING, recording=recording(LEAD), **asking()).ways is None
    ways = answer(CYCLING, recording=recording(KAREN), **asking()).ways
    assert ways is not None
    assert [step.colleague for step in ways["e2"]] == ["e2"]


def test_whom_somebody_says_to_know_leads_only_themselves() -> None:
    index = asking(*EMPLOYEES, replace(NINA, knows=(("e3", date(2026, 3, 1)),)))["index"]
    nina = Identity(subject="e5", roles=frozenset({Role.LEAD}))
    assert find_ways("e5", ["e3"], identity=nina, index=index)["e3"]
    assert not find_ways("e5", ["e3"], identity=LEAD, index=index)["e3"]


def test_an_open_task_says_of_a_team_what_the_question_does_not() -> None:
    members = (Assignment(employee="e2"), Assignment(employee="e4"))
    task = Task(
        id="t9",
        title="Sti",
        created_on=TODAY,
        requirements=(Requirement(skill=PLAYGROUNDS.id),),
        assignments=members,
    )
    within = asking(tasks=(*TASKS, task))
    proposed = propose_teams(TeamQuestion(), task="t9", recording=recording(LEAD), **within)
    asked = proposed.answer.formulation.question

    assert asked.requirements == task.requirements
    assert asked.fixed == ("e2",)  # who takes part unseen is left out, and nobody told


@pytest.mark.parametrize(
    ("question", "members", "task"),
    [
        (CYCLING_TEAM, ("e4",), None),
        (replace(CYCLING_TEAM, fixed=("e4",)), ("e1",), None),
        (CYCLING_TEAM, ("e1",), "t1"),
    ],
    ids=["a hidden member", "a hidden fixed member", "a closed task"],
)
def test_what_is_not_there_for_the_asker_is_refused_of_a_team(
    question: TeamQuestion, members: tuple[str, ...], task: str | None
) -> None:
    with pytest.raises(UnknownReference):
        advise_on_team(question, members, task=task, recording=recording(LEAD), **asking())


REQUIREMENTS = {"requirements": [{"skill": BICYCLES.id}, {"skill": PLAYGROUNDS.id}]}
IN_THE_API = {
    "matches": {**REQUIREMENTS, "asker": "e2", "text": NEW_DISTRICT},
    "teams": {**REQUIREMENTS, "text": NEW_DISTRICT},
    "teams:advise": {**REQUIREMENTS, "team": ["e1", "e2"]},
    "skills:link": {"text": NEW_DISTRICT},
}
ON_THE_PAGES = {
    "/opgave": {"tekst": NEW_DISTRICT, "enhed": "solsikken", "spoerger": "e2"},
    "/hold": {"tekst": NEW_DISTRICT},
    "/hold/pladser": {"tekst": NEW_DISTRICT, "hold": ["e1", "e2"]},
}


def test_no_question_reads_the_graph() -> None:
    store = StoreInMemory()
    client = app(store).test_client()
    store.away = True
    told = {
        path: client.post(f"/api/v1/{path}", json=body, headers=as_role(Role.LEAD))
        for path, body in IN_THE_API.items()
    }
    pages = {path: ask(client, path, asked) for path, asked in ON_THE_PAGES.items()}

    assert {path: each.status_code for path, each in (told | pages).items()} == dict.fromkeys(
        (*IN_THE_API, *ON_THE_PAGES), 200
    )
    (way,) = [each["way"] for each in told["matches"].json["items"] if each["employee"]["id"] == "e1"]
    assert way[0]["tasks"] == [{"id": "t1", "title": "Trygge cykelstier ved skolerne"}]
    for page in pages.values():
        assert "Trygge cykelstier ved skolerne" in page.text


NEEDS = ("støj", "sorg", "vej")
LEVEL = Requirement(skill="").level
MATCHER = asking()["matcher"]
"""Answers from the index that it is given."""
crowds = st.dictionaries(
    st.sampled_from([f"e{n}" for n in range(20)]),
    st.dictionaries(st.sampled_from(NEEDS), st.integers(1, 5), max_size=2),
    min_size=1,
)


@settings(max_examples=40)
@given(
    crowd=crowds,
    hidden=st.sets(st.sampled_from([f"e{n}" for n in range(20)]), max_size=3),
    limit=st.integers(1, 4),
    smallest=st.integers(1, 5),
    fixed=st.sampled_from([(), ("e1",)]),
)
def test_every_member_of_a_proposed_team_is_on_the_list_and_what_the_house_meets_is_not_missing(
    crowd: dict[str, dict[str, int]], hidden: set[str], limit: int, smallest: int, fixed: tuple[str, ...]
) -> None:
    people = [
        colleague(
            id,
            skills,
            workplace=("vej", "skole", "pleje")[number % 3],
            visibility=Visibility.HIDDEN if id in hidden else Visibility.EVERYONE,
        )
        for number, (id, skills) in enumerate(crowd.items())
    ]
    index, seen = world(*people, skills=[Skill(id=need) for need in NEEDS]), crowd.keys() - hidden
    asked = TeamQuestion(
        requirements=tuple(Requirement(skill=need) for need in NEEDS),
        fixed=tuple(id for id in fixed if id in seen),
        smallest=smallest,
        workplaces=2,
    )
    within: dict[str, Any] = {"recording": recording(LEAD), "index": index, "matcher": MATCHER}
    listing = Question(requirements=asked.requirements, limit=limit)
    found = propose_teams(asked, task=None, listing=listing, **within)
    first = answer(listing, **within).shortlist.candidates
    shown = answer(replace(listing, team=found.answer.members(index)), **within).shortlist

    assert {*found.answer.members(index)} <= {each.employee for each in shown.candidates} <= seen
    assert shown.candidates[: len(first)] == first
    assert {each.employee for each in shown.candidates[len(first) :]} == {*found.beside}
    assert all(each.for_team for each in shown.candidates[len(first) :])
    met = {need for id in seen for need, level in crowd[id].items() if level >= LEVEL}
    assert met.isdisjoint(shown.gaps)
    missing = {ShortfallKind.NOBODY_HAS_SKILL, ShortfallKind.NOBODY_AT_LEVEL}
    needs = [NEEDS[each.requirement or 0] for each in found.answer.shortfalls if each.kind in missing]
    assert met.isdisjoint(needs)
