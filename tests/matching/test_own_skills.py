from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from harness.factories import TODAY, employee, held, skill_id
from matching.bounds import employee_faults
from matching.model import Employee, Evidence, HeldSkill, OwnStatement
from matching.own_skills import (
    ONESELF,
    counted,
    counting,
    disputed,
    disputing,
    is_refuted,
    stating,
    taking_back,
    taking_off,
)

GDPR = skill_id("GDPR")
BEFORE = date(2026, 1, 1)
levels = st.integers(1, 5)
days = st.dates(date(2020, 1, 1), TODAY)
known = st.none() | st.builds(
    HeldSkill,
    skill=st.just(GDPR),
    level=levels,
    evidence=st.sampled_from(Evidence),
    source=st.sampled_from(("hr", "task:T1", "faglighed")),
    confirmed_on=days,
)


def with_skill(of: HeldSkill | None) -> Employee:
    return employee("Anna", skills=[of] if of else [], can_teach=["GDPR"] if of else [])


def has(of: Employee) -> HeldSkill | None:
    return next(iter(counting(of)), None)


@given(said=levels, known=known, later=st.lists(known))
def test_whatever_others_say_later_the_level_is_the_one_that_was_said(
    said: int, known: HeldSkill | None, later: list[HeldSkill | None]
) -> None:
    anna = stating(with_skill(known), GDPR, said, on=TODAY)
    for each in (known, *later):
        now = has(replace(anna, skills=(each,) if each else ()))
        assert now is not None
        assert now.level == said


@given(known=known, later=st.lists(known))
def test_nor_does_what_was_taken_off_come_back(
    known: HeldSkill | None, later: list[HeldSkill | None]
) -> None:
    anna = taking_off(with_skill(known), GDPR, on=TODAY)
    assert (anna.skills, anna.can_teach) == ((), ())
    assert [has(replace(anna, skills=(each,))) for each in later if each] == [None for each in later if each]


@given(known=known, said=levels)
def test_nobody_climbs_the_ladder_by_their_own_word(known: HeldSkill | None, said: int) -> None:
    now = has(stating(with_skill(known), GDPR, said, on=TODAY))
    assert now is not None
    shown = known.evidence if known and known.level >= said else Evidence.ASSUMED
    assert now.evidence is max(shown, Evidence.SELF_STATED)
    assert now.confirmed_on == TODAY
    assert now.source == (known.source if known and now.evidence > Evidence.SELF_STATED else ONESELF)


def test_a_slip_costs_nothing_what_a_task_showed_counts_again_once_the_level_is_said_again() -> None:
    shown = held("GDPR", 4, evidence=Evidence.USED, source="task:T1")
    low = stating(with_skill(shown), GDPR, 2, on=BEFORE)
    high = stating(low, GDPR, 4, on=TODAY)
    assert has(low) == replace(shown, level=2)
    assert has(high) == replace(shown, confirmed_on=TODAY)


@given(known=known, other=known)
def test_a_dispute_is_about_a_level_and_settled_by_another(
    known: HeldSkill | None, other: HeldSkill | None
) -> None:
    if known is None or other is None:
        return
    anna = disputing(with_skill(known), known, on=TODAY)
    assert (counting(anna), disputed(anna), anna.can_teach) == ((), (known,), ())
    later = replace(anna, skills=(other,))
    assert has(later) == (None if other.level == known.level else other)
    assert disputed(later) == ((other,) if other.level == known.level else ())


@given(known=known)
def test_what_is_taken_back_leaves_what_others_say(known: HeldSkill | None) -> None:
    if known is not None:
        assert has(taking_back(disputing(with_skill(known), known, on=TODAY), GDPR)) == known


@given(known=known, level=st.integers(0, 5), disputes=st.booleans())
def test_another_word_is_refuted_where_it_isnt_what_counts(
    known: HeldSkill | None, level: int, disputes: bool
) -> None:
    if known is None:
        return
    said = OwnStatement(skill=GDPR, level=level, disputes=disputes, said_on=TODAY)
    now = counted(known, said)
    assert is_refuted(known, said) is (now is None or now.level != known.level)
    assert not is_refuted(known, None)


@given(known=known, level=levels)
def test_what_is_said_is_within_bounds(known: HeldSkill | None, level: int) -> None:
    assert not [*employee_faults(stating(with_skill(known), GDPR, level, on=TODAY), TODAY)]


def test_other_skills_stay_as_they_are() -> None:
    anna = employee("Anna", skills={"GDPR": 3, "Excel": 2}, can_teach=["Excel"])
    for after in (
        stating(anna, GDPR, 5, on=TODAY),
        taking_off(anna, GDPR, on=TODAY),
        disputing(anna, held("GDPR", 3), on=TODAY),
    ):
        assert [each for each in counting(after) if each.skill != GDPR] == [held("Excel", 2)]
        assert after.can_teach == anna.can_teach
