from dataclasses import replace

import pytest

from graph.vocabulary.esco import (
    LayoutError,
    known_only,
    merge_professions,
    merge_skills,
    read_catalogue,
    read_professions,
    read_skills,
    unknown_references,
)
from graph.vocabulary.esco_layout import Wrong
from matching.model import Profession, RequirementKind, Skill, SkillKind
from tests.graph.vocabulary.esco_folder import FOLDER, folder


def test_danish_and_english_meet_by_uri(tmp_path):
    group, elderly, geriatrics = read_skills(folder(tmp_path))
    assert group == Skill(id="urn:g", kind=SkillKind.GROUP, label_en="care", source="esco")
    assert elderly == Skill(
        id="urn:a",
        label_da="pleje ældre",
        label_en="care for elderly",
        alt_da=("ældrepleje", "omsorg for ældre"),
        alt_en=("elderly care",),
        hidden_en=("old care",),
        description_da="Om pleje.",
        broader=("urn:g",),
        related=("urn:b",),
        source="esco",
    )
    assert (geriatrics.kind, geriatrics.label_da, geriatrics.label) == (SkillKind.KNOWLEDGE, "", "geriatrics")


def test_professions_have_their_skills_and_isco_group(tmp_path):
    assert read_professions(folder(tmp_path), source="catalogue") == [
        Profession(
            id="urn:o",
            label_da="plejehjælper",
            isco="5322",
            requires=(("urn:a", RequirementKind.ESSENTIAL), ("urn:b", RequirementKind.OPTIONAL)),
            source="catalogue",
        )
    ]


@pytest.mark.parametrize("missing", ["skills_da", "skills_en"])
def test_one_language_is_enough(tmp_path, missing):
    skills = read_skills(folder(tmp_path, **{missing: None}))
    assert any(skill.id == "urn:a" for skill in skills)


def test_a_folder_saved_by_a_danish_spreadsheet_reads_the_same(tmp_path):
    (tmp_path / "as_is").mkdir()
    (tmp_path / "saved").mkdir()
    plain = folder(tmp_path / "as_is")
    saved = folder(tmp_path / "saved")
    for name, text in FOLDER.items():
        (saved / name).write_bytes(text.replace(",", ";").encode("cp1252"))
    assert read_skills(saved) == read_skills(plain)
    assert read_professions(saved) == read_professions(plain)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"skills_da": None, "skills_en": None}, "skills_da.csv / skills_en.csv: missing"),
        ({"skillSkillRelations_en": None}, "skillSkillRelations.csv / skillSkillRelations_*.csv: missing"),
        (
            {"skills_da": "conceptUri,skillType,altLabels\n"},
            "skills_da.csv: the column preferredLabel is missing",
        ),
        ({"skillGroups_en": ""}, "skillGroups_en.csv: the file is empty"),
        (
            {"skillGroups_en": "conceptUri,preferredLabel,altLabels\n,x,\n"},
            "skillGroups_en.csv: line 2: conceptUri",
        ),
        (
            {"skillGroups_en": "conceptUri,preferredLabel,altLabels\nu,x,\nu,y,\n"},
            "skillGroups_en.csv: line 3: u stands in more than one row",
        ),
        (
            {"skillGroups_en": "conceptUri,preferredLabel,altLabels\nu,x"},
            "skillGroups_en.csv: line 2: the file ends in the middle",
        ),
        (
            {"skillGroups_en": 'conceptUri,preferredLabel,altLabels\nu,"x,\n'},
            "skillGroups_en.csv: line 2: a quot",
        ),
    ],
)
def test_a_folder_out_of_order_is_refused_with_file_and_place(tmp_path, changed, told):
    with pytest.raises(LayoutError) as caught:
        read_skills(folder(tmp_path, **changed))
    assert str(caught.value).startswith(told)


def test_a_path_that_is_no_folder_is_refused(tmp_path):
    with pytest.raises(LayoutError, match="not a folder"):
        read_skills(tmp_path / "nowhere")


def test_an_unknown_relation_type_is_refused(tmp_path):
    broken = folder(
        tmp_path, occupationSkillRelations_en="occupationUri,relationType,skillUri\nurn:o,often,u\n"
    )
    with pytest.raises(LayoutError, match=r"line 2: relationType"):
        read_professions(broken)


def test_relations_of_a_concept_without_a_row_are_left_out_but_not_in_our_own_files(tmp_path):
    assert "urn:gone" not in {skill.id for skill in read_skills(folder(tmp_path))}
    with pytest.raises(LayoutError, match="urn:gone has no row"):
        read_skills(tmp_path, strict=True)


