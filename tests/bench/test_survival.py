"""Whatever is killed in the middle of writes and imports: nothing acknowledged is lost, nothing is half."""

import pytest

from bench import survival
from harness.java import Missing

SMALL = 120

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.mark.parametrize("victim", survival.VICTIMS)
def test_who_is_killed_comes_back_and_has_lost_nothing(victim: str) -> None:
    try:
        figures = survival.measure(victim, 1, employees=SMALL)
    except Missing as missing:
        pytest.skip(str(missing))

    assert (figures[f"{victim}_rounds"], figures[f"{victim}_lost"], figures[f"{victim}_half"]) == (1, 0, 0)
    assert figures[f"{victim}_acknowledged"] > 0
