"""Each sentence is true of its contribution."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from matching.model import Evidence, HeldSkill, Requirement
from matching.question import Band, Candidate, Contribution, Coverage, Relation, RequirementCoverage, Signal
from matching.ranking.shipped import DEFAULT
from service.web.task.sentences import (
    Background,
    coverage_detail,
    hours_sentence,
    lacking_in_unit,
    past_tasks_sentence,
    reasons,
    ties_sentence,
)
from tests.service.web.municipality import app

MARCH = date(2025, 3, 14)


@pytest.fixture(autouse=True)
def danish_page() -> Iterator[None]:
    with app().test_request_context():
        yield


def held(**values) -> HeldSkill:
    standard = {
        "skill": "s1",
        "level": 4,
        "evidence": Evidence.CONFIRMED,
        "source": "hr",
        "confirmed_on": MARCH,
    }
    return HeldSkill(**(standard | values))


def part(relation: Relation = Relation.EXACT, **values) -> RequirementCoverage:
    return RequirementCoverage(
        requirement=Requirement(skill="s0"), coverage="covered", held=held(**values), relation=relation
    )


def candidate(*contributions: Contribution, **values) -> Candidate:
    standard = {"employee": "e1", "name": "Karen", "workplace": "w", "profession": "p", "score": 0.5}
    return Candidate(
        **(standard | {"band": Band.GOOD, "contributions": contributions, "coverage": ()} | values)
    )


def past(*tasks: str) -> Contribution:
    return Contribution(signal=Signal.PAST_TASKS, value=0.1, tasks=tasks, on=MARCH)


def lacking(skill: str, lack: float) -> list[Contribution]:
    """What a skill brings, and the contribution for how much the unit lacks it."""
    brings = 0.2
    missing = brings * lack * DEFAULT["alone"][Signal.MISSING_IN_UNIT] / DEFAULT["alone"][Signal.SKILL]
    return [
        Contribution(signal=Signal.SKILL, value=brings, requirement=skill),
        Contribution(signal=Signal.MISSING_IN_UNIT, value=missing, requirement=skill),
    ]


@pytest.mark.parametrize(
    ("tasks", "titles", "sentence"),
    [
        (("t1",), {"t1": "Ny park"}, "Har været med til at løse en lignende opgave: »Ny park« (marts 2025)."),
        (("t1",), {}, "Har været med til at løse en lignende opgave i marts 2025."),
        (("t1", "t2"), {}, "Har løst to lignende opgaver, senest i marts 2025."),
        (
            ("t1", "t2", "t3"),
            {"t1": "Ny park", "t3": "Byens træer"},
            "Har løst flere lignende opgaver, senest i marts 2025: »Ny park« og »Byens træer«.",
        ),
    ],
)
def test_past_tasks_are_counted_only_as_far_as_they_are_known(tasks, titles, sentence):
    assert past_tasks_sentence(past(*tasks), titles) == sentence


def test_where_past_tasks_are_hardly_alike_only_a_little_experience_is_claimed():
    hardly = replace(past("t1"), value=0.02)
    assert past_tasks_sentence(hardly, {"t1": "Ny park"}) == "Har lidt erfaring på området."


def test_a_skill_beside_the_profession_is_said_to_count_less():
    part = RequirementCoverage(
        requirement=Requirement(skill="s1"), coverage=Coverage.COVERED, held=held(), relation=Relation.EXACT
    )
    less = coverage_detail(replace(part, counted=0.6), str)
    assert less == f"{coverage_detail(part, str)} – ikke sædvanligt i faget, så det tæller mindre"


def test_tasks_of_lately_are_told_once_with_the_others():
    recent = replace(past("t1"), signal=Signal.RECENT_TASKS)
    titles = Background(label=str, titles={"t1": "Ny cykelsti"})
    one = "Har været med til at løse en lignende opgave: »Ny cykelsti« (marts 2025)."
    for contributions in ((past("t1"), recent), (recent,)):
        assert [each.text for each in reasons(candidate(*contributions), titles)] == [one]


@pytest.mark.parametrize(
    ("signal", "danish", "english"),
    [
        (
            Signal.WORKPLACES_TOGETHER,
            "Arbejdspladsen har løst opgaver sammen med en, som nogen på opgaven kommer fra.",
            "Their workplace has solved tasks together with one that somebody on the task comes from.",
        ),
        (
            Signal.MUTUAL_COLLEAGUES,
            "Har kolleger til fælles med nogen på opgaven, som kan introducere jer.",
            "Has colleagues in common with somebody on the task, who can introduce you.",
        ),
    ],
)
def test_what_comes_from_those_on_the_task_is_not_said_of_who_asks(signal, danish, english):
    background, from_members = Background(label=str, titles={}), Contribution(signal=signal, value=0.1)
    assert [each.text for each in reasons(candidate(from_members), background)] == [danish]
    with app().test_request_context("/?lang=en"):
        assert [each.text for each in reasons(candidate(from_members), background)] == [english]


def test_ties_tell_when_the_work_was_done_together():
    tie = Contribution(signal=Signal.TIES, value=0.01, tasks=("t1",), on=MARCH)
    assert ties_sentence(tie) == "Har løst en opgave sammen med jer før, i marts 2025."
    ties = Contribution(signal=Signal.TIES, value=0.01, tasks=("t1", "t2"), on=MARCH)
    assert ties_sentence(ties) == "Har løst 2 opgaver sammen med jer, senest i marts 2025."


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (None, "Har ikke oplyst, hvor mange timer der kan lånes ud – spørg."),
        (1.0, "Kan lige nu bruge 1 time om ugen på andres opgaver."),
        (7.5, "Kan lige nu bruge 7,5 timer om ugen på andres opgaver."),
    ],
)
def test_hours_are_told_or_said_to_be_unknown(hours, sentence):
    assert hours_sentence(hours) == sentence


def test_a_unit_is_said_to_lack_only_what_it_clearly_lacks():
    clear, slight = lacking("s1", 0.9), lacking("s2", 0.2)
    missing = [clear[1], slight[1]]
    assert lacking_in_unit(
        missing,
        [clear[0], slight[0]],
        lack=DEFAULT["alone"][Signal.MISSING_IN_UNIT] / DEFAULT["alone"][Signal.SKILL],
    ) == ["s1"]


def test_what_the_unit_lacks_is_one_sentence():
    parts = [*lacking("s1", 1.0), *lacking("s2", 1.0), *lacking("s3", 1.0)]
    background = Background(label={"s1": "cykelstier", "s2": "leg", "s3": "demens"}.__getitem__, titles={})
    assert [reason.text for reason in reasons(candidate(*parts), background)] == [
        "Jeres egen enhed mangler »cykelstier«, »leg« og »demens«."
    ]


def test_what_weighs_most_is_said_first_and_skills_have_lines_of_their_own():
    parts = [
        Contribution(signal=Signal.SKILL, value=0.3, requirement="s0", held=held(), relation=Relation.EXACT),
        past("t1"),
        Contribution(signal=Signal.AVAILABILITY, value=0.05),
        Contribution(signal=Signal.ACROSS_WORKPLACES, value=0.03),
        Contribution(signal=Signal.ACROSS_PROFESSIONS, value=0.03),
    ]
    told = [
        reason.text for reason in reasons(candidate(*parts, free_hours=4.0), Background(label=str, titles={}))
    ]
    assert told == [
        "Har været med til at løse en lignende opgave i marts 2025.",
        "Kan lige nu bruge 4 timer om ugen på andres opgaver.",
        "Har en faglighed, som jeres enhed ikke selv har.",
    ]


@pytest.mark.parametrize(
    ("coverage", "detail"),
    [
        (part(), "erfaren, bekræftet af en kollega, marts 2025"),
        (part(Relation.NARROWER), "gennem »s1«: erfaren, bekræftet af en kollega, marts 2025"),
        (part(Relation.BROADER), "har det nærliggende »s1«: erfaren, bekræftet af en kollega, marts 2025"),
        (part(Relation.RELATED), "har det nærliggende »s1«: erfaren, bekræftet af en kollega, marts 2025"),
        (part(level=2), "let øvet, bekræftet af en kollega, marts 2025 – opgaven kalder på øvet"),
        (part(evidence=Evidence.ASSUMED), "erfaren, antaget ud fra stillingen"),
        (part(evidence=Evidence.SELF_STATED), "erfaren, selv angivet, marts 2025"),
        (part(evidence=Evidence.USED, level=5), "ekspert, brugt i en løst opgave, marts 2025"),
        (RequirementCoverage(requirement=Requirement(skill="s0"), coverage="missing"), ""),
    ],
)
def test_a_line_tells_how_well_how_we_know_and_since_when(coverage, detail):
    assert coverage_detail(coverage, str) == detail
