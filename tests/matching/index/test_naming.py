from matching.index.naming import employee_name, profession_label, skill_label, workplace_name
from matching.model import Skill
from tests.matching.worlds import colleague, world

GDPR = Skill(id="gdpr", label_da="databeskyttelse", label_en="data protection")
NEW = Skill(id="new", label_en="prompt engineering")


def test_a_skill_is_called_by_its_label_in_the_language_asked_for():
    index = world(skills=[GDPR])
    assert skill_label(index, "gdpr") == "databeskyttelse"
    assert skill_label(index, "gdpr", language="en") == "data protection"


def test_a_skill_without_a_danish_label_keeps_its_english_one():
    assert skill_label(world(skills=[NEW]), "new") == "prompt engineering"


def test_an_employee_and_a_workplace_are_called_by_name():
    index = world(colleague("e1", name="Mette Holm"))
    assert employee_name(index, "e1") == "Mette Holm"
    assert workplace_name(index, "vej") == "Vej og Park"


def test_what_the_index_does_not_know_stands_for_itself():
    index = world()
    for name in (skill_label, profession_label, workplace_name, employee_name):
        assert name(index, "gone") == "gone"
