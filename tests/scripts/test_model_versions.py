from dataclasses import replace

import pytest
from rich.console import Console

from graph.store import GraphStore
from harness.factories import learned_linking
from scripts.command_line import DONE, FAILED
from scripts.model_versions import keep, use


@pytest.fixture
def console() -> Console:
    return Console(record=True, width=200)


@pytest.fixture
def models(graph: GraphStore):
    return graph.link_models


def test_what_is_better_is_kept_and_used_only_when_it_is_to_be(console, models) -> None:
    better = learned_linking()
    assert keep(console, models, better, worse=[], apply=False) is None
    assert models.all() == []

    assert keep(console, models, better, worse=[], apply=True) == "1"
    assert models.in_use() == better.model
    assert "bruges som version 1" in console.export_text()


def test_what_is_not_better_is_never_kept_and_it_is_said_in_what_it_is_worse(console, models) -> None:
    no_better = replace(learned_linking(), comparisons=(), replaced="3")
    assert keep(console, models, no_better, worse=["egne opgaver"], apply=True) is None
    assert models.all() == []
    assert "version 3, som fortsat bruges (sikkert dårligere: egne opgaver)" in console.export_text()


def test_an_earlier_version_is_used_and_who_names_none_reads_which_there_are(console, models) -> None:
    keep(console, models, learned_linking(), worse=[], apply=True)
    assert use(console, models, "shipped", known=list) == DONE
    assert models.in_use() != learned_linking().model
    assert use(console, models, "7", known=lambda: ["shipped", "1"]) == FAILED
    assert "Der er ingen version 7. Vælg mellem: shipped, 1." in console.export_text()
