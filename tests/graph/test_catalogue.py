"""The municipal catalogue keeps what its readers rely on, also after somebody edited it in a spreadsheet."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from graph.vocabulary.esco import Catalogue, read_catalogue, unknown_references
from matching.language.labels import LabelIndex
from matching.language.text import Language, is_stopword, normalise, words
from matching.language.vocabulary import is_abbreviation
from matching.model import Profession, RequirementKind, Skill, SkillKind

ESCO_SKILL = r"http://data\.europa\.eu/esco/skill/[0-9a-f-]{36}"
ESCO_OCCUPATION = r"http://data\.europa\.eu/esco/occupation/[0-9a-f-]{36}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
AREAS = {
    "Sundhed og omsorg",
    "Social og handicap",
    "Børn og skole",
    "Kultur og fritid",
    "Teknik og miljø",
    "Job og borgerservice",
    "Stab og digitalisering",
    "Ledelse og udvikling",
}
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])
# A profession that asks for less says too little about its people, one that asks for more says nothing.
TYPICAL_SKILLS = range(8, 21)
# A wording of one plain word leads astray if its stem is in the labels of more skills than these.
FEW_SKILLS = 4
LONGEST_DEFINITION = 200
# A product is an alternative of what it is used for: another one may come, the skill stays.
VENDORS = re.compile(
    r"\b(KMD|Nexus|Opus|Microsoft|Power|Excel|Google|Adobe|SAP|Systematic|Cura|SBSYS|Acadre)\b"
)
DOCUMENT = Path(__file__).parents[2] / "docs" / "catalogue.md"
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


@cache
def catalogue() -> Catalogue:
    return read_catalogue()


def groups() -> dict[str, Skill]:
    return {skill.id: skill for skill in catalogue().skills if skill.kind is SkillKind.GROUP}


def skills() -> list[Skill]:
    return [skill for skill in catalogue().skills if skill.kind is not SkillKind.GROUP]


def rows(name: str) -> list[dict[str, str]]:
    with (files("graph.vocabulary") / "catalogue" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def labels(concept: Skill | Profession, language: str) -> list[str]:
    return [getattr(concept, f"label_{language}"), *getattr(concept, f"alt_{language}")]


def used_twice(concepts: Iterable[Skill | Profession], language: str) -> list[str]:
    """Labels that two concepts share, or that one has twice; case and kind of dash make no difference."""
    counted = Counter(
        label.casefold().replace("–", "-") for concept in concepts for label in labels(concept, language)
    )
    return sorted(label for label, times in counted.items() if times > 1)


def without(concepts: Iterable[Skill | Profession], *fields: str) -> list[str]:
    return [concept.id for concept in concepts if not all(getattr(concept, field) for field in fields)]


def test_it_holds_at_least_500_skills_and_100_professions():
    assert len(skills()) >= 500
    assert len(catalogue().professions) >= 100


def test_the_document_counts_right():
    inner, professions = [group for group in groups().values() if group.broader], catalogue().professions
    said = (
        f"{len(skills()):,} skills in {len(inner)} groups and eight areas, and {len(professions)} professions"
    )
    assert said in DOCUMENT.read_text(encoding="utf-8")


def test_every_skill_has_both_labels_an_alternative_in_each_language_and_a_description():
    assert (
        without(skills(), "label_da", "label_en", "alt_da", "alt_en", "description_da", "description_en")
        == []
    )


def test_every_group_has_both_labels():
    assert without(groups().values(), "label_da", "label_en") == []


def test_every_profession_has_both_labels_an_alternative_in_each_language_and_an_isco_group():
    professions = catalogue().professions
    assert without(professions, "label_da", "label_en", "alt_da", "alt_en") == []
    assert [p.id for p in professions if not re.fullmatch(r"\d{3,4}", p.isco)] == []


def test_the_eight_areas_stand_on_top():
    assert {group.label_da for group in groups().values() if not group.broader} == AREAS


def test_every_other_group_is_in_one_area_and_holds_skills():
    areas = {id for id, group in groups().items() if not group.broader}
    inner = [group for group in groups().values() if group.broader]
    assert [group.id for group in inner if len(group.broader) != 1 or group.broader[0] not in areas] == []
    held = {id for skill in skills() for id in skill.broader}
    assert [group.id for group in inner if group.id not in held] == []


def test_every_skill_is_in_exactly_one_group_that_is_no_area():
    inner = {id for id, group in groups().items() if group.broader}
    assert [skill.id for skill in skills() if len(inner.intersection(skill.broader)) != 1] == []
    assert [s.id for s in skills() if (groups().keys() - inner).intersection(s.broader)] == []


def test_no_skill_is_broader_than_itself_whatever_the_way_round():
    broader = {skill.id: skill.broader for skill in catalogue().skills}

    def climb(id: str, path: Sequence[str]) -> list[str]:
        if id in path:
            return [id]
        return [found for up in broader[id] for found in climb(up, [*path, id])]

    assert [found for id in broader for found in climb(id, [])] == []


def test_no_skill_is_both_broader_and_related():
    assert [skill.id for skill in skills() if set(skill.broader) & set(skill.related)] == []


@LANGUAGES
def test_a_label_belongs_to_one_skill_only(language):
    assert used_twice(catalogue().skills, language) == []


@LANGUAGES
def test_a_label_belongs_to_one_profession_only(language):
    assert used_twice(catalogue().professions, language) == []


def content(label: str, language: str) -> set[str]:
    """The words of a label that a text is read for."""
    return {
        normalise(word)
        for word in words(label)
        if is_abbreviation(word)
        or not (len(normalise(word)) < 2 or is_stopword(normalise(word), Language(language)))
    }


def hidden(language: str) -> list[tuple[Skill, str]]:
    return [(skill, label) for skill in skills() for label in getattr(skill, f"hidden_{language}")]


@LANGUAGES
def test_an_everyday_wording_of_several_words_keeps_two_that_say_something(language):
    thin = [
        f"{skill.label_da}: {label}"
        for skill, label in hidden(language)
        if len(words(label)) > 1 and len(content(label, language)) < 2
    ]
    assert thin == []


def test_an_everyday_wording_of_one_plain_word_is_not_in_the_labels_of_many_skills():
    index = LabelIndex().fit(skills())

    def holders(parts: Sequence[str]) -> int:
        found, _ = index.labels_with(index.parts_[parts[0]])
        return len({index.labels_[number].skill for number in found})

    common = []
    for skill, label in hidden("da"):
        parts = index.vocabulary_.parts_of(words(label)[0], Language.DANISH)
        if len(words(label)) == 1 and len(parts) == 1 and holders(parts) > FEW_SKILLS:
            common.append(f"{skill.label_da}: {label}")
    assert common == []


@LANGUAGES
def test_an_everyday_wording_leads_to_one_skill_and_is_no_other_ones_name(language):
    names = {label.casefold(): skill for skill in skills() for label in labels(skill, language)}
    assert [
        f"{s.label_da}: {word}" for s, word in hidden(language) if names.get(word.casefold(), s) is not s
    ] == []
    counted = Counter(label.casefold() for _, label in hidden(language))
    assert [label for label, times in counted.items() if times > 1] == []


def test_every_definition_is_one_sentence_that_says_more_than_the_label():
    def odd(skill: Skill) -> bool:
        text = skill.description_da
        one_sentence = re.fullmatch(r"(Kan|Kender|Ved|Forstår)\b[^.!?\n]*(\b(fx|bl\.a)\.[^.!?\n]*)?\.", text)
        said = content(text, "da") - content(skill.label_da, "da") - {"kender", "forstår"}
        return not one_sentence or len(text) > LONGEST_DEFINITION or len(said) < 2

    assert [f"{skill.label_da}: {skill.description_da}" for skill in skills() if odd(skill)] == []


@pytest.mark.parametrize(("language", "fewest"), [("da", 10), ("en", 3)])
def test_every_skill_has_words_of_situations_that_say_more_than_its_labels(language, fewest):
    def own(skill: Skill) -> set[str]:
        label = getattr(skill, f"label_{language}").casefold()
        return set(getattr(skill, f"situations_{language}").casefold().split()) - set(label.split())

    assert [skill.id for skill in skills() if len(own(skill)) < fewest] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_word_of_a_situation_stands_for_more_than_a_fortieth_of_the_skills(language):
    found = Counter(
        word for skill in skills() for word in set(getattr(skill, f"situations_{language}").split())
    )
    assert [word for word, times in found.items() if times > len(skills()) / 40] == []


def test_every_english_definition_is_one_sentence():
    assert [
        f"{skill.label_en}: {skill.description_en}"
        for skill in skills()
        if not re.fullmatch(r"(Can|Knows|Understands) [^!?\n]{10,}[^.]\.", skill.description_en)
        or len(skill.description_en) > LONGEST_DEFINITION
    ] == []


@LANGUAGES
def test_no_two_skills_are_defined_alike(language):
    counted = Counter(getattr(skill, f"description_{language}") for skill in skills())
    assert [text for text, times in counted.items() if times > 1] == []


@LANGUAGES
def test_a_skill_is_called_by_what_it_is_for_and_not_by_a_vendors_product(language):
    named = [getattr(skill, f"label_{language}") for skill in skills()]
    assert [label for label in named if VENDORS.search(label)] == []


def test_a_replaced_skill_is_gone_and_lives_on_as_a_name_of_the_one_that_stands_for_it():
    known = {skill.id: skill for skill in skills()}
    for row in rows("replacedSkills_da.csv"):
        kept = known[row["replacedByUri"]]
        assert row["conceptUri"] not in known
        assert row["conceptLabel"] in labels(kept, "da")
        assert row["replacedByLabel"] == kept.label_da


@LANGUAGES
def test_labels_are_short_and_tidy(language):
    concepts = [*catalogue().skills, *catalogue().professions]
    tidy = re.compile(r"\S.{0,68}\S")
    all_labels = [label for concept in concepts for label in labels(concept, language)]
    assert [label for label in all_labels if not tidy.fullmatch(label) or re.search(r"[;|()]", label)] == []


def test_all_references_resolve_without_esco():
    assert unknown_references(catalogue().skills, catalogue().professions) == []


def test_uris_are_escos_or_ours():
    def strange(ids: Iterable[str], pattern: str) -> list[str]:
        return [id for id in ids if not re.fullmatch(pattern, id)]

    assert strange(groups(), f"urn:tvaers:skill-group:{SLUG}") == []
    assert strange((skill.id for skill in skills()), f"{ESCO_SKILL}|urn:tvaers:skill:{SLUG}") == []
    professions = (profession.id for profession in catalogue().professions)
    assert strange(professions, f"{ESCO_OCCUPATION}|urn:tvaers:profession:{SLUG}") == []


def test_professions_have_typical_skills_and_know_which_are_essential():
    def odd(profession: Profession) -> bool:
        kinds = {kind for _, kind in profession.requires}
        return len(profession.requires) not in TYPICAL_SKILLS or RequirementKind.ESSENTIAL not in kinds

    assert [profession.id for profession in catalogue().professions if odd(profession)] == []


def test_most_skills_are_typical_of_some_profession():
    asked = {id for profession in catalogue().professions for id, _ in profession.requires}
    assert len([skill for skill in skills() if skill.id in asked]) > 0.8 * len(skills())


def test_groups_are_nobodys_typical_or_related_skill():
    pointed = {id for skill in skills() for id in skill.related}
    pointed |= {id for profession in catalogue().professions for id, _ in profession.requires}
    assert sorted(pointed & groups().keys()) == []


@pytest.mark.parametrize(
    "label", ["inddragelse af børn", "inddragelse af ældre", "inddragelse af erhvervslivet"]
)
def test_leads_find_people_who_can_involve_others(label):
    assert label in {skill.label_da for skill in skills()}


@pytest.mark.parametrize("stem", ["skills", "skillGroups", "occupations"])
def test_both_languages_have_the_same_rows(stem):
    danish, english = rows(f"{stem}_da.csv"), rows(f"{stem}_en.csv")
    assert {row["conceptUri"] for row in danish} == {row["conceptUri"] for row in english}


@LANGUAGES
@pytest.mark.parametrize("stem", ["skills", "skillGroups", "occupations"])
def test_rows_stand_under_their_letter_so_that_a_change_reads_well(stem, language):
    # Spreadsheets agree on letters, but not on blanks, hyphens and signs.
    found = [row["preferredLabel"] for row in rows(f"{stem}_{language}.csv")]
    lettered = [label for label in found if label[0].lower() in ALPHABET]
    places = [ALPHABET.index(label[0].lower()) for label in lettered]
    assert [lettered[n] for n, (a, b) in enumerate(pairwise(places), 1) if a > b] == []


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("broaderRelationsSkillPillar_da.csv", ("concept", "broader")),
        ("skillSkillRelations_da.csv", ("originalSkill", "relatedSkill")),
        ("occupationSkillRelations_da.csv", ("occupation", "skill")),
    ],
)
def test_the_labels_beside_a_relations_uris_are_the_preferred_ones(name, ends):
    known = {concept.id: concept.label_da for concept in (*catalogue().skills, *catalogue().professions)}
    stale = [(row[f"{end}Label"], known[row[f"{end}Uri"]]) for row in rows(name) for end in ends]
    assert [pair for pair in stale if pair[0] != pair[1]] == []
