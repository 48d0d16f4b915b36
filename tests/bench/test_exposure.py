import pytest

from bench import exposure

pytestmark = pytest.mark.slow


def test_exposure_spreads_suggestions_over_more_people() -> None:
    figures = exposure.measure(500, count=60)

    for name in ("teams", "lists"):
        assert figures[f"{name}_on_busiest_5_pct"] < figures[f"{name}_off_busiest_5_pct"]
        assert figures[f"{name}_on_people"] > figures[f"{name}_off_people"]
        assert 0 < figures[f"{name}_on_coverage_pct"] <= 100
