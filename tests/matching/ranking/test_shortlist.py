import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.index.columns import EmployeeColumns
from matching.index.index import Changes
from matching.model import Evidence, HeldSkill, Profession, Requirement, RequirementKind, Skill, Visibility
from matching.question import Band, Candidate, Coverage, Filters, Question, Relation, Signal
from matching.ranking.shortlist import shortlist
from tests.matching.worlds import TODAY, colleague, held, solved, world

SKILLS = ["støj", "sorg", "vej", "PPR"]
people = st.dictionaries(
    st.sampled_from([f"e{n}" for n in range(8)]),
    st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5)),
    min_size=1,
)


def ask(*skills: str, **values: object) -> Question:
    needs = tuple(Requirement(skill=skill) for skill in skills)
    return Question(requirements=needs, **values)  # type: ignore[arg-type]


def covers(candidate: Candidate) -> dict[str, Coverage]:
    return {part.requirement.skill: part.coverage for part in candidate.coverage}


@given(people, st.lists(st.sampled_from(SKILLS), unique=True, max_size=4))
@settings(max_examples=60)
def test_contributions_add_up_to_the_score(staff: dict[str, dict[str, int]], needs: list[str]) -> None:
    workplaces = ("skole", "vej", "pleje")
    index = world(
        *(colleague(id, held, workplace=workplaces[n % 3]) for n, (id, held) in enumerate(staff.items())),
        tasks=[solved("t1", ["støj", "sorg"], list(staff)[:3]), solved("t2", ["vej"], list(staff)[1:])],
    )
    answer = shortlist(index, ask(*needs, text="støj vej", unit="skole", members=("e0",)))
    for candidate in answer.candidates:
        total = math.fsum(part.value for part in candidate.contributions)
        assert total == pytest.approx(candidate.score, abs=1e-9)


def test_every_contribution_says_from_where_and_when() -> None:
    index = world(
        colleague("lead"),
        colleague("a", {"støj": 4}, workplace="pleje", profession="sygeplejerske"),
        tasks=[solved("t1", ["støj"], ["a", "lead"])],
    )
    (found,) = shortlist(index, ask("støj", unit="skole", members=("lead",))).candidates
    assert {part.signal for part in found.contributions} == set(Signal) - {
        Signal.SAME_WORKPLACE,
        Signal.EXPOSURE,
    }
    assert all(part.source and part.on for part in found.contributions)
    behind = {part.signal: part.tasks for part in found.contributions}
    assert behind[Signal.PAST_TASKS] == behind[Signal.TIES] == ("t1",)


def test_contributions_come_largest_first() -> None:
    index = world(colleague("a", {"støj": 4, "sorg": 1}))
    (found,) = shortlist(index, ask("støj", "sorg")).candidates
    values = [part.value for part in found.contributions]
    assert values == sorted(values, reverse=True)


def test_a_need_is_covered_partly_covered_or_missing() -> None:
    index = world(colleague("a", {"støj": 3, "sorg": 2}), skills=[Skill(id=skill) for skill in SKILLS])
    (found,) = shortlist(index, ask("støj", "sorg", "vej")).candidates
    assert covers(found) == {
        "støj": Coverage.COVERED,
        "sorg": Coverage.PARTLY,
        "vej": Coverage.MISSING,
    }


def test_what_is_only_assumed_from_a_job_title_does_not_cover() -> None:
    index = world(colleague("a", [held("støj", 5, evidence=Evidence.ASSUMED)]))
    (found,) = shortlist(index, ask("støj")).candidates
    assert covers(found) == {"støj": Coverage.PARTLY}
    assert found.band is Band.POSSIBLE


def test_a_narrower_skill_covers_and_a_related_one_does_so_partly() -> None:
    index = world(
        colleague("a", {"støjskærme": 4}),
        colleague("b", {"trafik": 4}),
        skills=[
            Skill(id="støj", related=("trafik",)),
            Skill(id="støjskærme", broader=("støj",)),
            Skill(id="trafik"),
        ],
    )
    found = {c.employee: c.coverage[0] for c in shortlist(index, ask("støj")).candidates}
    assert (found["a"].coverage, found["a"].relation) == (Coverage.COVERED, Relation.NARROWER)
    assert (found["b"].coverage, found["b"].relation) == (Coverage.PARTLY, Relation.RELATED)


def test_a_need_that_nobody_on_the_list_covers_is_a_gap() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"sorg": 1}))
    assert shortlist(index, ask("støj", "sorg", "vej")).gaps == ("sorg", "vej")


def test_a_short_list_has_somebody_for_each_need() -> None:
    experts = [colleague(f"støj{n}", {"støj": 5, "vej": 5}) for n in range(20)]
    index = world(*experts, colleague("z", {"sorg": 4}))
    answer = shortlist(index, ask("støj", "vej", "sorg", limit=3))
    assert "z" in [candidate.employee for candidate in answer.candidates]
    assert not answer.gaps


