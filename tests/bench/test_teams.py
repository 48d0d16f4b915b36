import pytest

from bench import teams

pytestmark = pytest.mark.slow


def test_teams_are_measured_against_proven_ones() -> None:
    figures = teams.measure(600, demo_employees=300, count=10)

    assert figures["tasks"] == figures["proven_tasks"] == 10
    assert figures["gap_max_pct"] < 1e-4
    assert 0 < figures["assemble_p50_ms"] <= figures["assemble_p95_ms"]
    assert figures["greedy_gap_mean_pct"] >= 0
    assert figures["rarest_first_gap_mean_pct"] > figures["greedy_gap_mean_pct"]


def test_the_demos_own_tasks_are_asked_the_products_way() -> None:
    figures = teams.demo(300, count=10, time_limit_s=4.0)

    assert figures["tasks"] == figures["proven_tasks"] == 10
    assert figures["gap_max_pct"] < 1e-4
    assert 0 <= figures["asking_too_much_tasks"] <= 10
    assert figures["rarest_first_gap_mean_pct"] > figures["greedy_gap_mean_pct"] >= 0
    assert 0 < figures["answer_p50_ms"] <= figures["answer_p95_ms"]
    assert 0 < figures["listed_share"] <= 1
    assert figures["listed_lost_mean_points"] <= figures["listed_lost_max_points"]
