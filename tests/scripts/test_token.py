"""A token is shown once, and its line lets it in for what it is for."""

from datetime import date

import pytest

from scripts.command_line import DONE
from service.api_tokens import token_digest
from service.roles import Role, Scope
from service.settings import load_settings


def test_the_line_lets_in_who_has_the_token(tvaers) -> None:
    given = ("sagssystem", "--until", "2099-06-30", "--scope", "matching", "--scope", "tasks:read")
    made = tvaers("token", *given)
    assert made.code == DONE
    lines = [line.strip() for line in made.said.splitlines()]
    token, entry = lines[1], lines[4]

    [known] = load_settings({"TVAERS_API_TOKENS": entry}).api_tokens
    assert (known.name, known.role, known.until) == ("sagssystem", Role.TOOL, date(2099, 6, 30))
    assert known.scopes == {Scope.MATCHING, Scope.READ_TASKS}
    assert known.digest == token_digest(token)
    assert token not in entry


@pytest.mark.parametrize(
    "given",
    [
        ("a:b", "--until", "2099-06-30", "--scope", "matching"),
        ("a", "--until", "2026-01-31", "--scope", "matching"),
        ("a", "--until", "2099-06-30"),
        ("a", "--scope", "matching"),
        ("a", "--until", "30-06-2099", "--scope", "matching"),
        ("a", "--until", "2099-06-30", "--scope", "everything"),
    ],
)
def test_what_would_be_no_entry_is_not_made(tvaers, given: tuple[str, ...]) -> None:
    assert tvaers("token", *given).code != DONE