def test_somebody_who_alone_meets_a_need_is_found_among_hundreds_who_score_higher() -> None:
    experts = [colleague(f"støj{n}", {"støj": 5, "vej": 5}) for n in range(300)]
    lone = colleague("z", {"sorg": 4})
    answer = shortlist(world(*experts, lone), ask("støj", "vej", "sorg", limit=4))
    assert "z" in [candidate.employee for candidate in answer.candidates]


def test_among_those_who_can_do_it_well_past_tasks_decide() -> None:
    index = world(
        colleague("expert", {"sorg": 5}),
        colleague("tried", {"sorg": 3}),
        colleague("other", {"støj": 3}),
        tasks=[solved("t1", ["sorg"], ["tried", "other"])],
    )
    first, *_ = shortlist(index, ask("sorg")).candidates
    assert first.employee == "tried"


def test_somebody_who_can_do_it_goes_before_somebody_who_was_only_there() -> None:
    index = world(
        colleague("able", {"sorg": 3}),
        colleague("present", {"støj": 3}),
        tasks=[solved("t1", ["sorg"], ["present"])],
    )
    assert [each.employee for each in shortlist(index, ask("sorg")).candidates] == ["able", "present"]


def test_those_who_were_only_there_come_after_those_whose_trade_it_is() -> None:
    priest = Profession(id="præst", requires=(("sorg", RequirementKind.ESSENTIAL),))
    able = [colleague(f"able{n}", {"sorg": 3}, profession="præst") for n in range(4)]
    present = [colleague(f"present{n}", {"støj": 3}) for n in range(12)]
    past = [solved(f"t{n}", ["sorg"], [each.id for each in present]) for n in range(3)]
    index = world(*able, *present, tasks=past, professions=[priest])
    found = shortlist(index, ask("sorg", "vej", limit=4)).candidates
    assert {each.employee for each in found} == {each.id for each in able}


def test_who_brings_a_trade_goes_before_who_brings_what_is_nobodys() -> None:
    skills = [Skill(id="engelsk", transversal=True), Skill(id="bosætning")]
    professions = [
        Profession(id=f"fag{n}", requires=(("bosætning" if n == 0 else "vej", RequirementKind.OPTIONAL),))
        for n in range(20)
    ]
    consultants = [colleague(f"k{n}", {"bosætning": 3}, profession="fag0") for n in range(4)]
    fluent = [colleague(f"e{n}", {"engelsk": 5}, profession=f"fag{n + 1}") for n in range(12)]
    index = world(*consultants, *fluent, skills=skills, professions=professions)
    found = [each.employee for each in shortlist(index, ask("engelsk", "bosætning", limit=5)).candidates]
    assert {each.id for each in consultants} < set(found)


def test_equally_good_colleagues_come_from_different_areas_and_professions() -> None:
    own = [colleague(f"s{n}", {"støj": 5}) for n in range(20)]
    others = [
        colleague("t", {"støj": 5}, workplace="vej", profession="vejingeniør"),
        colleague("p", {"støj": 5}, workplace="pleje", profession="sygeplejerske"),
    ]
    answer = shortlist(world(*own, *others), ask("støj", limit=3))
    assert len({candidate.workplace for candidate in answer.candidates}) == 3


def test_an_area_is_what_lies_right_below_the_municipality() -> None:
    same_area = [colleague(f"t{n}", {"støj": 5}, workplace="teknik") for n in range(10)]
    below = colleague("v", {"støj": 5}, workplace="vej")
    elsewhere = colleague("p", {"støj": 5}, workplace="pleje")
    answer = shortlist(world(*same_area, below, elsewhere), ask("støj", limit=2))
    assert "p" in [candidate.employee for candidate in answer.candidates]


@pytest.mark.parametrize(
    ("skills", "band"),
    [
        ({"støj": 4, "sorg": 4}, Band.STRONG),
        ({"støj": 4}, Band.GOOD),
        ({"støj": 1}, Band.POSSIBLE),
    ],
)
def test_the_band_says_how_much_of_the_task_one_person_covers(skills: dict[str, int], band: Band) -> None:
    index = world(colleague("a", skills), skills=[Skill(id=skill) for skill in SKILLS])
    (found,) = shortlist(index, ask(*SKILLS)).candidates
    assert found.band is band


def test_nothing_is_a_strong_match_while_no_person_has_confirmed_a_need() -> None:
    index = world(colleague("a", {"støj": 4, "sorg": 4}), skills=[Skill(id=skill) for skill in SKILLS])
    recognised = [replace(need, confirmed=False) for need in ask(*SKILLS).requirements]
    for confirmed, band in ((False, Band.GOOD), (True, Band.STRONG)):
        needs = (*recognised[:-1], replace(recognised[-1], confirmed=confirmed))
        (found,) = shortlist(index, Question(requirements=needs)).candidates
        assert found.band is band


def test_the_same_question_gives_the_same_answer() -> None:
    index = world(*(colleague(f"e{n}", {"støj": 4}) for n in range(30)))
    assert shortlist(index, ask("støj")) == shortlist(index, ask("støj"))


