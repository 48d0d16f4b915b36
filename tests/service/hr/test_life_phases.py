from pathlib import Path

import pytest

from matching.model import LifePhase
from service.hr.life_phases import LifePhases, UnusableLifePhases, phases_cell, read_life_phases
from tests.service.hr.conftest import CLOCK, TITLES

CHILDHOOD, SCHOOL, LATE = LifePhase.CHILDHOOD, LifePhase.SCHOOL, LifePhase.LATE


@pytest.fixture
def read(tmp_path):
    def read(text):
        (tmp_path / "kle.csv").write_text(text, "utf-8")
        return read_life_phases(tmp_path / "kle.csv", clock=CLOCK, titles=TITLES)

    return read


def test_the_longest_beginning_decides_and_an_empty_cell_says_none(read):
    table = read("kle;livsfaser\n17;skolelivet\n17.05;børnelivet|skolelivet\n17.05.01;\n")
    assert table.of(["17.01.00"]) == (SCHOOL,)
    assert table.of(["17.05.02"]) == (CHILDHOOD, SCHOOL)
    assert table.of(["17.05.01"]) == ()
    assert table.of(["18.05.01"]) == ()


def test_several_numbers_serve_all_their_phases_in_the_order_of_a_life():
    table = LifePhases({"29": (LATE,), "28": (CHILDHOOD,)})
    assert table.of(["29.01.00", "28.03.01"]) == (CHILDHOOD, LATE)


@pytest.mark.parametrize("row", ["17.2;skolelivet", "17,02;skolelivet", "17;skolen"])
def test_a_row_that_cannot_be_read_stops_it_and_says_where(read, row):
    with pytest.raises(UnusableLifePhases, match=r"kle\.csv, linje 2"):
        read(f"kle;livsfaser\n{row}\n")


def test_the_cell_has_words_that_the_intake_reads():
    assert phases_cell((CHILDHOOD, LATE)) == "børnelivet|den sidste del af livet"


def test_the_example_can_be_used_as_it_is():
    example = Path(__file__).parents[3] / "docs/examples/kle-livsfaser.csv"
    table = read_life_phases(example, clock=CLOCK, titles=TITLES)
    assert table.of(["17.01.00"]) == (SCHOOL,)
    assert table.of(["27.42.05"]) == (LATE,)
    assert {phase for phases in table.by_number.values() for phase in phases} == set(LifePhase)
