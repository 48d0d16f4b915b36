"""What is written down differs from what is true as said, and only so; and it is measured at a small size."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import robustness
from bench.claims import INVENTED, Noise, claimed, titles_only
from bench.municipality import made
from harness.factories import employee, held, skill_id
from matching.model import Employee, Evidence, Profession, RequirementKind

TODAY = date(2025, 11, 1)
NOTHING = Noise(over=0.0, under=0.0, stale=0.0)
SKILLS = ("GDPR", "Ledelse", "Sang", "Demens", "Svejsning", "Norsk", "Excel", "Tysk")
people = st.lists(
    st.dictionaries(
        st.sampled_from(SKILLS), st.tuples(st.integers(1, 5), st.sampled_from(list(Evidence))), min_size=1
    ),
    min_size=1,
    max_size=6,
)


def staff(known: list[dict[str, tuple[int, Evidence]]]) -> list[Employee]:
    return [
        employee(
            f"Nr {number}",
            skills=[held(name, level, evidence=rung) for name, (level, rung) in skills.items()],
        )
        for number, skills in enumerate(known)
    ]


@given(people)
def test_without_noise_the_truth_is_written_down(known: list[dict[str, tuple[int, Evidence]]]) -> None:
    assert claimed(staff(known), NOTHING, today=TODAY, seed=1) == staff(known)


@given(people)
def test_over_claimers_say_more_and_never_less(known: list[dict[str, tuple[int, Evidence]]]) -> None:
    for true, said in zip(
        staff(known), claimed(staff(known), replace(NOTHING, over=1.0), today=TODAY, seed=1), strict=True
    ):
        levels = {each.skill: each for each in said.skills}
        assert all(levels[each.skill].level >= each.level for each in true.skills)
        assert len(true.skills) <= len(said.skills) <= len(true.skills) + round(INVENTED * len(true.skills))
        assert len(levels) == len(said.skills)


@given(people)
def test_under_claimers_say_less_of_what_only_they_say(
    known: list[dict[str, tuple[int, Evidence]]],
) -> None:
    for true, said in zip(
        staff(known), claimed(staff(known), replace(NOTHING, under=1.0), today=TODAY, seed=1), strict=True
    ):
        truth = {each.skill: each for each in true.skills}
        assert all(each.level <= truth[each.skill].level for each in said.skills)
        others = {each for each in true.skills if each.evidence is not Evidence.SELF_STATED}
        assert others <= set(said.skills)


def test_stale_statements_are_older_and_assumptions_never_are() -> None:
    true = employee(skills=[held("GDPR", 3), held("Sang", 2, evidence=Evidence.ASSUMED)])
    (said,) = claimed([true], replace(NOTHING, stale=1.0), today=TODAY, seed=1)
    gdpr, sang = said.skills
    assert (true.skills[0].confirmed_on - gdpr.confirmed_on).days >= 4 * 365
    assert gdpr.level in (3, 5)
    assert sang == true.skills[1]


def test_on_the_first_day_there_is_nothing_but_what_the_job_lets_assume() -> None:
    known = employee(skills={"Sang": 5}, hours_offered=3, can_teach=["Sang"])
    job = Profession(
        id=known.profession,
        requires=(
            (skill_id("GDPR"), RequirementKind.ESSENTIAL),
            (skill_id("Tysk"), RequirementKind.OPTIONAL),
        ),
    )
    (bare,) = titles_only([known], [job], today=TODAY)
    assert [(each.skill, each.evidence) for each in bare.skills] == [(skill_id("GDPR"), Evidence.ASSUMED)]
    assert (bare.hours_offered, bare.can_teach, bare.workplace) == (None, (), known.workplace)


@pytest.mark.slow
def test_every_profession_of_the_demo_is_known_to_have_a_desk_or_not() -> None:
    of = robustness.past(300, on=robustness.ASKED_FROM)
    desk = robustness.at_a_desk(of)
    assert len(desk) == len(made(300).employees)
    assert 0 < desk.sum() < len(desk)


@pytest.mark.slow
def test_noise_costs_little_and_titles_alone_still_find_somebody() -> None:
    figures = robustness.measure(400, scenarios=("clean", "noisy"))
    for kind in robustness.KINDS:
        assert figures[f"{kind}_questions"] > 20
        apart = figures[f"clean_{kind}_precision5"] - figures[f"noisy_{kind}_precision5"]
        assert figures[f"fall_{kind}"] == pytest.approx(apart)
    assert 0 < figures["titles_task_recall10"] <= figures["clean_task_recall10"] <= 100
