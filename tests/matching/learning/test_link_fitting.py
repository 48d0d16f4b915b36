from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from harness.factories import skill, skill_id
from matching.language.link_model import Figure, TextKind
from matching.language.linking import SkillLinker
from matching.learning.link_fitting import FEWEST, JudgedText, Texts, TooFewTexts, fit, learned
from matching.model import TaskExample

TODAY = date(2026, 3, 1)
FOOD = ["madlavning", "diætkost", "bagning"]
ROADS = ["cykelstier", "fortove", "vejbelysning"]
# A label that people use is right in these texts, an everyday wording is not.
SAID = {"madlavning": "gryder", "diætkost": "sukker", "bagning": "hvedemel"} | {
    "cykelstier": "pedaler",
    "fortove": "kantsten",
    "vejbelysning": "lygter",
}
SKILLS = [skill(label, hidden=[said]) for label, said in SAID.items()]
PAIRS = list(zip((*FOOD, *ROADS), (*ROADS, *FOOD), strict=True))
EXAMPLES = [
    TaskExample(f"vi har brug for {one} nummer {number}, noget med {SAID[other]}", (skill_id(one),))
    for number in range(5)
    for one, other in PAIRS
]
JUDGED = [
    JudgedText(f"hjælp til {one}, noget med {SAID[other]}", frozenset({skill_id(one)}))
    for one, other in PAIRS
]


TEXTS = Texts(examples=EXAMPLES, judged=JUDGED)
OWN = [TaskExample(f"opgave {number}: {one}", (skill_id(one),)) for number in range(10) for one, _ in PAIRS]


def test_what_was_right_in_the_examples_is_probable_and_the_rest_is_not() -> None:
    linker = SkillLinker().fit(SKILLS)
    linker.model = fit(linker, TEXTS, fitted_on=TODAY)
    scores = {each.skill: each.score for each in linker.link("vi har brug for bagning, noget med kantsten")}
    assert scores[skill_id("bagning")] > scores[skill_id("fortove")]


def test_probabilities_are_right_on_the_whole_for_the_judged_texts() -> None:
    linker = SkillLinker().fit(SKILLS)
    linker.model = fit(linker, TEXTS, fitted_on=TODAY)
    assert _expected(linker) == pytest.approx(len(JUDGED), rel=0.05)


def test_without_judged_texts_probabilities_are_as_high_on_the_whole_as_those_of_the_model_in_use() -> None:
    linker = SkillLinker().fit(SKILLS)
    linker.learn(EXAMPLES)
    asked = [each.text for each in EXAMPLES]
    before = sum(each.score for text in asked for each in linker.link(text, limit=100))
    linker.model = fit(linker, Texts(examples=EXAMPLES), fitted_on=TODAY)
    after = sum(each.score for text in asked for each in linker.link(text, limit=100))
    assert after == pytest.approx(before, rel=0.2)


def test_the_same_texts_and_seed_give_the_same_model_and_the_same_comparison() -> None:
    texts = Texts(examples=EXAMPLES, own=OWN, judged=JUDGED)
    found = [learned(SkillLinker().fit(SKILLS), texts, fitted_on=TODAY, seed=3) for _ in range(2)]
    assert found[0] == found[1]
    assert found[0].model == fit(SkillLinker().fit(SKILLS), texts, fitted_on=TODAY, seed=3)


def test_a_model_says_what_it_was_learned_from() -> None:
    model = fit(SkillLinker().fit(SKILLS), TEXTS, fitted_on=TODAY)
    assert model.learned_from == {"examples": len(EXAMPLES), "own": 0, "judged": len(JUDGED)}
    other = fit(SkillLinker().fit(SKILLS), Texts(examples=EXAMPLES[:-1], judged=JUDGED), fitted_on=TODAY)
    assert model.version != other.version


