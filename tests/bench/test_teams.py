from bench import teams


def test_teams_are_measured_against_proven_ones() -> None:
    figures = teams.measure(600, count=10)

    assert figures["tasks"] == figures["proven_tasks"] == 10
    assert figures["gap_max_pct"] < 1e-4
    assert 0 < figures["assemble_p50_ms"] <= figures["assemble_p95_ms"]
    assert figures["greedy_gap_mean_pct"] >= 0
    assert figures["rarest_first_gap_mean_pct"] > figures["greedy_gap_mean_pct"]
