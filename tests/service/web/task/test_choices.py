from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.vocabulary.esco import read_catalogue
from matching.language.folding import alphabetical
from matching.model import Visibility
from service.web.task.choices import choices, colleagues, is_language
from tests.service.web.municipality import ARABIC, app, index


@pytest.fixture(autouse=True)
def danish_page() -> Iterator[None]:
    with app().test_request_context():
        yield


def test_workplaces_stand_under_their_area():
    groups = {group.text: [each.text for each in group.options] for group in choices(index()).workplaces}
    assert groups["Børn og Skole"] == ["Børn og Skole", "Børnehuset Solsikken"]


def test_areas_are_the_workplaces_just_below_the_top_in_danish_order():
    assert [each.text for each in choices(index()).areas] == [
        "Børn og Skole",
        "Teknik og Miljø",
        "Ældre og Sundhed",
    ]


def test_a_closed_workplace_is_not_offered():
    whole = index()
    closed = {
        id: replace(each, closed=id in {"aeldre", "bakken", "park"}) for id, each in whole.workplaces.items()
    }
    offered = choices(replace(whole, workplaces=closed))
    assert [each.text for each in offered.areas] == ["Børn og Skole", "Teknik og Miljø"]
    assert {each.value for group in offered.workplaces for each in group.options}.isdisjoint(
        {"aeldre", "bakken", "park"}
    )


def test_only_languages_that_somebody_speaks_can_be_chosen():
    assert [(each.value, each.text) for each in choices(index()).languages] == [(ARABIC.id, "Arabisk")]
    assert choices(index(employees=())).languages == ()


def test_the_languages_of_the_catalogue_are_languages():
    languages = {skill.label for skill in read_catalogue().skills if is_language(skill)}
    assert {"arabisk", "engelsk", "polsk", "somali", "tyrkisk"} <= languages
    assert [label for label in languages if " " in label] == []


def test_danish_letters_come_last_and_aa_is_one_of_them():
    names = ["Århus", "Aalborg", "Ærø", "Østre", "Zoo", "Bakken"]
    assert sorted(names, key=alphabetical) == ["Bakken", "Zoo", "Ærø", "Østre", "Aalborg", "Århus"]


def test_colleagues_are_those_at_the_workplace_itself_who_show_themselves():
    assert [(each.value, each.text) for each in colleagues(index(), "bakken", Visibility.LEADS)] == [
        ("e3", "Kaj Hansen")
    ]
    assert colleagues(index(), "aeldre", Visibility.LEADS) == ()
    assert colleagues(index(), "", Visibility.LEADS) == ()
