"""An audit says what it did: all well only where every package was looked up."""

import json
from typing import Any

import pytest

from harness.audit import Audit

GOOD = {"name": "flask", "version": "3.1.3", "vulns": []}
BAD = {"name": "rich", "version": "1.0", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}
UNKNOWN = {"name": "neo4j", "skip_reason": "not found"}


def report(*dependencies: dict[str, Any]) -> Audit:
    return Audit.read(json.dumps({"dependencies": dependencies, "fixes": []}))


@pytest.mark.parametrize("may_be_away", [True, False])
def test_all_looked_up_and_nothing_known_is_well_and_says_how_many(may_be_away: bool) -> None:
    assert report(GOOD, GOOD).verdict(may_be_away=may_be_away) == (
        0,
        "2 packages looked up, none known to be vulnerable",
    )


@pytest.mark.parametrize("may_be_away", [True, False])
def test_what_is_vulnerable_fails_with_its_numbers_even_where_others_were_not_looked_up(
    may_be_away: bool,
) -> None:
    code, said = report(GOOD, UNKNOWN, BAD).verdict(may_be_away=may_be_away)
    assert code == 1
    assert "rich 1.0: PYSEC-1, PYSEC-2" in said


@pytest.mark.parametrize("may_be_away", [True, False])
def test_a_package_that_was_not_looked_up_fails(may_be_away: bool) -> None:
    code, said = report(GOOD, UNKNOWN).verdict(may_be_away=may_be_away)
    assert code == 1
    assert "neo4j" in said


@pytest.mark.parametrize("audit", [report(UNKNOWN, UNKNOWN), report(), Audit.read("")])
def test_nothing_looked_up_is_said_plainly_and_passes_only_where_that_is_allowed(audit: Audit) -> None:
    code, said = audit.verdict(may_be_away=False)
    assert (code, said.split(":")[0]) == (1, "AUDIT SKIPPED")
    assert audit.verdict(may_be_away=True) == (0, said)
