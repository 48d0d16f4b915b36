"""Settings are read once, named at once when bad, and never give a secret away."""

import stat
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import pytest

from service.api_tokens import token_digest
from service.roles import Role
from service.settings import Environment, Settings, SettingsError, load_settings, session_secret

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"
TOKEN = "t0ken-of-the-planning-tool-000001"
DIGEST = token_digest(TOKEN)
ENTRY = f"planning:tool:2027-06-30:{DIGEST}:matching tasks:read"


def problems(**environ: str) -> dict[str, list[str]]:
    with pytest.raises(SettingsError) as caught:
        load_settings({f"TVAERS_{name}": value for name, value in environ.items()})
    return caught.value.problems


def test_nothing_set_means_a_development_service_on_loopback_with_the_embedded_graph_and_demo_data() -> None:
    settings = load_settings({})

    assert settings.neo4j_uri is None
    assert settings.environment is Environment.DEVELOPMENT
    assert settings.loopback
    assert settings.demo


def test_demo_data_is_never_loaded_into_a_named_server_unless_asked_for() -> None:
    settings = load_settings({"TVAERS_NEO4J_URI": "neo4j://graph:7687", "TVAERS_NEO4J_PASSWORD": "p"})

    assert not settings.demo


def test_days_are_danish_unless_another_time_zone_is_set() -> None:
    assert load_settings({}).time_zone.key == "Europe/Copenhagen"
    assert load_settings({"TVAERS_TIME_ZONE": "Atlantic/Faroe"}).time_zone.key == "Atlantic/Faroe"


@pytest.mark.parametrize("name", ["Gentofte", "../etc/passwd", "Europe", "+01:00"])
def test_a_time_zone_that_is_none_is_named(name: str) -> None:
    assert list(problems(TIME_ZONE=name)) == ["TVAERS_TIME_ZONE"]


def test_the_demo_has_a_municipality_and_a_logo_must_be_a_small_picture(tmp_path: Path) -> None:
    assert load_settings({}).municipality == "Fjordby Kommune"
    assert load_settings({"TVAERS_DEMO": "false"}).municipality == ""
    large, text = tmp_path / "stort.png", tmp_path / "logo.txt"
    large.write_bytes(b"x" * 100_001)
    text.write_text("x")
    for wrong in (large, text, tmp_path / "ingen.svg"):
        assert list(problems(LOGO=str(wrong))) == ["TVAERS_LOGO"]


def test_empty_means_not_set() -> None:
    assert load_settings({"TVAERS_NEO4J_URI": "", "TVAERS_PORT": " "}) == load_settings({})


def test_all_bad_variables_are_named_at_once() -> None:
    found = problems(
        PORT="eight thousand", WORKERS="0", LOG_LEVEL="LOUD", ENVIRONMENT="prod", NEO4J_URI="http://graph"
    )

    assert set(found) == {
        "TVAERS_PORT",
        "TVAERS_WORKERS",
        "TVAERS_LOG_LEVEL",
        "TVAERS_ENVIRONMENT",
        "TVAERS_NEO4J_URI",
        "TVAERS_NEO4J_PASSWORD",
    }


def test_a_misspelt_variable_is_named() -> None:
    assert problems(NEO4J_URL="neo4j://graph") == {"TVAERS_NEO4J_URL": ["No such setting."]}


def test_variables_of_the_tests_are_left_alone() -> None:
    assert load_settings({"TVAERS_TEST_CACHE": "/x"}) == load_settings({})


def test_production_needs_a_secret_key() -> None:
    assert set(problems(ENVIRONMENT="production")) == {"TVAERS_SECRET_KEY"}


def test_development_listens_to_nothing_but_loopback() -> None:
    assert set(problems(HOST="192.0.2.7")) == {"TVAERS_HOST"}
    assert load_settings({"TVAERS_HOST": "::1"}).loopback
    assert load_settings({"TVAERS_HOST": "localhost"}).loopback


def test_production_may_listen_everywhere() -> None:
    environ = {"TVAERS_ENVIRONMENT": "production", "TVAERS_SECRET_KEY": "k" * 40, "TVAERS_HOST": "192.0.2.7"}

    assert not load_settings(environ).loopback


SIGN_IN = {
    "ADDRESS": "https://tvaers.example",
    "OIDC_ISSUER": "https://login.example/realms/kommune",
    "OIDC_CLIENT_ID": "tvaers",
    "OIDC_CLIENT_SECRET": "hemmelig",
}


def test_sign_in_needs_all_of_its_settings() -> None:
    assert set(problems(OIDC_ISSUER=SIGN_IN["OIDC_ISSUER"])) == {
        "TVAERS_ADDRESS",
        "TVAERS_OIDC_CLIENT_ID",
        "TVAERS_OIDC_CLIENT_SECRET",
    }


