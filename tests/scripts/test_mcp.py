"""`tvaers mcp` starts nothing where the extra or the address is missing, and says what to do."""

import sys

import pytest

from scripts.command_line import FAILED
from tests.scripts.conftest import Run


def test_a_house_without_the_extra_is_told_which_to_install(
    tvaers: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)

    outcome = tvaers("mcp")

    assert outcome.code == FAILED
    assert 'pip install "tvaers[mcp]"' in outcome.said


def test_without_an_address_nobody_is_asked(tvaers: Run) -> None:
    outcome = tvaers("mcp")

    assert outcome.code == FAILED
    assert "TVAERS_MCP_ADDRESS" in outcome.said
