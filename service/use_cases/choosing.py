"""A human decides: whom nobody recommended, a lead chooses for a reason, which is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.audit.chain import Part
from graph.errors import NotFound
from matching.invitation import Choice
from service.errors import FieldsRefused
from service.use_cases.recording import Recording

NEEDS_REASON = "Say why: no recommendation of yours that you name suggested all of them."
NEEDS_WORDS = "Say it in your own words."
NO_RECOMMENDATION = "There is no such recommendation of yours."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why somebody is chosen: a `recommendation` (its id), a word for it, and a note that they read."""

    recommendation: str = ""
    chosen_for: Choice | None = None
    chosen_note: str = ""

    def as_terms(self) -> dict[str, Any]:
        """The same by the names of `Invitation`."""
        return {
            "recommendation": self.recommendation,
            "chosen_for": self.chosen_for,
            "chosen_note": self.chosen_note,
        }


def chosen(recording: Recording, employees: Sequence[str], *, task: str, why: Reason) -> None:
    """Write down whom somebody chose for a task and why.

    Raises FieldsRefused where a reason is missing: for whom the recommendation didn't suggest, and in words
    where it is another one; NotRecorded, GraphUnavailable.
    """
    outside = unsuggested(recording, employees, why.recommendation)
    if missing := missing_reason(why, outside):
        raise FieldsRefused([missing])
    recording.chosen(
        employees,
        outside=outside,
        task=task,
        recommendation=why.recommendation,
        reason=why.chosen_for,
        noted=bool(why.chosen_note),
    )


def missing_reason(why: Reason, outside: Sequence[str]) -> tuple[tuple[str, ...], str] | None:
    """Which field of a reason is missing and why it is needed, where some were `outside`."""
    if outside and why.chosen_for is None:
        return ("chosen_for",), NEEDS_REASON
    if why.chosen_for is Choice.OTHER and not why.chosen_note:
        return ("chosen_note",), NEEDS_WORDS
    return None


def unsuggested(recording: Recording, employees: Sequence[str], recommendation: str) -> list[str]:
    """Those whom a recommendation of who chooses didn't suggest; all where there is none.

    Raises FieldsRefused where it is none of theirs.
    """
    suggested = _suggested(recording, recommendation) if recommendation else frozenset()
    return [id for id in employees if id not in suggested]


def _suggested(recording: Recording, recommendation: str) -> frozenset[str]:
    """Whom a recommendation suggested to who chooses now. Raises FieldsRefused where it is none of theirs."""
    try:
        line = recording.record.find(recommendation)
    except NotFound:
        line = None
    if line is None or line.actor != recording.identity.signature:
        raise FieldsRefused([(("recommendation",), NO_RECOMMENDATION)])
    return frozenset(each.id for each in line.people if each.part is Part.SUGGESTED)