def test_equal_colleagues_do_not_always_come_in_the_same_order() -> None:
    index = world(*(colleague(f"e{n}", {"støj": 4}) for n in range(30)))
    first = {shortlist(index, ask("støj", text=f"opgave {n}")).candidates[0].employee for n in range(10)}
    assert len(first) > 1


def test_the_limit_bounds_the_list_but_not_who_was_considered() -> None:
    index = world(*(colleague(f"e{n}", {"støj": 4}) for n in range(30)))
    answer = shortlist(index, ask("støj", limit=5))
    assert (len(answer.candidates), answer.considered, answer.change) == (5, 30, 1)


@given(people, people)
@settings(max_examples=60)
def test_a_patched_index_answers_like_a_new_one(
    before: dict[str, dict[str, int]], changed: dict[str, dict[str, int]]
) -> None:
    skills = [Skill(id=skill) for skill in SKILLS]
    tasks = [solved("t1", ["støj"], before), solved("t2", ["vej"], changed)]
    old = world(*(colleague(id, held) for id, held in before.items()), tasks=tasks[:1], skills=skills)
    now = before | changed
    new = world(*(colleague(id, held) for id, held in now.items()), tasks=tasks, skills=skills)
    patched = old.patched(
        Changes(
            number=1,
            tasks=tasks[1:],
            employees=[EmployeeColumns.of([colleague(id, held) for id, held in changed.items()])],
        ),
        today=TODAY,
    )
    question = ask(*SKILLS)
    answer, expected = shortlist(patched, question), shortlist(new, question)
    assert covered(answer.candidates) == covered(expected.candidates)
    assert answer.gaps == expected.gaps


def covered(candidates: tuple[Candidate, ...]) -> dict[str, dict[str, Coverage]]:
    return {candidate.employee: covers(candidate) for candidate in candidates}


STALE = date(2010, 1, 1)
"""So long ago that what was said then counts as little as it can."""
NOISE = [Skill(id="støj", broader=("miljø",)), Skill(id="miljø")]


def test_who_covers_a_need_covers_it_though_something_near_to_it_counts_more() -> None:
    said = held("støj", 4, evidence=Evidence.SELF_STATED, confirmed_on=STALE)
    index = world(colleague("a", [said, held("miljø", 5, evidence=Evidence.USED)]), skills=NOISE)
    answer = shortlist(index, ask("støj"))
    (part,) = answer.candidates[0].coverage
    assert (part.coverage, part.held, part.relation) == (Coverage.COVERED, said, Relation.EXACT)
    assert answer.elsewhere == ()


statements = st.builds(
    held,
    st.sampled_from(["støj", "miljø", "sorg"]),
    st.integers(1, 5),
    evidence=st.sampled_from(Evidence),
    confirmed_on=st.sampled_from([TODAY, STALE]),
)
crowds = st.dictionaries(
    st.sampled_from([f"e{n}" for n in range(12)]),
    st.lists(statements, unique_by=lambda each: each.skill, max_size=3),
    min_size=1,
)


@given(crowds, st.integers(1, 3), st.sets(st.sampled_from([f"e{n}" for n in range(12)]), max_size=4))
@settings(max_examples=60)
def test_nobody_on_the_list_is_also_named_beside_it_and_what_they_cover_is_never_missing(
    crowd: dict[str, list[HeldSkill]], limit: int, team: set[str]
) -> None:
    index = world(*(colleague(id, skills) for id, skills in crowd.items()), skills=NOISE)
    answer = shortlist(index, ask("støj", "miljø", "sorg", limit=limit, team=tuple(sorted(team))))
    listed = {each.employee for each in answer.candidates}
    beside = {id for each in answer.elsewhere for id in each.employees}
    open = {*answer.gaps, *(each.skill for each in answer.elsewhere)}
    assert listed.isdisjoint(beside)
    assert answer.named == listed | beside
    assert listed >= team & crowd.keys()
    for each in answer.candidates:
        assert all(covers(each)[skill] is not Coverage.COVERED for skill in open)


def test_the_others_of_a_proposed_team_stand_after_the_first_and_say_so() -> None:
    index = world(
        colleague("a", {"støj": 4}),
        colleague("b", {"støj": 3}, workplace="vej"),
        colleague("c", workplace="vej"),
        colleague("hidden", {"støj": 5}, visibility=Visibility.HIDDEN),
        colleague("lead", {"støj": 1}),
    )
    asked = ask("støj", limit=1, filters=Filters(workplaces=("skole",)), asker="lead")
    (first,) = shortlist(index, asked).candidates
    answer = shortlist(index, replace(asked, team=("c", "a", "hidden", "b", "lead", "gone")))
    assert [(each.employee, each.for_team) for each in answer.candidates] == [
        ("a", False),
        ("c", True),
        ("b", True),
    ]
    assert answer.candidates[0] == first
    for each in answer.candidates:
        assert math.fsum(part.value for part in each.contributions) == pytest.approx(each.score, abs=1e-9)
