from collections.abc import Iterator

import pytest

from harness.factories import TODAY, employee, held, skill, skill_id, task, task_id
from matching.model import Employee, Evidence
from matching.own_skills import disputing, stating, taking_off
from service.use_cases.own_suggestions import SuggestedSkill
from service.web.own.skills import Offered, offered, own_lines, removed_labels, shown_lines
from tests.matching.worlds import world
from tests.service.web.municipality import app

INDEX = world(skills=[skill("korsang"), skill("Budget")], tasks=[task("Ny sti")])


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    with app().test_request_context():
        yield


def known(of: Employee) -> list[str]:
    return [each.known for each in own_lines(of, INDEX)]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("hr", "fra HR"),
        ("faglighed", "fra din faglighed"),
        (f"task:{task_id('Ny sti')}", "opgaven »Ny sti«"),
        ("MUS", "kilde: MUS"),
    ],
)
def test_a_line_says_how_a_skill_is_known_and_from_where(source: str, words: str) -> None:
    has = held("Budget", evidence=Evidence.CONFIRMED, source=source, confirmed_on=TODAY)
    (said,) = known(employee(skills=[has]))
    assert said.startswith(f"Bekræftet af en kollega · {words} · ")


def test_lines_are_by_the_alphabet_and_others_are_not_shown_what_is_disputed() -> None:
    anna = stating(employee(skills={"Budget": 2}), skill_id("korsang"), 4, on=TODAY)
    anna = disputing(anna, anna.skills[0], on=TODAY)
    assert [(each.label, each.own, each.disputed) for each in own_lines(anna, INDEX)] == [
        ("Budget", False, True),
        ("Korsang", True, False),
    ]
    assert [each.label for each in shown_lines(anna, INDEX)] == ["Korsang"]


def test_what_was_removed_is_named() -> None:
    anna = taking_off(employee(skills={"Budget": 2}), skill_id("Budget"), on=TODAY)
    assert removed_labels(anna, INDEX) == [(skill_id("Budget"), "Budget")]


def test_a_suggestion_says_why() -> None:
    korsang = skill_id("korsang")
    assert offered(SuggestedSkill(korsang, 3), INDEX) == Offered(
        korsang, "Korsang", "Hører til din faglighed", 3
    )
    assert offered(SuggestedSkill(korsang, 3, words=("sang", "kor")), INDEX).why == "Du skrev »sang« og »kor«"
