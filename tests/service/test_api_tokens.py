"""Tokens of tools stand in the settings by their hash alone, with an end, and bad entries are named."""

from datetime import date
from pathlib import Path

import pytest

from service.api_tokens import new_token, token_digest
from service.roles import Role, Scope
from service.settings import SettingsError, load_settings

TOKEN = "t0ken-of-the-planning-tool-000001"
DIGEST = token_digest(TOKEN)
ENTRY = f"planning:tool:2027-06-30:{DIGEST}:matching tasks:read"


def test_tokens_are_read_with_name_role_last_day_and_scopes() -> None:
    (token,) = load_settings({"TVAERS_API_TOKENS": ENTRY}).api_tokens

    assert (token.name, token.role, token.until) == ("planning", Role.TOOL, date(2027, 6, 30))
    assert (token.digest, token.scopes) == (DIGEST, {Scope.MATCHING, Scope.READ_TASKS})
    assert token.entry == ENTRY


def test_tokens_are_read_from_a_file_with_comments(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"# name:role:until:hash:scopes\n{ENTRY}\nhr:hr:2027-06-30:{'a' * 64}\n")

    tokens = load_settings({"TVAERS_API_TOKENS_FILE": str(file)}).api_tokens

    assert [token.name for token in tokens] == ["planning", "hr"]


BAD_ENTRIES = {
    "a token and no hash of it": f"a:tool:2027-06-30:{TOKEN}:matching",
    "no last day": f"a:tool::{DIGEST}:matching",
    "a day that there isn't": f"a:tool:2027-02-30:{DIGEST}:matching",
    "a tool without scopes": f"a:tool:2027-06-30:{DIGEST}",
    "a scope that there isn't": f"a:tool:2027-06-30:{DIGEST}:everything",
    "scopes of a person": f"a:hr:2027-06-30:{DIGEST}:matching",
    "a role that there isn't": f"a:king:2027-06-30:{DIGEST}",
    "as it was before": f"a:tool:{TOKEN}",
    "nothing but a name": "a",
}


@pytest.mark.parametrize("entry", BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_a_bad_token_is_named_by_its_number_and_not_repeated(entry: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"TVAERS_API_TOKENS": f"{ENTRY},{entry}"})

    assert "Entry 2" in str(caught.value)
    assert TOKEN not in str(caught.value)
    assert DIGEST not in str(caught.value)


def test_two_tokens_with_one_name_are_refused() -> None:
    with pytest.raises(SettingsError):
        load_settings({"TVAERS_API_TOKENS": f"{ENTRY},planning:hr:2027-06-30:{'a' * 64}"})


def test_no_two_tokens_are_alike_and_nobody_guesses_one() -> None:
    made = {new_token() for _ in range(100)}

    assert len(made) == 100
    assert min(map(len, made)) >= 43
