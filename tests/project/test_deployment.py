"""Dockerfile, docker-compose.yml and systemd's unit fit each other, settings and project.

`make image-test` builds the image and runs it.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from graph.server.embedded import STOP_SECONDS
from harness.keycloak import REALM_FILE, VERSION
from service.process.web_server import GRACE_SECONDS
from service.settings import load_settings
from service.sign_in.provider import RETURN_PATH, SIGNED_OUT_PATH

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PASSWORD = "et-kodeord-til-proeve"


def composed(**variables: str) -> dict[str, Any]:
    """docker-compose.yml with its variables filled in, values as texts; what has no default must be given."""

    def value(found: re.Match[str]) -> str:
        if found[2] == ":-":
            return variables.get(found[1]) or found[3]
        return variables.get(found[1]) or pytest.fail(f"{found[1]} is not given")

    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return yaml.load(re.sub(r"(?<!\$)\$\{(\w+)(:[-?])?([^}]*)\}", value, text), yaml.BaseLoader)  # noqa: S506


COMPOSE = composed(TVAERS_NEO4J_PASSWORD=PASSWORD)
NEO4J, TVAERS = COMPOSE["services"]["neo4j"], COMPOSE["services"]["tvaers"]


def test_the_service_accepts_what_compose_sets_and_reaches_its_neo4j() -> None:
    settings = load_settings(TVAERS["environment"])

    assert settings.neo4j_password == PASSWORD
    assert NEO4J["environment"]["NEO4J_AUTH"] == f"{settings.neo4j_user}/{PASSWORD}"
    assert NEO4J["ports"] == [f"{settings.neo4j_uri.removeprefix('bolt://')}:7687"]
    assert settings.loopback


def test_both_come_back_after_a_crash_or_a_restart_of_the_machine() -> None:
    assert {each["restart"] for each in (NEO4J, TVAERS)} == {"unless-stopped"}


def test_with_its_profile_people_sign_in_at_the_server_and_realm_of_the_tests() -> None:
    example = (ROOT / "docs" / "examples" / "keycloak.env").read_text(encoding="utf-8")
    variables = dict(line.split("=", 1) for line in example.splitlines() if line and line[0] != "#")
    services = composed(**variables, TVAERS_NEO4J_PASSWORD=PASSWORD)["services"]
    settings, keycloak = load_settings(services["tvaers"]["environment"]), services["keycloak"]
    realm = json.loads(REALM_FILE.read_text(encoding="utf-8"))
    [client] = [each for each in realm["clients"] if each["clientId"] == settings.oidc_client_id]

    assert settings.oidc_issuer == f"http://127.0.0.1:8080/realms/{realm['realm']}"
    assert settings.oidc_client_secret == client["secret"]
    assert client["redirectUris"] == [f"{settings.address}{RETURN_PATH}"]
    assert client["attributes"]["post.logout.redirect.uris"] == f"{settings.address}{SIGNED_OUT_PATH}"
    assert keycloak["image"].endswith(f":{VERSION}")
    assert keycloak["volumes"][0].startswith(f"./{REALM_FILE.relative_to(ROOT)}:/opt/keycloak/data/import/")
    assert keycloak["profiles"] == ["sign-in"]


def test_every_volume_is_declared_and_holds_what_must_outlive_a_container() -> None:
    mounted = dict(volume.split(":") for each in (NEO4J, TVAERS) for volume in each["volumes"])
    [kept] = re.findall(r"^VOLUME (\S+)", DOCKERFILE, re.MULTILINE)
    [home] = re.findall(r"^WORKDIR (\S+)", DOCKERFILE, re.MULTILINE)
    data = Path(home) / load_settings(TVAERS["environment"]).data_dir

    assert mounted.keys() == COMPOSE["volumes"].keys()
    assert {kept, "/data"} <= set(mounted.values())
    assert Path(kept) in data.parents


def test_the_unit_sets_only_what_can_be_set_and_comes_back_after_any_end() -> None:
    unit = (ROOT / "docs" / "examples" / "tvaers.service").read_text(encoding="utf-8")
    lines = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and line[0] != "#")
    settings = load_settings(dict(re.findall(r"^Environment=(\w+)=(.*)$", unit, re.MULTILINE)))

    assert settings.data_dir.parent == Path("/var/lib") / lines["StateDirectory"]
    assert lines["ExecStart"].endswith("/bin/tvaers serve")
    assert lines["Restart"] == "always"
    assert float(lines["TimeoutStopSec"]) > GRACE_SECONDS + 2 * STOP_SECONDS


def test_the_image_is_confined_and_runs_as_nobody_special() -> None:
    assert (TVAERS["read_only"], TVAERS["cap_drop"]) == ("true", ["ALL"])
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1] == "tvaers"


def test_the_images_python_is_one_that_the_project_is_for() -> None:
    [python] = re.findall(r"^FROM python:([\d.]+)-slim$", DOCKERFILE, re.MULTILINE)

    assert SpecifierSet(PROJECT["project"]["requires-python"]).contains(python)


def test_all_rooms_and_the_papers_that_pages_show_and_no_more_get_into_the_image() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    rooms, papers = set(wheel["packages"]), set(wheel["force-include"])
    let_in = re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    copied = {
        source for line in re.findall(r"^COPY (.+)", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]
    }

    assert set(let_in) == rooms | papers | {"pyproject.toml", "README.md", "requirements/service.lock"}
    assert {source.removesuffix("/") for source in copied} <= set(let_in)
    assert rooms | papers <= copied


def test_nothing_of_one_machine_is_in_the_image() -> None:
    for theirs in ("cert", "proxy", "index-url", "pip.conf", "http://", "https://"):
        assert theirs not in DOCKERFILE.lower().replace("http://127.0.0.1", "")
