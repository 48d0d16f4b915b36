"""A person is told from what acts and is none by the signature alone."""

import pytest

from graph.signatures import is_nobody


@pytest.mark.parametrize("nobody", ["system", "tool:hr", "command:erase", "service:erased"])
def test_what_acts_by_itself_is_nobody(nobody: str) -> None:
    assert is_nobody(nobody)


@pytest.mark.parametrize("person", ["104711", "emp-anna", "dpo", "systemansvarlig", "tool", ""])
def test_everybody_else_is_somebody(person: str) -> None:
    assert not is_nobody(person)
