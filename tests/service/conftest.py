"""What the service keeps beside its graph ends with each test, as the graph does."""

from collections.abc import Iterator
from shutil import rmtree

import pytest

from tests.service.fakes import settings

ERASED = settings().erased_folder


@pytest.fixture(autouse=True)
def nobody_is_remembered_as_erased() -> Iterator[None]:
    """Whom a test erased may be somebody else in the next."""
    yield
    rmtree(ERASED, ignore_errors=True)
