"""When two skills become one, employees, tasks and invitations go on with what is left."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary.keeping import with_kept_needs, with_kept_skills
from harness.factories import employee, held, skill_id, task
from matching.model import Evidence, HeldSkill, OwnStatement, Requirement
from matching.own_skills import counting, disputing, stating, taking_off

OLD, KEPT = skill_id("Skranke"), skill_id("Betjening")
REPLACED = {OLD: KEPT}

statements = st.builds(
    held,
    st.sampled_from(["Skranke", "Betjening", "GDPR"]),
    st.integers(1, 5),
    evidence=st.sampled_from(Evidence),
    confirmed_on=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
)


def one_each() -> st.SearchStrategy[list[HeldSkill]]:
    return st.lists(statements, unique_by=lambda each: each.skill)


def test_who_had_the_one_skill_has_the_other() -> None:
    person = employee(skills={"Skranke": 4, "GDPR": 2}, can_teach=["Skranke", "Betjening"])
    moved = with_kept_skills(person, REPLACED)
    assert {each.skill: each.level for each in moved.skills} == {KEPT: 4, skill_id("GDPR"): 2}
    assert moved.can_teach == (KEPT,)


def test_of_two_statements_the_stronger_evidence_counts() -> None:
    person = employee(
        skills=[held("Skranke", 2, evidence=Evidence.USED), held("Betjening", 5, evidence=Evidence.ASSUMED)]
    )
    assert [each.level for each in with_kept_skills(person, REPLACED).skills] == [2]


@given(one_each())
def test_nobody_loses_a_skill_and_the_order_of_statements_makes_no_difference(
    skills: list[HeldSkill],
) -> None:
    person = employee(skills=skills)
    moved = with_kept_skills(person, REPLACED)
    assert {each.skill for each in moved.skills} == {REPLACED.get(each.skill, each.skill) for each in skills}
    turned = with_kept_skills(replace(person, skills=person.skills[::-1]), REPLACED)
    assert set(moved.skills) == set(turned.skills)


def test_what_one_said_of_a_skill_is_said_of_the_one_that_replaces_it() -> None:
    today = date(2026, 11, 27)
    person = employee(skills={"Skranke": 4, "Betjening": 2})
    off = with_kept_skills(taking_off(person, OLD, on=today), REPLACED)
    assert counting(off) == ()
    higher = with_kept_skills(stating(person, OLD, 5, on=today), REPLACED)
    assert [(each.skill, each.level) for each in counting(higher)] == [(KEPT, 5)]
    wrong = with_kept_skills(
        disputing(employee(skills={"Skranke": 4}), held("Skranke", 4), on=today), REPLACED
    )
    assert counting(wrong) == ()


@given(st.permutations([OLD, KEPT]), st.dates(date(2026, 1, 1), date(2026, 1, 3)))
def test_of_two_things_one_said_the_later_counts_and_of_one_day_the_lower(order: list[str], on: date) -> None:
    person = employee()
    for id, level, day in zip(order, (4, 2), (on, date(2026, 1, 2)), strict=True):
        person = stating(person, id, level, on=day)
    left = OwnStatement(skill=KEPT, level=4, said_on=on)
    if on <= date(2026, 1, 2):
        left = OwnStatement(skill=KEPT, level=2, said_on=date(2026, 1, 2))
    assert with_kept_skills(person, REPLACED).statements == (left,)


def test_two_needs_that_become_one_keep_the_higher_demand() -> None:
    needs = [
        Requirement(skill=OLD, level=2, weight=2.0, essential=True),
        Requirement(skill=KEPT, level=4, weight=1.0),
    ]
    assert with_kept_needs(task(requires=needs), REPLACED).requirements == (
        Requirement(skill=KEPT, level=4, weight=2.0, essential=True),
    )


def test_what_was_taken_away_is_moved_too_but_what_is_needed_is_not_taken_away() -> None:
    moved = with_kept_needs(task(taken_away=["Skranke", "GDPR"]), REPLACED)
    assert set(moved.taken_away) == {KEPT, skill_id("GDPR")}
    assert with_kept_needs(task(requires={"Betjening": 3}, taken_away=["Skranke"]), REPLACED).taken_away == ()
