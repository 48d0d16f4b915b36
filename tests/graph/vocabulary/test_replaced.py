from dataclasses import replace

import pytest

from graph.vocabulary.esco_layout import LayoutError
from graph.vocabulary.replaced import read_replaced, requiring_kept, with_own, without_replaced
from harness.factories import profession, skill, skill_id
from matching.model import RequirementKind

REPLACED = {skill_id("Skranke"): skill_id("Betjening")}


def rows(path, text):
    (path / "replacedSkills_da.csv").write_text(f"conceptUri,replacedByUri\n{text}", encoding="utf-8")
    return path


def test_each_row_says_what_stands_for_a_former_skill(tmp_path):
    assert read_replaced(rows(tmp_path, "urn:old,urn:kept\n")) == {"urn:old": "urn:kept"}


def test_a_skill_that_is_replaced_twice_is_refused_with_its_line(tmp_path):
    with pytest.raises(LayoutError, match="line 3: urn:old stands in more than one row"):
        read_replaced(rows(tmp_path, "urn:old,urn:a\nurn:old,urn:b\n"))


@pytest.mark.parametrize(
    ("theirs", "own", "both"),
    [
        ({"a": "b"}, {"c": "d"}, {"a": "b", "c": "d"}),
        ({"a": "b"}, {"b": "c"}, {"a": "c", "b": "c"}),
        ({"b": "c"}, {"a": "b"}, {"a": "c", "b": "c"}),
        ({"b": "a"}, {"a": "b"}, {"a": "b"}),
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ],
)
def test_what_the_catalogue_and_the_organisation_joined_leads_to_what_is_left(theirs, own, both):
    assert with_own(theirs, own) == both


def test_others_point_to_what_is_left_and_it_does_not_point_to_itself():
    skills = [
        skill("Skranke"),
        skill("Betjening", broader=["Skranke"]),
        skill("Pas", broader=["Skranke"], related=["Skranke", "Betjening"]),
    ]
    kept, pas = without_replaced(skills, REPLACED)
    assert kept.broader == ()
    assert pas.broader == pas.related == (skill_id("Betjening"),)


@pytest.mark.parametrize("order", [("Skranke", "Betjening"), ("Betjening", "Skranke")])
def test_a_profession_keeps_what_it_cannot_do_without(order):
    kinds = {"Skranke": RequirementKind.ESSENTIAL, "Betjening": RequirementKind.OPTIONAL}
    requires = tuple((skill_id(label), kinds[label]) for label in order)
    changed = requiring_kept(replace(profession("Vært"), requires=requires), REPLACED)
    assert changed.requires == ((skill_id("Betjening"), RequirementKind.ESSENTIAL),)
