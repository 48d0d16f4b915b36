"""A lead chooses whom they want, and says why where no recommendation of theirs had them."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from graph.audit.chain import Entry, Kind, Part
from harness.recording import Lines
from matching.invitation import Choice
from service.errors import FieldsRefused
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.choosing import Reason, chosen
from service.use_cases.recording import Recording

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def recommending(*suggested: str, to: str = "lead") -> tuple[Recording, str]:
    """What a lead's choices are written to, after an answer to somebody, and the answer's id."""
    lines = Lines()
    people = ((to, Part.ACTOR), *((id, Part.SUGGESTED) for id in suggested), ("seen", Part.NAMED))
    answer = lines.add(Entry(kind=Kind.ANSWER, at=AT, people=people, said={}))
    lead = Identity(subject="lead", roles=frozenset({Role.LEAD}))
    return Recording(record=lines, identity=lead, at=AT), answer


def choose(recording: Recording, *employees: str, **why: Any) -> None:
    chosen(recording, employees, task="t1", why=Reason(**why))


def refused(recording: Recording, *employees: str, **why: Any) -> str:
    """The field that is refused."""
    with pytest.raises(FieldsRefused) as caught:
        choose(recording, *employees, **why)
    assert len(recording.record.lines) == 1  # type: ignore[attr-defined]
    return str(caught.value.fields[0][0][0])


def test_whom_a_recommendation_suggested_is_chosen_without_a_reason_or_with_one() -> None:
    recording, answer = recommending("anna", "bo")
    choose(recording, "anna", "bo", recommendation=answer)
    choose(recording, "anna", recommendation=answer, chosen_for=Choice.KNOWN_WORK)


@pytest.mark.parametrize("employees", [("carl",), ("anna", "carl"), ("seen",), ("lead",)])
def test_for_whoever_it_did_not_suggest_a_reason_is_needed(employees: tuple[str, ...]) -> None:
    recording, answer = recommending("anna", "bo")
    assert refused(recording, *employees, recommendation=answer) == "chosen_for"
    choose(recording, *employees, recommendation=answer, chosen_for=Choice.POINTED_OUT)


def test_without_a_recommendation_a_reason_is_needed() -> None:
    recording, _ = recommending("anna")
    assert refused(recording, "anna") == "chosen_for"
    choose(recording, "anna", chosen_for=Choice.EARLIER_WORK)


def test_another_reason_needs_words() -> None:
    recording, _ = recommending()
    assert refused(recording, "anna", chosen_for=Choice.OTHER) == "chosen_note"
    choose(recording, "anna", chosen_for=Choice.OTHER, chosen_note="Kender stedet")


def test_what_was_recommended_to_somebody_else_is_no_recommendation_of_theirs() -> None:
    recording, answer = recommending("anna", to="another")
    why = {"chosen_for": Choice.KNOWN_WORK}
    assert refused(recording, "anna", recommendation=answer, **why) == "recommendation"
    assert refused(recording, "anna", recommendation="0" * 64, **why) == "recommendation"


def test_the_choice_is_recorded_with_the_reason_and_without_its_words() -> None:
    recording, answer = recommending("anna")
    choose(
        recording, "anna", "carl", recommendation=answer, chosen_for=Choice.OTHER, chosen_note="Kender stedet"
    )
    line = recording.record.lines[1]  # type: ignore[attr-defined]
    said = orjson.loads(line.said)
    assert (line.kind, [each.id for each in line.people]) == (Kind.CHOICE, ["lead", "anna", "carl"])
    assert said == {
        "who": [1, 2],
        "outside": [2],
        "task": "t1",
        "recommendation": answer,
        "reason": "other",
        "noted": True,
    }
