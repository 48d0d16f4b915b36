from datetime import date

import numpy as np
import pytest

from harness.factories import skill, skill_id
from matching.language.linking import SkillLinker
from matching.learning.link_fitting import JudgedText, fit
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


def test_what_was_right_in_the_examples_is_probable_and_the_rest_is_not() -> None:
    linker = SkillLinker().fit(SKILLS)
    linker.model = fit(linker, EXAMPLES, JUDGED, fitted_on=TODAY)
    scores = {each.skill: each.score for each in linker.link("vi har brug for bagning, noget med kantsten")}
    assert scores[skill_id("bagning")] > scores[skill_id("fortove")]


def test_probabilities_are_right_on_the_whole_for_the_judged_texts() -> None:
    linker = SkillLinker().fit(SKILLS)
    linker.model = fit(linker, EXAMPLES, JUDGED, fitted_on=TODAY)
    expected = sum(each.score for text in JUDGED for each in linker.link(text.text, limit=100))
    assert expected == pytest.approx(len(JUDGED), rel=0.05)


def test_the_same_texts_and_seed_give_the_same_model() -> None:
    models = [fit(SkillLinker().fit(SKILLS), EXAMPLES, JUDGED, fitted_on=TODAY, seed=3) for _ in range(2)]
    assert models[0] == models[1]


def test_a_model_says_what_it_was_learned_from() -> None:
    model = fit(SkillLinker().fit(SKILLS), EXAMPLES, fitted_on=TODAY)
    assert model.learned_from == {"examples": len(EXAMPLES), "judged": 0}
    other = fit(SkillLinker().fit(SKILLS), EXAMPLES[:-1], fitted_on=TODAY)
    assert model.version != other.version


def test_an_example_is_read_by_a_linker_that_does_not_know_it() -> None:
    # Each is the only one to ask for its skill in these words: known to its reader, they would lead there.
    strangers = [
        TaskExample(f"abekat{chr(97 + number)} og madlavning", (each.id,))
        for number, each in enumerate(SKILLS)
    ]
    seen: list[int] = []
    linker = SkillLinker().fit(SKILLS)
    model = fit(
        linker, [*EXAMPLES, *strangers], fitted_on=TODAY, progress=lambda done, of: seen.append(of - done)
    )
    assert seen[-1] == 0
    assert np.isfinite(model.alone.intercept)
