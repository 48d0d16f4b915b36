"""Whatever is killed in the middle of writes and imports: nothing acknowledged is lost, nothing is half."""

import pytest

from bench import survival
from harness.java import Missing

SMALL = 120

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.mark.parametrize("victims", [survival.EMBEDDED, survival.OWN], ids=["embedded", "own"])
def test_who_is_killed_comes_back_and_has_lost_nothing(victims: tuple[str, ...]) -> None:
    try:
        figures = survival.measure(1, victims=victims, employees=SMALL)
    except Missing as missing:
        pytest.skip(str(missing))

    for victim in victims:
        told = (figures[f"{victim}_rounds"], figures[f"{victim}_lost"], figures[f"{victim}_half"])
        assert told == (1, 0, 0), victim
        assert figures[f"{victim}_acknowledged"] > 0, victim
