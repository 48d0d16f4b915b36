from datetime import timedelta

import pytest

from harness.factories import TODAY, employee, fill, ranking_model, task
from matching.learning.backtest import FEWEST_TASKS
from scripts.command_line import DONE, FAILED

SKILLS = ("Støj", "Sorg", "Vej", "GIS", "Jura")
DOERS, SAYERS = ("Anna", "Bo", "Carl"), ("Xenia", "Yrsa", "Zita")


@pytest.fixture
def history(graph):
    """One task a week; those who solved it before solve it again, those who say they can do others.

    What is in use so far counts what people say they can, alone.
    """
    by = [DOERS[n % 3] for n in range(len(SKILLS))]
    tasks = [
        task(
            f"Opgave {n}",
            requires={(*SKILLS, "Andet")[n % 6]: 3},
            members=[[*by, SAYERS[n // 6 % 3]][n % 6]],
            closed_on=TODAY - timedelta(weeks=FEWEST_TASKS - n),
        )
        for n in range(FEWEST_TASKS)
    ]
    sayers = (employee(name, skills=dict.fromkeys(SKILLS, 5)) for name in SAYERS)
    fill(graph, *map(employee, DOERS), *sayers, *tasks)
    graph.ranking_models.add(ranking_model(skill=1.0))


def test_too_few_tasks_are_said(tvaers_on_graph):
    outcome = tvaers_on_graph("learn", "--apply")
    assert outcome.code == FAILED
    assert f"mindst være {FEWEST_TASKS}" in outcome.said


@pytest.mark.usefixtures("history")
def test_what_is_learned_is_shown_then_kept_and_can_be_left_again(tvaers_on_graph, graph, tmp_path):
    card = tmp_path / "modelkort.md"
    outcome = tvaers_on_graph("learn", "--card", card)
    assert (outcome.code, len(graph.ranking_models.all())) == (DONE, 1)
    assert "Intet er skrevet" in outcome.said
    assert "ikke gemt" in card.read_text(encoding="utf-8")

    assert "bruges som version 2" in tvaers_on_graph("learn", "--apply", "--card", card).said
    assert graph.ranking_models.weights().version == "2"
    text = card.read_text(encoding="utf-8")
    for weights in graph.ranking_models.weights().learned.values():
        for weight in weights.values():
            assert f"{weight:.2f}".replace(".", ",") in text
    assert "version 2\n" in text
    assert "aldrig til løn" in text

    assert "ikke bedre" in tvaers_on_graph("learn", "--apply").said
    assert len(graph.ranking_models.all()) == 2

    assert tvaers_on_graph("learn", "--use", "shipped").code == DONE
    assert graph.ranking_models.weights().version == "shipped"
    assert tvaers_on_graph("learn", "--use", "7").code == FAILED
    assert "ja" in tvaers_on_graph("learn", "--list").said
