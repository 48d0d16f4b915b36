"""The texts that a task is told from are of every kind, each once, and no test is among them."""

import json
from collections import Counter
from pathlib import Path

from graph.vocabulary.known_texts import read_known_texts
from graph.vocabulary.task_examples import read_task_examples
from matching.language.personal_numbers import holds_personal_number
from matching.language.understanding import REFUSED, Understanding

JUDGED = Path(__file__).parents[3] / "bench" / "judged" / "understanding.jsonl"


def test_every_kind_but_the_unclear_has_thirty_texts() -> None:
    kinds = Counter(each.kind for each in read_known_texts())
    assert set(kinds) == {Understanding.TASK, *REFUSED}
    assert min(kinds.values()) >= 30


def test_no_text_stands_twice_or_is_an_example_or_a_test() -> None:
    texts = [each.text for each in read_known_texts()]
    tests = {json.loads(line)["text"] for line in JUDGED.read_text(encoding="utf-8").splitlines()}
    assert len(set(texts)) == len(texts)
    assert tests.isdisjoint(texts)
    assert {each.text for each in read_task_examples()}.isdisjoint(texts)


def test_no_text_holds_a_personal_number() -> None:
    assert not any(holds_personal_number(each.text) for each in read_known_texts())
