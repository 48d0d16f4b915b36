"""The shipped examples keep to the catalogue, also after somebody edited either in a spreadsheet."""

import csv
import re
from collections import Counter
from importlib.resources import files

from graph.vocabulary.esco import read_catalogue
from graph.vocabulary.task_examples import read_task_examples
from matching.model import SkillKind

SKILLS = {skill.id: skill for skill in read_catalogue().skills if skill.kind is not SkillKind.GROUP}
# Fewer say too little of what belongs together.
FEWEST_SKILLS = 3
# Fewer tell the linker one way of saying it.
FEWEST_EXAMPLES = 3


def test_examples_ask_for_skills_of_the_catalogue() -> None:
    unknown = {skill for example in read_task_examples() for skill in example.skills} - SKILLS.keys()
    assert sorted(unknown) == []


def test_every_example_asks_for_several_different_skills() -> None:
    def odd(skills: tuple[str, ...]) -> bool:
        return len(skills) < FEWEST_SKILLS or len(set(skills)) < len(skills)

    assert [example.text for example in read_task_examples() if odd(example.skills)] == []


def test_every_skill_is_asked_for_by_several_examples() -> None:
    asked = Counter(skill for example in read_task_examples() for skill in example.skills)
    assert [skill.label_da for skill in SKILLS.values() if asked[skill.id] < FEWEST_EXAMPLES] == []


def test_no_text_comes_twice_and_none_has_a_personal_number() -> None:
    texts = [example.text for example in read_task_examples()]
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert [text for text in texts if re.search(r"\d{6}-?\d{4}", text)] == []


def test_the_labels_beside_the_uris_are_the_preferred_ones() -> None:
    with (files("graph.vocabulary") / "catalogue" / "taskExamples_da.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        found = [(row["skillLabels"].split("\n"), row["skillUris"].split()) for row in csv.DictReader(file)]
    stale = [labels for labels, uris in found if labels != [SKILLS[uri].label_da for uri in uris]]
    assert stale == []
