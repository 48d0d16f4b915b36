"""Rows that read well and still make something that may not be, together with what the graph has: refused.

What may be is said in `matching.bounds`, and asked of the same check that writing asks.
"""

from typing import TypeVar

from graph.records.nodes import NodeType, check_bounds
from matching.bounds import MOST_OWNERS, MOST_REQUIREMENTS, OutOfBounds
from service.hr.intake import Entry, Intake

T = TypeVar("T")

_RESERVED = "id'et bruges af Tværs selv og kan ikke være en medarbejders"
_REASONS: dict[tuple[str | int, ...], tuple[str, str]] = {
    ("id",): ("id", _RESERVED),
    ("manager",): ("manager", _RESERVED),
    ("closed_on",): ("created_on", "opgaven er lukket, før den blev oprettet"),
    ("requirements",): ("essential_skills", f"opgaven har flere end {MOST_REQUIREMENTS} kompetencer"),
    ("owners",): ("owners", f"opgaven har flere end {MOST_OWNERS} arbejdspladser"),
}
"""Our own name of the column to mend, and why, for what can come of a row whose cells are all good."""
_OTHERWISE = "rækken giver en værdi, der ligger uden for det mulige"


def may_be(intake: Intake, entry: Entry, node_type: NodeType[T], before: T | None, after: T) -> bool:
    """Whether the graph takes what a row makes of an object; the row is refused if not."""
    try:
        check_bounds(node_type, before, after)
    except OutOfBounds as error:
        for fault in error.faults:
            name, reason = _REASONS.get(fault.place, (intake.kind.key, _OTHERWISE))
            column = intake.kind.column_of(name)
            intake.refuse(entry, column, reason=reason, fix=intake.kind.columns[column].metadata["fix"])
        return False
    return True
