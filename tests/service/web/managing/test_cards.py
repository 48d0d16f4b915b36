"""What a manager reads of each invitation says how far it is, and what they can do."""

from datetime import date
from typing import Any

import pytest

from matching.invitation import ManagerAnswer
from matching.invitation_privacy import SeenByOthers, SeenState
from service.request.identity import Identity
from service.roles import Role
from service.web.managing.cards import Consulted, consultation_cards
from tests.service.web.municipality import app, index

TODAY = date(2026, 11, 23)
HEAD = Identity(subject="head", roles=frozenset({Role.HEAD}))


def cards(*found: SeenByOthers) -> list[Consulted]:
    with app().test_request_context():
        return consultation_cards(found, index(), identity=HEAD, today=TODAY)


def asked(state: SeenState = SeenState.ACCEPTED, **values: Any) -> SeenByOthers:
    return SeenByOthers(**{"id": "i", "task": "t", "employee": "e1", "state": state} | values)


@pytest.mark.parametrize(
    ("values", "words", "asks"),
    [
        (
            {"manager_by": date(2026, 11, 23)},
            "Venter på dit svar. Du kan svare til og med 23. november",
            True,
        ),
        (
            {"manager_by": date(2026, 11, 23), "manager_answer": ManagerAnswer.AGREES},
            "Du har svaret, at det passer",
            True,
        ),
        ({"manager_by": date(2026, 11, 22)}, "Fristen gik, uden at du svarede", False),
        ({}, "Har sagt ja. Du bliver kun orienteret", False),
        ({"state": SeenState.WITHDRAWN}, "Trukket tilbage", False),
    ],
)
def test_a_card_says_how_far_it_is(values: dict[str, Any], words: str, asks: bool) -> None:
    (card,) = cards(asked(**values))
    assert card.words.startswith(words)
    assert card.asks is asks


def test_what_waits_for_an_answer_comes_first_and_what_is_over_last() -> None:
    over = asked(SeenState.CLOSED, id="over")
    late = asked(id="late", manager_by=date(2026, 11, 30))
    soon = asked(id="soon", manager_by=date(2026, 11, 24))
    assert [each.id for each in cards(over, asked(id="told"), late, soon)] == ["soon", "late", "told", "over"]


def test_who_hides_from_the_manager_is_not_named() -> None:
    (card,) = cards(asked(employee="nobody"))
    assert card.name == "En kollega, der ikke vises"
