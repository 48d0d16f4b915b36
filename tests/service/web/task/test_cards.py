from collections.abc import Iterator
from dataclasses import replace

import pytest

from harness.recording import recording
from matching.model import Requirement
from matching.question import Coverage, Question
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.answering import answer
from service.web.task.cards import Overview, area_name, background_of, card, initials, overview
from tests.service.web.municipality import (
    BICYCLES,
    CARE_HOMES,
    CHILDREN,
    DEMENTIA,
    AskedMatcher,
    StoreInMemory,
    app,
    index,
)


@pytest.fixture(autouse=True)
def danish_page() -> Iterator[None]:
    with app().test_request_context():
        yield


def found(*skills: str) -> Overview:
    """What is shown for these needs."""
    matcher = AskedMatcher(StoreInMemory())
    question = Question(requirements=tuple(Requirement(skill=skill) for skill in skills))
    lead = Identity(subject="lead", roles=frozenset({Role.LEAD}))
    return overview(answer(question, recording=recording(lead), index=matcher.index, matcher=matcher))


def test_each_card_has_the_coverage_of_each_need_in_order():
    answer = found(BICYCLES.id, CHILDREN.id)
    karen = next(card for card in answer.cards if card.name == "Karen Holm")
    assert karen.coverage == (Coverage.COVERED, Coverage.MISSING)


def test_needs_that_the_same_skill_meets_share_a_line():
    answer = found(CHILDREN.id, BICYCLES.id, DEMENTIA.id)
    fatima = next(card for card in answer.cards if card.name == "Fatima Yilmaz")
    missing = fatima.with_coverage("missing")
    assert [line.needs for line in missing] == [("Cykelstier", "demensomsorg")]


def test_gaps_are_what_nobody_covers_and_name_who_does_partly():
    answer = found(CARE_HOMES.id, BICYCLES.id)
    assert [(gap.label, gap.partly_by) for gap in answer.needs.gaps] == [
        ("Drift af plejecenter", ("Kaj Hansen",))
    ]
    assert [need.label for need in answer.needs.covered] == ["Cykelstier"]


def test_areas_and_professions_are_counted():
    answer = found(BICYCLES.id, CHILDREN.id, DEMENTIA.id)
    assert (answer.areas, answer.professions) == (3, 3)


def test_the_area_of_a_workplace_is_named_unless_it_is_one_itself():
    assert area_name("park", index()) == "Teknik og Miljø"
    for workplace in ("teknik", "kommunen", "væk"):
        assert area_name(workplace, index()) == ""


def test_people_with_the_same_initials_are_numbered():
    assert initials(["Karen Holm", "Kaj Hansen", "Ida de la Cour", "Bo"]) == ["KH1", "KH2", "IC", "B"]


@pytest.mark.parametrize(("hours", "told"), [(0.0, True), (2.0, False), (None, False)])
def test_a_card_says_plainly_that_nobody_there_has_time(hours: float | None, told: bool) -> None:
    matcher = AskedMatcher(StoreInMemory())
    lead = Identity(subject="lead", roles=frozenset({Role.LEAD}))
    question = Question(requirements=(Requirement(skill=BICYCLES.id),))
    answered = answer(question, recording=recording(lead), index=matcher.index, matcher=matcher)
    first = replace(answered.shortlist.candidates[0], free_hours=hours)
    assert card(first, "AB", index=matcher.index, background=background_of(answered)).no_hours is told