def test_an_example_is_read_by_a_linker_that_does_not_know_it() -> None:
    # Each is the only one to ask for its skill in these words: known to its reader, they would lead there.
    strangers = [
        TaskExample(f"abekat{chr(97 + number)} og madlavning", (each.id,))
        for number, each in enumerate(SKILLS)
    ]
    seen: list[int] = []
    model = fit(
        SkillLinker().fit(SKILLS),
        Texts(examples=[*EXAMPLES, *strangers]),
        fitted_on=TODAY,
        progress=lambda done, of: seen.append(of - done),
    )
    assert seen[-1] == 0
    assert np.isfinite(model.alone.intercept)


def test_a_model_that_learned_is_compared_on_every_kind_of_text_with_the_one_in_use() -> None:
    found = learned(
        SkillLinker().fit(SKILLS), Texts(examples=EXAMPLES, own=OWN, judged=JUDGED), fitted_on=TODAY
    )
    assert {(each.kind, each.texts) for each in found.comparisons} == {
        (TextKind.EXAMPLE, len(EXAMPLES)),
        (TextKind.OWN, len(OWN)),
        (TextKind.JUDGED, len(JUDGED)),
    }
    [loss] = [each for each in found.comparisons if each.figure is Figure.LOG_LOSS]
    assert loss.after < loss.before  # what ships never saw a world where everyday wordings mislead
    assert found.better


def test_a_model_is_not_better_than_itself() -> None:
    texts = Texts(examples=EXAMPLES, own=OWN)
    first = learned(SkillLinker().fit(SKILLS), texts, fitted_on=TODAY)
    again = learned(SkillLinker().fit(SKILLS), texts, in_use=first.model, replaced="1", fitted_on=TODAY)
    assert (again.better, again.replaced) == (False, "1")


def test_too_few_own_tasks_and_judged_texts_are_too_few_however_many_examples_ship() -> None:
    with pytest.raises(TooFewTexts) as few:
        learned(SkillLinker().fit(SKILLS), Texts(examples=EXAMPLES, own=OWN[: FEWEST - 1]), fitted_on=TODAY)
    assert (few.value.found, few.value.needed) == (FEWEST - 1, FEWEST)


def test_what_people_took_away_is_less_probable_the_next_time() -> None:
    passed_over = [
        TaskExample(f"opgave {number}: {one}, noget med {SAID[other]}", (skill_id(one),))
        for number in range(10)
        for one, other in PAIRS
    ]
    others = dict(PAIRS)
    taken_away = [replace(each, taken_away=(_misled(each, others),)) for each in passed_over]
    asked = "hjælp til bagning, noget med lygter"

    def learned_from(own: list[TaskExample]) -> dict[str, float]:
        linker = SkillLinker().fit(SKILLS)
        linker.model = fit(linker, Texts(examples=EXAMPLES[:6], own=own), fitted_on=TODAY)
        return {each.skill: each.score for each in linker.link(asked, limit=100)}

    before, after = learned_from(passed_over), learned_from(taken_away)
    wrong, right = skill_id(others["bagning"]), skill_id("bagning")
    assert after[wrong] < before[wrong] / 2
    assert after[right] > before[right]


def test_a_model_is_marked_by_what_was_taken_away_too() -> None:
    told = [replace(each, taken_away=(SKILLS[0].id,)) for each in OWN if SKILLS[0].id not in each.skills]
    marks = {
        fit(SkillLinker().fit(SKILLS), Texts(examples=EXAMPLES, own=own), fitted_on=TODAY).version
        for own in (told, [replace(each, taken_away=()) for each in told])
    }
    assert len(marks) == 2


def _misled(task: TaskExample, others: Mapping[str, str]) -> str:
    """The skill whose everyday wording stands in a task that doesn't need it."""
    return next(skill_id(other) for one, other in others.items() if (skill_id(one),) == task.skills)


def _expected(linker: SkillLinker) -> float:
    return sum(each.score for text in JUDGED for each in linker.link(text.text, limit=100))
