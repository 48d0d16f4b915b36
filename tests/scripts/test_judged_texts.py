import json

import pytest

from matching.learning.link_fitting import JudgedText
from scripts.judged_texts import UnreadableText, read_judged_texts

ANY = {"id": "a-02", "text": "ny sti"}
BOTH_NEEDS = (frozenset({"a", "b"}), frozenset({"c"}))


def read(path, *lines, even_only=False):
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return list(read_judged_texts([path], even_only=even_only))


@pytest.mark.parametrize(
    ("told", "needs", "skills"),
    [
        ({"skills": ["a"]}, (frozenset({"a"}),), {"a"}),
        ({"expected": [["a", "b"], ["c"]]}, BOTH_NEEDS, {"a", "b", "c"}),
        ({"expected": [{"skills": ["a", "b"]}, {"skills": ["c"]}], "fits": ["d"]}, BOTH_NEEDS, set("abcd")),
    ],
)
def test_needs_are_met_by_any_of_their_skills(tmp_path, told, needs, skills):
    assert read(tmp_path / "x", ANY | told) == [JudgedText("ny sti", frozenset(skills), needs)]


def test_of_what_needs_nothing_no_skill_is_right(tmp_path):
    (judged,) = read(tmp_path / "x", ANY | {"expected": []})
    assert judged.skills == frozenset()


def test_only_even_numbers_where_the_rest_is_the_test(tmp_path):
    lines = [{"id": f"a-{number:02}", "text": str(number), "skills": ["a"]} for number in range(7)]
    assert [each.text for each in read(tmp_path / "x", *lines, even_only=True)] == ["0", "2", "4", "6"]


@pytest.mark.parametrize("line", [[], {"text": "x"}, {"skills": ["a"]}, {"text": "x", "skills": 3}])
def test_a_line_that_is_no_judged_text_is_named(tmp_path, line):
    with pytest.raises(UnreadableText, match="linje 2"):
        read(tmp_path / "x", ANY | {"skills": ["a"]}, line)
