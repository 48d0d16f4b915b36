"""Each benchmark that needs no server runs at a small size and gives the figures it promises."""

import json
from pathlib import Path

import pytest

from bench import linking, organisation, quality, ranking, recording
from bench.municipality import made
from bench.team_queries import SETTINGS


@pytest.mark.slow
def test_ranking_is_measured_in_milliseconds() -> None:
    figures = ranking.measure(400, count=30)

    assert figures["employees"] == 400
    assert 0 < float(figures["rank_p50_ms"]) <= float(figures["rank_p95_ms"])
    assert float(figures["shortlist_p50_ms"]) > 0


@pytest.mark.slow
def test_the_whole_organisation_is_measured_part_by_part() -> None:
    figures = organisation.measure(400)

    assert figures["balances_found"] > 0
    assert figures["bridges_found"] > 0
    assert figures["picture_s"] >= figures["workplaces_s"] > 0


@pytest.mark.slow
def test_linking_is_measured_and_judged() -> None:
    figures = linking.measure(made(400).skills, [])

    assert figures["judged_texts"] == 150
    assert 0 < float(figures["judged_test_recall10"]) <= 1
    assert float(figures["link_p50_ms"]) > 0


@pytest.mark.slow
def test_what_recording_costs_is_measured_and_the_record_holds() -> None:
    figures = recording.measure(50)

    assert figures["lines"] == 50
    assert 0 < float(figures["write_p50_ms"]) <= float(figures["write_p95_ms"])
    assert float(figures["shipped_per_s"]) > 0


def data_set(path: Path, *, terms: bool) -> Path:
    """Two houses that go on with what they do: one with noise, the other with grief."""
    topics = (("noise", ("a", "b", "c", "d")), ("grief", ("x", "y", "z", "w")))
    lines = [
        {
            "t": 2000 + year,
            "skills": [topic],
            "members": list(people[:2] if year % 5 else people[2:]),
            **({"terms": [topic, "project"], "workplaces": ["w1", "w2"]} if terms else {}),
        }
        for year in range(20)
        for topic, people in topics
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("terms", [True, False])
def test_quality_gives_every_setting_with_and_without_terms_and_workplaces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], terms: bool
) -> None:
    assert quality.main([str(data_set(tmp_path / "teams.jsonl", terms=terms)), "--json"]) == 0

    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    for setting in SETTINGS:
        assert {"ndcg10", "low", "high"} <= found[setting.name].keys()
    assert found["T1"]["ndcg10"] > found["T1"]["random"]["ndcg10"]


def test_a_bad_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "teams.jsonl"
    path.write_text('{"t": 2000, "members": ["a"]}\n{"t": 2001}\n', encoding="utf-8")

    assert quality.main([str(path)]) == 2
    assert "line 2" in capsys.readouterr().err
