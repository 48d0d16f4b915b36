"""An OS2mo whose organisation a test makes."""

from collections.abc import Iterator

import pytest

from harness.os2mo import Organisation, Os2moServer, served
from service.hr.os2mo.client import Os2mo


@pytest.fixture
def organisation() -> Organisation:
    return Organisation()


@pytest.fixture
def server(organisation: Organisation) -> Iterator[Os2moServer]:
    with served(organisation) as server:
        yield server


@pytest.fixture
def os2mo(server: Os2moServer) -> Os2mo:
    return Os2mo(server.access, pauses=(0.0, 0.0))
