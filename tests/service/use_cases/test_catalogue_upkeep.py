"""What HR may do to the catalogue, and what stays of it."""

from dataclasses import replace

import pytest

from graph.store import GraphStore
from harness.factories import NOON, fill, skill, skill_id
from matching.model import SkillKind
from service.errors import FieldsRefused
from service.matcher import Matcher
from service.use_cases.catalogue_upkeep import MOST_NAMES, Upkeep, Wording, Wrong, own_changes

NOISE, GROUP = skill_id("Støj"), skill_id("Gruppe")


def upkeep(store: GraphStore) -> Upkeep:
    matcher = Matcher(store, now=lambda: NOON)
    matcher.refresh()
    return Upkeep(store=store, index=matcher.index)


@pytest.fixture
def tended(graph: GraphStore) -> Upkeep:
    fill(
        graph,
        skill("Gruppe", kind=SkillKind.GROUP),
        skill("Støj", english="noise", alternatives=["larm"], broader=["Gruppe"]),
        skill("Lyd", english="sound", alternatives=["akustik"], broader=["Gruppe"]),
    )
    return upkeep(graph)


def words(tended: Upkeep) -> Wording:
    return Wording.of(tended.store.skills.get(NOISE).value)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_former_name_stays_another_name_of_the_skill(tended: Upkeep, language: str) -> None:
    before = getattr(words(tended), f"label_{language}")
    changed = replace(words(tended), **{f"label_{language}": "Buller"})
    found = tended.reword(NOISE, changed).value
    assert getattr(found, f"label_{language}") == "Buller"
    assert before in getattr(found, f"alt_{language}")
    assert [each.id for each in own_changes(upkeep(tended.store).index)] == [NOISE]


def test_another_name_can_become_the_name_and_be_taken_away_again(tended: Upkeep) -> None:
    found = tended.reword(NOISE, replace(words(tended), label_da="larm")).value
    assert (found.label_da, found.alt_da) == ("larm", ("Støj",))
    assert tended.reword(NOISE, replace(Wording.of(found), alt_da=())).value.alt_da == ()


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"label_da": ""}, "label_da", Wrong.MISSING),
        ({"label_da": "lyd"}, "label_da", Wrong.TAKEN),
        ({"alt_da": ("larm", "AKUSTIK")}, "alt_da", Wrong.TAKEN),
        ({"label_en": "Sound"}, "label_en", Wrong.TAKEN),
        ({"alt_da": tuple(f"navn {number}" for number in range(MOST_NAMES + 1))}, "alt_da", Wrong.TOO_LONG),
        ({"description_da": "Spørg Anna Holm Hansen."}, "description_da", Wrong.PRIVATE),
    ],
)
def test_words_that_cannot_be_a_skills_are_refused_at_their_field(
    tended: Upkeep, said: dict[str, str | tuple[str, ...]], field: str, why: Wrong
) -> None:
    wording = replace(words(tended), **said)
    assert tended.faults(wording, of=NOISE) == {field: why}
    with pytest.raises(FieldsRefused):
        tended.reword(NOISE, wording)
    assert tended.store.skills.get(NOISE).value.own_words == ()


def test_a_name_that_a_skill_has_in_another_language_only_is_free(tended: Upkeep) -> None:
    assert tended.faults(replace(words(tended), label_da="sound"), of=NOISE) == {}


def test_a_skill_is_added_into_a_group_under_an_address_that_says_its_name(tended: Upkeep) -> None:
    wording = Wording(label_da="Dronefoto (luft)")
    assert tended.faults(wording, group=NOISE) == {"group": Wrong.NO_GROUP}
    assert tended.add(wording, group=GROUP).value.id == "urn:tvaers:own-skill:dronefoto-luft"


def test_only_two_different_skills_that_are_there_are_joined(tended: Upkeep) -> None:
    for gone, kept in ((NOISE, NOISE), (NOISE, GROUP), (GROUP, NOISE), (NOISE, "urn:ingen")):
        with pytest.raises(FieldsRefused):
            tended.join(gone, kept=kept)
    assert tended.join(NOISE, kept=skill_id("Lyd")).value.id == skill_id("Lyd")
