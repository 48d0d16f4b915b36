"""What a system's export says, as the intake of HR's rows reads it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from service.hr.intake import Intake, take_in
from service.hr.schemas import FileKind
from service.hr.source import Source
from tests.service.hr.conftest import CLOCK, TITLES

TakenIn = Callable[[Mapping[FileKind, Source]], dict[FileKind, Intake]]


@pytest.fixture
def taken_in() -> TakenIn:
    """The intake of each source."""
    return lambda sources: {
        kind: take_in(each, kind, clock=CLOCK, titles=TITLES) for kind, each in sources.items()
    }


def values(intake: Intake) -> dict[str, dict[str, Any]]:
    """The values of the good rows, by the id of the row."""
    return {entry.row: entry.values for entry in intake.entries}