def test_os2mo_needs_all_of_its_settings_and_a_safe_address() -> None:
    assert set(problems(OS2MO_URL="http://os2mo.example")) == {
        "TVAERS_OS2MO_URL",
        "TVAERS_OS2MO_TOKEN_URL",
        "TVAERS_OS2MO_CLIENT_ID",
        "TVAERS_OS2MO_CLIENT_SECRET",
    }


def test_an_assistant_needs_a_token_and_a_safe_address() -> None:
    assert set(problems(MCP_ADDRESS="http://tvaers.example")) == {"TVAERS_MCP_ADDRESS", "TVAERS_MCP_TOKEN"}


def test_roles_are_read_as_the_sign_in_server_calls_them() -> None:
    environ = SIGN_IN | {
        "OIDC_ROLES": "Tværs Ledere=lead, 3f2a=hr, 3f2a=dpo",
        "OIDC_ROLE_CLAIMS": "roles groups",
    }

    settings = load_settings({f"TVAERS_{name}": value for name, value in environ.items()})

    assert settings.signs_in
    assert settings.oidc_role_claims == ("roles", "groups")
    assert settings.oidc_roles == (("Tværs Ledere", Role.LEAD), ("3f2a", Role.HR), ("3f2a", Role.DPO))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ROLES", "Tværs Ledere=king"),
        ("OIDC_ROLES", "robots=tool"),
        ("OIDC_ROLES", "lead"),
        ("OIDC_ISSUER", "http://login.example/realms/kommune"),
        ("ADDRESS", "http://tvaers.example"),
        ("ADDRESS", "https://tvaers.example/under"),
        ("OIDC_SCOPES", "profile"),
        ("TOOL_AUDIENCE", "tvaers"),
        ("LIMITS_URI", "https://redis"),
        ("SESSION_HOURS", "0"),
        ("SESSION_IDLE_MINUTES", "-5"),
        ("PROXIES", "-1"),
    ],
)
def test_a_setting_of_sign_in_that_cannot_be_is_named(name: str, value: str) -> None:
    assert set(problems(**(SIGN_IN | {name: value}))) == {f"TVAERS_{name}"}


def test_a_secret_both_as_variable_and_as_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("p")

    assert "TVAERS_NEO4J_PASSWORD" in problems(
        NEO4J_URI="neo4j://graph", NEO4J_PASSWORD="p", NEO4J_PASSWORD_FILE=str(file)
    )


def test_a_missing_secret_file_is_named() -> None:
    assert "TVAERS_SECRET_KEY_FILE" in problems(SECRET_KEY_FILE="/no/such/file")


def test_secrets_are_not_in_the_repr() -> None:
    settings = load_settings(
        {
            "TVAERS_NEO4J_URI": "neo4j://graph",
            "TVAERS_NEO4J_PASSWORD": "pass-of-graph",
            "TVAERS_API_TOKENS": ENTRY,
            "TVAERS_OIDC_CLIENT_SECRET": "secret-of-the-client",
            "TVAERS_OS2MO_CLIENT_SECRET": "secret-at-os2mo",
            "TVAERS_MCP_TOKEN": "token-of-an-asker",
            "TVAERS_SECRET_KEY": "k" * 40,
        }
    )

    assert "pass-of-graph" not in repr(settings)
    assert DIGEST not in repr(settings)
    assert "secret-of-the-client" not in repr(settings)
    assert "secret-at-os2mo" not in repr(settings)
    assert "token-of-an-asker" not in repr(settings)
    assert "kkk" not in repr(settings)


def test_the_development_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var" / "graph")

    first = session_secret(settings)

    assert len(first) >= 32
    assert session_secret(settings) == first
    (file,) = (tmp_path / "var").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_that_is_set_is_used() -> None:
    assert session_secret(Settings(secret_key="k" * 40)) == "k" * 40


def test_production_never_makes_a_secret_up(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        session_secret(Settings(environment=Environment.PRODUCTION, data_dir=tmp_path / "graph"))


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_each_setting_is_documented(name: str) -> None:
    assert f"| `TVAERS_{name.upper()}` |" in DOCUMENT.read_text(encoding="utf-8")


NASTY = (
    "x",
    "-1",
    "1e308",
    "nan",
    "inf",
    "9" * 5_000,
    "\x00",
    "æ",
    "/dev/null",
    "a:b:c",
    "[",
    "bolt://[",
    "%",
)


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("name", [each.name.upper() for each in fields(Settings)])
def test_no_value_of_a_setting_ends_in_a_traceback(name: str, value: str) -> None:
    """Whatever it is, it is taken or named as bad; nothing else is raised."""
    with suppress(SettingsError):
        assert isinstance(load_settings({f"TVAERS_{name}": value}), Settings)