OURS = Skill(id="u", label_da="Ældrepleje", alt_da=("omsorg",), broader=("g1",), related=("r",))
THEIRS = Skill(
    id="u",
    label_da="pleje ældre",
    label_en="care for elderly",
    alt_da=("Omsorg", "ældrepleje", "hjemmepleje"),
    description_en="Care.",
    broader=("g2", "g1"),
    source="esco",
)


def test_the_catalogues_words_win_and_escos_become_alternatives():
    (merged,) = merge_skills([OURS], [THEIRS])
    assert merged == Skill(
        id="u",
        label_da="Ældrepleje",
        label_en="care for elderly",
        alt_da=("omsorg", "pleje ældre", "hjemmepleje"),
        description_en="Care.",
        broader=("g1", "g2"),
        related=("r",),
        source="catalogue+esco",
    )


def test_what_only_one_side_has_stays_as_it_is():
    only_theirs = replace(THEIRS, id="v")
    assert merge_skills([OURS], [only_theirs]) == [OURS, only_theirs]


def test_merging_again_changes_nothing():
    merged = merge_skills([OURS], [THEIRS])
    assert merge_skills([OURS], merged) == merged


def test_the_catalogue_says_what_a_profession_needs_most():
    ours = Profession(id="p", label_da="Pædagog", requires=(("a", RequirementKind.ESSENTIAL),))
    theirs = Profession(
        id="p",
        label_da="børnehavepædagog",
        isco="2342",
        requires=(("b", RequirementKind.OPTIONAL), ("a", RequirementKind.OPTIONAL)),
        source="esco",
    )
    (merged,) = merge_professions([ours], [theirs])
    assert merged == Profession(
        id="p",
        label_da="Pædagog",
        alt_da=("børnehavepædagog",),
        isco="2342",
        requires=(("a", RequirementKind.ESSENTIAL), ("b", RequirementKind.OPTIONAL)),
        source="catalogue+esco",
    )
    assert merge_professions([ours], [merged]) == [merged]


def test_references_to_skills_that_are_not_there_are_found_and_can_be_left_out():
    profession = Profession(
        id="p", requires=(("u", RequirementKind.ESSENTIAL), ("w", RequirementKind.OPTIONAL))
    )
    assert unknown_references([OURS], [profession]) == ["g1", "r", "w"]
    kept = known_only([OURS], [profession])
    assert unknown_references(kept.skills, kept.professions) == []
    assert kept.professions[0].requires == (("u", RequirementKind.ESSENTIAL),)


def test_the_shipped_catalogue_only_points_to_its_own_skills_or_escos():
    catalogue = read_catalogue()
    unknown = unknown_references(catalogue.skills, catalogue.professions)
    assert [id for id in unknown if not id.startswith("http://data.europa.eu/esco/")] == []


def test_relation_files_may_have_no_language_in_their_names(tmp_path):
    plain = folder(tmp_path)
    for stem in ("broaderRelationsSkillPillar", "skillSkillRelations", "occupationSkillRelations"):
        (plain / f"{stem}_en.csv").rename(plain / f"{stem}.csv")
    assert read_skills(plain)[1].broader == ("urn:g",)
    assert read_professions(plain)[0].requires


def test_what_esco_has_given_up_is_told(tmp_path):
    files = {
        "skills_en": "conceptUri,skillType,preferredLabel,altLabels,status\n"
        "urn:a,,care,,released\nurn:b,,geriatrics,,obsolete\n",
        "occupations_en": "conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
        "urn:o,5322,carer,,Obsolete\n",
    }
    old = folder(tmp_path, **files)
    assert [skill.id for skill in read_skills(old) if skill.obsolete] == ["urn:b"]
    assert read_professions(old)[0].obsolete


def test_bad_rows_are_told_and_the_others_read(tmp_path):
    bad = []
    broken = folder(
        tmp_path,
        skills_da="conceptUri,skillType,preferredLabel,altLabels\n"
        ",,intet,\nurn:a,,pleje,\nurn:a,,igen,\nurn:x,,,\nurn:b,,geriatri,\n",
        occupationSkillRelations_en="occupationUri,relationType,skillUri\nurn:o,maybe,urn:a\nurn:o,essential,urn:b\n",
    )
    assert [skill.label_da for skill in read_skills(broken, bad_row=bad.append)] == ["", "pleje", "geriatri"]
    assert read_professions(broken, bad_row=bad.append)[0].requires == (("urn:b", RequirementKind.ESSENTIAL),)
    assert [(each.file, each.line, each.wrong) for each in bad] == [
        ("skills_da.csv", 2, Wrong.EMPTY),
        ("skills_da.csv", 4, Wrong.TWICE),
        ("skills_da.csv", 5, Wrong.EMPTY),
        ("occupationSkillRelations_en.csv", 2, Wrong.NO_RELATION),
    ]
