from dataclasses import replace

import pytest

from harness.factories import profession, skill, skill_id, workplace, workplace_id
from matching.model import SkillKind
from service.hr.labels import Labels, Unresolved


def skills(*given):
    return Labels.of_skills(given)


def problem(labels, text):
    with pytest.raises(Unresolved) as caught:
        labels.find(text)
    return caught.value


def test_a_skill_is_found_by_uri_and_by_every_label_in_both_languages():
    labels = skills(skill("Databeskyttelse", english="Data protection", alternatives=["GDPR"]))
    for text in ["databeskyttelse", "DATA  PROTECTION", " gdpr ", skill_id("Databeskyttelse")]:
        assert labels.find(text.strip()) == skill_id("Databeskyttelse")


@pytest.mark.parametrize(
    "text", ["Social‑ og sundhed", "social–  og\u00a0SUNDHED", "social- og sund\u00adhed"]
)
def test_the_kind_of_hyphen_or_blank_does_not_matter(text):
    assert skills(skill("Social- og sundhed")).find(text) == skill_id("Social- og sundhed")


def test_a_preferred_label_goes_before_an_alternative_one():
    labels = skills(skill("Jura"), skill("Forvaltningsret", alternatives=["jura"]))
    assert labels.find("jura") == skill_id("Jura")


def test_the_catalogues_label_goes_before_escos():
    ours, theirs = skill("Ledelse"), skill("lede", english="Ledelse", source="esco")
    assert skills(ours, theirs).find("ledelse") == ours.id


def test_an_ambiguous_label_is_refused_with_the_choices():
    labels = skills(skill("Planlægning", alternatives=["plan"]), skill("Byplan", alternatives=["Plan"]))
    found = problem(labels, "plan")
    assert "ikke entydig" in found.reason
    assert skill_id("Planlægning") in found.fix
    assert skill_id("Byplan") in found.fix


def test_an_unknown_label_gets_the_nearest_suggestions_in_either_language():
    labels = skills(
        skill("Projektledelse", english="project management"),
        skill("Håndtere konflikter"),
        skill("Svejsning"),
    )
    assert problem(labels, "håntere konflikter").fix == "Mente du: Håndtere konflikter?"
    assert problem(labels, "projekt ledelse").fix == "Mente du: Projektledelse?"
    assert problem(labels, "project mangement").fix == "Mente du: Projektledelse (project management)?"


def test_without_anything_like_it_nothing_is_suggested():
    assert problem(skills(skill("Svejsning")), "qqq").fix.startswith("Find navnet i kataloget")
    assert problem(skills(), "qqq").fix.startswith("Find navnet i kataloget")


def test_a_group_is_nothing_that_anybody_has():
    assert "gruppe" in problem(skills(skill("Sundhed", kind=SkillKind.GROUP)), "sundhed").reason


def test_signs_in_a_label_count():
    labels = skills(skill("C++"), skill("C#"))
    assert labels.find("c++") == skill_id("C++")
    assert labels.find("c#") == skill_id("C#")


def test_the_same_question_again_gets_the_same_answer():
    labels = skills(skill("Svejsning"))
    assert problem(labels, "svejsnin").fix == problem(labels, "svejsnin").fix


def test_workplaces_and_professions_are_found_by_name_too():
    places = Labels.of_workplaces([workplace("Jobcenter"), workplace("Vej og Park")])
    assert places.find("vej og park") == places.find(workplace_id("Vej og Park"))
    assert Labels.of_professions([profession("Lærer", english="Teacher")]).find("teacher")


def test_what_esco_has_given_up_is_found_but_never_suggested_nor_before_others():
    old = replace(skill("Maskinskrivning"), obsolete=True)
    labels = Labels.of_skills([old, replace(skill("Tastatur"), alt_da=("maskinskrivning",))])
    assert labels.find("Maskinskrivning") == skill_id("Tastatur")
    labels = Labels.of_skills([old])
    assert labels.find("maskinskrivning") == old.id
    with pytest.raises(Unresolved) as caught:
        labels.find("maskinskrivnin")
    assert "Maskinskrivning" not in caught.value.fix


def test_a_former_skill_is_read_as_what_replaced_it_and_told():
    labels = Labels.of_skills(
        [skill("Betjening")], replaced={"urn:old": skill_id("Betjening"), "urn:older": "urn:not-loaded"}
    )
    assert labels.find("urn:old") == skill_id("Betjening")
    with pytest.raises(Unresolved):
        labels.find("urn:older")
    assert labels.redirected == {"urn:old": f"{skill_id('Betjening')} (Betjening)"}


def test_a_skill_that_is_still_there_is_itself_though_something_is_to_replace_it():
    labels = Labels.of_skills(
        [skill("Betjening"), skill("Skranke")], replaced={skill_id("Skranke"): skill_id("Betjening")}
    )
    assert labels.find(skill_id("Skranke")) == skill_id("Skranke")
    assert labels.redirected == {}
