import pytest

from harness.factories import skill, skill_id
from matching.language.example_tasks import Told
from matching.language.linking import SkillLinker
from matching.model import TaskExample

SKILLS = [
    skill("madlavning"),
    skill("diætkost"),
    skill("cykelstier"),
    skill("skoleveje"),
    skill("cykler", source="esco"),
]
EXAMPLES = [
    TaskExample("de ældre vil lære madlavning", (skill_id("diætkost"), "urn:unknown")),
    TaskExample("børnene på skoleveje", (skill_id("cykelstier"), skill_id("cykler"))),
]
LINKER = SkillLinker().fit(SKILLS, examples=EXAMPLES)
AT = {each.id: position for position, each in enumerate(LINKER.index_.skills_)}


def told(text: str, linker: SkillLinker = LINKER) -> Told:
    return linker.retrieve(text).signals.told


def test_the_words_of_an_example_speak_for_what_it_asks_for() -> None:
    words = told("madlavning").words
    assert words.argmax() == AT[skill_id("diætkost")]
    assert words[AT[skill_id("cykelstier")]] == 0.0


def test_a_text_resembles_what_is_said_of_a_skill_and_the_texts_that_ask_for_it() -> None:
    untaught = SkillLinker().fit(SKILLS)
    diet = AT[skill_id("diætkost")]
    assert told("madlavning", untaught).resemblance[diet] == 0.0
    assert 0.0 < told("madlavning").resemblance[diet] < told("diætkost").resemblance[diet]


def test_a_text_that_is_all_of_a_skill_resembles_it_wholly() -> None:
    untaught = SkillLinker().fit(SKILLS)
    assert told("madlavning", untaught).resemblance.max() == pytest.approx(1.0)


def test_a_skill_that_the_catalogue_lacks_is_asked_for_by_no_example() -> None:
    found = told("skoleveje")
    assert found.words[AT[skill_id("cykler")]] == found.resemblance[AT[skill_id("cykler")]] == 0.0


def test_examples_are_counted_a_skill() -> None:
    assert LINKER.examples_.n_examples_[AT[skill_id("diætkost")]] == 1.0
    assert LINKER.examples_.n_examples_[AT[skill_id("madlavning")]] == 0.0


def test_examples_take_the_place_of_those_before() -> None:
    linker = SkillLinker().fit(SKILLS, examples=EXAMPLES).learn([])
    assert not told("madlavning", linker).words.any()


def test_a_text_without_known_words_resembles_nothing() -> None:
    assert not told("abrakadabra").resemblance.any()
