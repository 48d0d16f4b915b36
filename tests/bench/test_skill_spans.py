"""What people marked in job advertisements is read as they marked it and compared with the linker's."""

from pathlib import Path

from bench.skill_spans import figures, groups_of, read_phrases, read_sentences
from matching.language.linking import SkillLinker
from matching.model import Skill, SkillKind

TOKENS = (
    ("Du", "O", "O"),
    ("", "", ""),
    ("kan", "O", "O"),
    ("undervise", "B-Skill", "O"),
    ("børn", "I-Skill", "O"),
    ("i", "O", "O"),
    ("matematik", "O", "B-Knowledge"),
    ("", "", ""),
)
SKILLS = [
    Skill(id="S1.1", label_da="formidling", kind=SkillKind.GROUP),
    Skill(id="teaching", label_da="undervise børn", broader=("S1.1",)),
    Skill(id="driving", label_da="køre lastbil"),
]


def test_tokens_become_a_sentence_with_the_places_that_were_marked(tmp_path: Path) -> None:
    first, second = read_sentences(written(tmp_path) / "train.conll")
    assert (first.text, first.marked) == ("Du", ())
    assert second.text == "kan undervise børn i matematik"
    assert [second.text[start:end] for start, end in second.marked] == ["undervise børn", "matematik"]


def test_phrases_come_with_their_group(tmp_path: Path) -> None:
    assert list(read_phrases(written(tmp_path) / "train.tsv")) == [("undervise børn", "S1"), ("humor", "A1")]


def test_a_skill_lies_in_the_groups_above_it(tmp_path: Path) -> None:
    groups = groups_of(SKILLS, written(tmp_path))
    assert groups["teaching"] == {"S1"}
    assert groups["driving"] == set()


def test_places_and_groups_are_counted_without_attitudes(tmp_path: Path) -> None:
    directory = written(tmp_path)
    found = figures(SkillLinker().fit(SKILLS), SKILLS, codes=directory, kompetencer=directory)
    assert found == {
        "sentences": 2,
        "spans": 2,
        "span_recall": 0.5,
        "sure_spans": 2,
        "sure_span_precision": 1.0,
        "phrases": 1,
        "phrase_group_hit1": 1.0,
        "phrase_group_hit10": 1.0,
    }


def written(directory: Path) -> Path:
    (directory / "train.conll").write_text(
        "".join("\t".join(token) + "\n" for token in TOKENS), encoding="utf-8"
    )
    (directory / "train.tsv").write_text("undervise børn\tS1\nhumor\tA1\n", encoding="utf-8")
    (directory / "skillGroups_en.csv").write_text("conceptUri,code\nS1.1,S1.1\n", encoding="utf-8")
    return directory
