import json

import pytest

from graph.vocabulary.esco import known_only, read_catalogue
from graph.vocabulary.task_examples import read_task_examples
from harness.factories import TODAY, fill, learned_linking, task
from matching.language.link_model import LinkModel
from matching.learning.link_fitting import FEWEST
from matching.model import Requirement
from scripts import learn_linking
from scripts.command_line import DONE, FAILED

EXAMPLES = read_task_examples()
FEW_EXAMPLES = EXAMPLES[::33]
"""Instead of all that ship, so that reading them is brief."""


@pytest.fixture(autouse=True)
def few_examples(monkeypatch):
    monkeypatch.setattr(learn_linking, "read_task_examples", lambda: FEW_EXAMPLES)


@pytest.fixture
def catalogue(graph):
    read = read_catalogue()
    graph.loading.apply(graph.loading.plan_skills(known_only(read.skills, read.professions).skills))


@pytest.fixture
def own_tasks(graph, catalogue):
    """Half as many again as it takes, all put like some example."""
    own = EXAMPLES[1::30][: FEWEST * 3 // 2]
    tasks = [
        task(
            f"Opgave {number}",
            description=each.text,
            requires=[Requirement(skill=id) for id in sorted(each.skills)],
            closed_on=TODAY,
        )
        for number, each in enumerate(own)
    ]
    fill(graph, *tasks)
    return tasks


def judged(path, texts):
    lines = [
        {"id": f"x-{number:03}", "text": each.text, "expected": [[id] for id in each.skills]}
        for number, each in enumerate(texts)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_too_few_own_tasks_and_texts_are_said(tvaers_on_graph):
    outcome = tvaers_on_graph("learn-linking", "--apply")
    assert outcome.code == FAILED
    assert f"mindst være {FEWEST}" in outcome.said


def test_texts_whose_skills_nobody_knows_are_too_few(tvaers_on_graph, tmp_path):
    texts = judged(tmp_path / "texts.jsonl", EXAMPLES[:FEWEST])
    outcome = tvaers_on_graph("learn-linking", "--texts", texts)
    assert (outcome.code, "Der er 0 " in outcome.said) == (FAILED, True)


def test_own_tasks_teach_and_without_apply_nothing_is_written(tvaers_on_graph, graph, own_tasks, tmp_path):
    card, out = tmp_path / "kort.md", tmp_path / "model.json"
    number = graph.changes.number()
    outcome = tvaers_on_graph("learn-linking", "--card", card, "--out", out)
    assert (outcome.code, graph.link_models.all(), graph.changes.number()) == (DONE, [], number)
    assert "egne opgaver" in outcome.said

    model = LinkModel.read(out.read_text(encoding="utf-8"))
    assert model.learned_from == {"examples": len(FEW_EXAMPLES), "own": len(own_tasks), "judged": 0}
    assert "ikke gemt" in card.read_text(encoding="utf-8")


@pytest.mark.usefixtures("catalogue")
def test_one_half_of_judged_texts_can_be_kept_for_the_test(tvaers_on_graph, tmp_path):
    texts, out = judged(tmp_path / "texts.jsonl", EXAMPLES[1::20][: 3 * FEWEST]), tmp_path / "model.json"
    asked = ("learn-linking", "--texts", texts, "--half", "dev", "--out", out)
    assert tvaers_on_graph(*asked).code == DONE
    first = out.read_text(encoding="utf-8")
    assert LinkModel.read(first).learned_from["judged"] == FEWEST * 3 // 2

    assert tvaers_on_graph(*asked).code == DONE
    assert out.read_text(encoding="utf-8") == first, "the same texts and seed give the same model"


def test_a_line_that_is_no_judged_text_is_named(tvaers_on_graph, tmp_path):
    texts = judged(tmp_path / "texts.jsonl", EXAMPLES[:2])
    texts.write_text(texts.read_text(encoding="utf-8") + '\n{"text": "x"}', encoding="utf-8")
    outcome = tvaers_on_graph("learn-linking", "--texts", texts)
    assert (outcome.code, "Linje 3" in outcome.said) == (FAILED, True)


def test_what_is_better_is_kept_and_can_be_left_again(tvaers_on_graph, graph, monkeypatch, tmp_path):
    monkeypatch.setattr(learn_linking, "learned_from", lambda *_, **__: learned_linking())
    card = tmp_path / "kort.md"
    assert "Intet er skrevet" in tvaers_on_graph("learn-linking").said
    assert "bruges som version 1" in tvaers_on_graph("learn-linking", "--apply", "--card", card).said
    assert graph.link_models.in_use() == learned_linking().model
    assert "version 1\n" in card.read_text(encoding="utf-8")

    assert tvaers_on_graph("learn-linking", "--use", "shipped").code == DONE
    assert graph.link_models.in_use() != learned_linking().model
    assert tvaers_on_graph("learn-linking", "--use", "7").code == FAILED
    assert "egne opgaver +10.0" in tvaers_on_graph("learn-linking", "--list").said
