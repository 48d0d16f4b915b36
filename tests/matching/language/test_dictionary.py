"""What a Danish part means in English is learned from labels in both languages."""

from harness.factories import skill
from matching.language.dictionary import PartDictionary
from matching.language.labels import LabelIndex

INDEX = LabelIndex().fit(
    [
        skill("male huse", english="paint houses"),
        skill("male broer", english="paint bridges"),
        skill("bygge huse", english="build houses"),
        skill("bygge broer", english="build bridges", alternatives=["anlægge viadukter"]),
        skill("sejlads"),
    ]
)
DICTIONARY = PartDictionary().fit(INDEX)


def translations(part: str) -> dict[str, float]:
    name_of = {number: name for name, number in INDEX.parts_.items()}
    found = DICTIONARY.translations(INDEX.parts_[part])
    return {name_of[number]: sure for number, sure in found}


def test_parts_that_only_meet_each_other_are_a_sure_pair() -> None:
    found = translations("da:male")
    assert max(found, key=found.__getitem__) == "en:paint"
    assert found["en:paint"] == 1.0


def test_what_meets_by_chance_is_less_sure() -> None:
    assert all(sure < 1 for part, sure in translations("da:male").items() if part != "en:paint")


def test_only_preferred_labels_are_compared() -> None:
    [alternative] = [n for n, label in enumerate(INDEX.labels_) if label.text == "anlægge viadukter"]
    assert [DICTIONARY.translations(part) for part in INDEX.bags_[alternative]] == [[], []]


def test_a_skill_without_a_label_in_both_languages_teaches_nothing() -> None:
    assert translations("da:sejlads") == {}


def test_a_dictionary_of_nothing_is_empty() -> None:
    empty = LabelIndex().fit([skill("sejlads")])
    assert PartDictionary().fit(empty).translations(0) == []
