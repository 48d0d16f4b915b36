"""What HR writes of a skill is read line by line, and groups are chosen under their areas."""

import pytest
from flask import Flask

from harness.factories import skill, skill_id
from matching.model import SkillKind
from service.use_cases.catalogue_upkeep import Wording, Wrong
from service.web.catalogue.words import groups, read_wording, wrong_word, wrong_words
from tests.matching.worlds import world
from tests.service.web.municipality import app

SAID = {"navn": " Støj ", "ogsaa": "larm\r\n\r\n larm \nlyd", "definition-en": "Knows\x00 noise."}


@pytest.fixture(scope="module")
def page() -> Flask:
    return app(tasks=())


def test_other_names_stand_one_a_line_and_what_is_not_written_is_empty() -> None:
    assert read_wording(SAID) == Wording(
        label_da="Støj", alt_da=("larm", "lyd"), description_en="Knows noise."
    )
    assert read_wording({}) == Wording(label_da="")


def test_each_fault_has_its_own_words_at_its_field(page: Flask) -> None:
    with page.test_request_context("/"):
        assert len({wrong_word(each) for each in Wrong}) == len(Wrong)
        assert list(wrong_words({"alt_en": Wrong.TAKEN})) == ["ogsaa-en"]


def test_groups_stand_under_their_areas_by_the_danish_alphabet(page: Flask) -> None:
    kinds = {"kind": SkillKind.GROUP}
    skills = [
        skill("ældre", broader=["velfærd"], **kinds),
        skill("børn", broader=["velfærd"], **kinds),
        skill("velfærd", **kinds),
        skill("pleje", broader=["ældre"]),
    ]
    with page.test_request_context("/"):
        areas, welfare = sorted(groups(world(skills=skills)), key=lambda each: len(each.options))
    assert [each.text for each in welfare.options] == ["Børn", "Ældre"]
    assert [each.value for each in areas.options] == [skill_id("velfærd")]
