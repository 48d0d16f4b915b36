"""A human decides: whom nobody recommended, a lead chooses for a reason, which is written down."""

from collections.abc import Sequence

from graph.audit.chain import Part
from graph.errors import NotFound
from matching.invitation import Choice
from service.errors import FieldsRefused
from service.use_cases.recording import Recording

NEEDS_REASON = "Say why: no recommendation of yours that you name suggested all of them."
NEEDS_WORDS = "Say it in your own words."
NO_RECOMMENDATION = "There is no such recommendation of yours."


def chosen(
    recording: Recording,
    employees: Sequence[str],
    *,
    task: str,
    recommendation: str,
    chosen_for: Choice | None,
    chosen_note: str,
) -> None:
    """Write down whom somebody chose for a task and why.

    Raises FieldsRefused where a reason is missing: for whom the recommendation didn't suggest, and in words
    where it is another one; NotRecorded, GraphUnavailable.
    """
    suggested = _suggested(recording, recommendation) if recommendation else frozenset()
    outside = [id for id in employees if id not in suggested]
    if outside and chosen_for is None:
        raise FieldsRefused([(("chosen_for",), NEEDS_REASON)])
    if chosen_for is Choice.OTHER and not chosen_note:
        raise FieldsRefused([(("chosen_note",), NEEDS_WORDS)])
    recording.chosen(
        employees,
        outside=outside,
        task=task,
        recommendation=recommendation,
        reason=chosen_for,
        noted=bool(chosen_note),
    )


def _suggested(recording: Recording, recommendation: str) -> frozenset[str]:
    """Whom a recommendation suggested to who chooses now. Raises FieldsRefused where it is none of theirs."""
    try:
        line = recording.record.find(recommendation)
    except NotFound:
        line = None
    if line is None or line.actor != recording.identity.signature:
        raise FieldsRefused([(("recommendation",), NO_RECOMMENDATION)])
    return frozenset(each.id for each in line.people if each.part is Part.SUGGESTED)
