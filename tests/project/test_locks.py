"""The lock files hold what pyproject.toml asks for, once, by hash, and name no place to fetch it from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
ASKED = {
    "service": RUN,
    "embedded": RUN + EXTRAS["embedded"],
    "dev": RUN + EXTRAS["embedded"] + EXTRAS["dev"],
}
# The ends of the range of Pythons that CI and the image use.
PYTHONS = ("3.11.0", "3.13.0")


def text(lock):
    return (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")


def pins(lock):
    """The requirements of a lock file, each with the number of its hashes."""
    entries = re.split(r"^(?=\S)", text(lock).replace("\\\n", ""), flags=re.MULTILINE)
    lines = [entry.split("--hash=") for entry in entries if entry.strip() and not entry.startswith("#")]
    return [(Requirement(name.strip()), len(hashes)) for name, *hashes in lines]


def versions(lock, python):
    """Version by name of what is installed on a Linux machine with this Python."""
    here = {"python_full_version": python, "python_version": python[:4], "sys_platform": "linux"}
    return {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin, _ in pins(lock)
        if pin.marker is None or pin.marker.evaluate(here)
    }


@pytest.mark.parametrize("lock", ASKED)
def test_every_package_has_one_version_and_its_hashes(lock):
    assert pins(lock)
    for pin, hashes in pins(lock):
        assert [each.operator for each in pin.specifier] == ["=="]
        assert hashes > 0, pin.name


@pytest.mark.parametrize("lock", ASKED)
def test_no_index_and_no_host_is_named(lock):
    assert "://" not in text(lock)
    assert "--index" not in text(lock)
    assert "--find-links" not in text(lock)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", ASKED)
def test_what_the_project_asks_for_is_locked_in_a_version_that_it_allows(lock, python):
    locked = versions(lock, python)
    for asked in map(Requirement, ASKED[lock]):
        assert asked.specifier.contains(locked[canonicalize_name(asked.name)]), f"make upgrade ({asked})"


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_tested_is_what_is_installed(python):
    service, embedded, dev = (versions(lock, python) for lock in ASKED)
    assert service.items() < embedded.items() < dev.items()


def test_the_drivers_extension_is_of_the_drivers_version():
    locked = versions("service", PYTHONS[0])
    assert locked["neo4j-rust-ext"].startswith(f"{locked['neo4j']}.")
