"""OS2mo's own fixtures, where a folder with them is named: real units, with invented people in them."""

from pathlib import Path

import pytest

from harness.os2mo import served
from harness.os2mo_fixtures import FOLDER, kolding
from service.hr.intake import take_in
from service.hr.os2mo.client import Os2mo
from service.hr.os2mo.reading import read_os2mo
from service.hr.schemas import EMPLOYEES, WORKPLACES
from tests.service.hr.conftest import CLOCK, TITLES

pytestmark = pytest.mark.skipif(not FOLDER, reason="TVAERS_TEST_OS2MO names no folder with OS2mo's fixtures")


def test_every_unit_of_the_fixtures_is_read_and_lies_in_one_tree_or_the_other():
    organisation = kolding(Path(FOLDER), people=200)
    with served(organisation) as server:
        sources = read_os2mo(Os2mo(server.access), zone=CLOCK.zone, progress=lambda done, total: None)
    intakes = {kind: take_in(each, kind, clock=CLOCK, titles=TITLES) for kind, each in sources.items()}
    assert not [reject for each in intakes.values() for reject in each.rejects]
    units = {entry.values["id"]: entry.values for entry in intakes[WORKPLACES].entries}
    assert units.keys() == organisation.units.keys()
    above = {row["part_of"] for row in units.values() if "part_of" in row}
    assert above <= units.keys()
    assert len(intakes[EMPLOYEES].entries) == 200
    assert {entry.values["profession"] for entry in intakes[EMPLOYEES].entries} >= {
        "Skolepsykolog",
        "Lærer/Overlærer",
    }
