"""Each benchmark that needs a server runs on a real one at a small size and gives the figures it promises."""

import pytest

from bench import (
    cypher,
    erasing,
    following,
    given,
    http,
    indexing,
    judgements,
    loading,
    pages,
    sources,
    timing,
)
from graph.store import GraphStore
from harness import servers

SMALL = 120

pytestmark = pytest.mark.server


def test_indexing_is_measured_from_memory_and_through_the_graph(graph: GraphStore) -> None:
    figures = indexing.measure(SMALL, store=graph)

    assert figures["employees"] == SMALL
    for name in ("index_build_s", "index_mb", "patch_1_p50_ms", "read_and_build_s", "refresh_100_p50_ms"):
        assert figures[name] > 0, name


def test_loading_is_compared_with_bare_statements(graph: GraphStore) -> None:
    figures = loading.measure(SMALL, store=graph)

    assert figures["rows"] > SMALL
    assert figures["load_ratio"] == pytest.approx(figures["bare_s"] / figures["load_s"])


def test_other_systems_are_loaded_once_and_the_second_time_nothing_is_written(graph: GraphStore) -> None:
    figures = sources.measure(SMALL, store=graph)

    for system in ("os2mo", "opus", "sd", "plan2learn"):
        assert figures[f"{system}_s"] > 0
        assert figures[f"{system}_unchanged_s"] > 0


@pytest.mark.parametrize("each_graph", [servers.NEO4J_NAME], indirect=True)
def test_the_ranking_as_cypher_gives_the_scores_of_the_index(each_graph: GraphStore) -> None:
    figures = cypher.measure(SMALL, store=each_graph, count=3)

    assert figures["cypher_p50_ms"] > 0
    assert figures["cypher_ratio"] > 0


def test_the_service_is_asked_over_http_beside_an_empty_one() -> None:
    figures = http.measure(SMALL, rounds=1, seconds=0.3)

    assert figures["match_bytes"] > 1000
    for name in ("match_p50_ms", "match_text_p50_ms", "link_p50_ms", "empty_per_s", "match_per_s"):
        assert figures[name] > 0, name


def test_judged_texts_are_asked_as_the_product_asks_them() -> None:
    text = next(each for each in judgements.read() if each.half == "dev" and each.kind == "regular")
    answered = given.ask([text], employees=SMALL)[text.id]

    assert set(answered.needed) <= set(answered.skills)
    assert answered.people
    assert {skill for seat in answered.seats for skill in seat} <= set(answered.skills)


def test_every_page_is_timed_as_the_roles_read_it(graph: GraphStore) -> None:
    figures = pages.measure(SMALL, store=graph, tasks=2)

    for name in ("start", "tasks", "own", "overview", "fairness", "answer", "teams"):
        assert figures[f"{name}_p95_ms"] > 0, name


def test_a_404_about_somebody_hidden_is_timed_beside_one_about_nobody(graph: GraphStore) -> None:
    figures = timing.measure(graph, rounds=2)

    for name in timing.ROUTES:
        assert figures[f"{name}_there_p50_ms"] > 0
        assert 0 <= figures[f"{name}_tells"] <= 1


def test_looks_at_the_change_number_and_at_a_session_are_timed(graph: GraphStore) -> None:
    figures = following.measure(graph, looks=2)

    assert figures["look_p50_ms"] > 0
    assert figures["session_p50_ms"] > 0


def test_erasing_is_timed_until_no_question_finds_them(graph: GraphStore) -> None:
    figures = erasing.measure(graph, SMALL, erased=2)

    assert figures["erased"] == 2
    assert 0 < figures["erased_p50_s"] <= figures["erased_max_s"]
