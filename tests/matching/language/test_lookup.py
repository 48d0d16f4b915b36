"""Labels are found by how they begin, by what they hold, and however they are typed."""

import pytest

from harness.factories import skill
from matching.language.linking import SkillLinker

LINKER = SkillLinker().fit(
    [
        skill("arrangementstilladelser"),
        skill("byggetilladelser og landzone", alternatives=["tilladelse til byggeri"]),
        skill("projektledelse"),
        skill("it-sikkerhed"),
        skill("børn og unge"),
        skill("busdrift", hidden=["køre de gamle til fest"]),
        skill("vejtilsyn"),
    ]
)


def completed(typed: str) -> list[str]:
    return [each.skill.removeprefix("urn:tvaers:skill:") for each in LINKER.complete(typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("projekt led", "projektledelse"),
        ("it sik", "it-sikkerhed"),
        ("IT‑sikkerhed", "it-sikkerhed"),
        ("boern og", "børn-og-unge"),
        ("unge børn", "børn-og-unge"),
        ("tilladelse", "arrangementstilladelser"),
        ("ledelse", "projektledelse"),
    ],
)
def test_a_label_is_found_as_people_type_it(typed: str, found: str) -> None:
    assert found in completed(typed)


def test_what_goes_on_from_what_was_typed_comes_before_what_holds_it() -> None:
    assert completed("tilladelse")[0] == "byggetilladelser-og-landzone"


@pytest.mark.parametrize("typed", ["projekt børn", "gamle til fest", "zz", "-"])
def test_nothing_holds_words_of_two_labels_or_a_hidden_one(typed: str) -> None:
    assert LINKER.prefixes_.holding(typed, limit=10) == []


def test_two_letters_are_too_few_to_be_looked_for_within_words() -> None:
    assert LINKER.prefixes_.holding("ed", limit=10) == []


def test_each_skill_comes_once() -> None:
    assert len(completed("tilladelse")) == len(set(completed("tilladelse")))


def test_what_holds_it_in_the_catalogue_comes_before_what_begins_so_in_esco_alone() -> None:
    linker = SkillLinker().fit([skill("arrangementstilladelser"), skill("tilladelser", source="esco")])

    assert [each.label for each in linker.complete("tilladelse")] == [
        "arrangementstilladelser",
        "tilladelser",
    ]
