"""Java and Maven for the servers that tests start: found on this machine, or installed where that is allowed.

`Missing` says in one line what stands in the way otherwise.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from graph.errors import GraphUnavailable
from graph.server import arcadedb

CACHE = Path(__file__).resolve().parent.parent / ".cache"
"""Where what was fetched is kept for the next run."""
BRIEF = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Compiles little, which pays in a test run of a minute and never in a measurement."""


class Missing(Exception):
    """A server can't be run here; the message is one line that says why."""


def java(versions: Sequence[int], *, server: str) -> Path:
    """A Java of one of these versions, the first that there is. Raises Missing, naming the server."""
    packages = [f"openjdk-{version}-jre-headless" for version in versions]
    for install in (None, *packages):
        if install is not None:
            if _install("java", install) is None:
                continue
            _javas.cache_clear()
        found = _javas()
        for version in versions:
            if version in found:
                return found[version]
    raise Missing(f"{server}: no Java {' or '.join(map(str, versions))} here")


def fetched(target: Path, fill: Callable[[Path], None]) -> Path:
    """The folder `target`, which `fill` fills the first time: whole or not at all, whoever is faster."""
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        content = Path(folder) / "content"
        content.mkdir()
        fill(content)
        try:
            content.rename(target)
        except OSError:  # another run was faster
            if not target.is_dir():
                raise
    return target


def maven(*arguments: str, cwd: Path, server: str) -> None:
    """Run Maven in a folder. Raises Missing with what it says."""
    program = shutil.which("mvn") or _install("mvn", "maven")
    if program is None:
        raise Missing(f"{server}: Maven (mvn) is not installed")
    done = subprocess.run(
        [program, "-q", "-B", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if line.startswith("[ERROR]")]
        raise Missing(f"{server}: Maven can't fetch it: {' '.join(errors[:1])}")


@cache
def _javas() -> dict[int, Path]:
    """The Javas of this machine by version; the one packaged with the embedded server comes last."""
    homes = [Path(home) for name, home in sorted(os.environ.items()) if name.startswith("JAVA_HOME")]
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    candidates = [home / "bin" / "java" for home in homes]
    on_path = shutil.which("java")
    if on_path:
        candidates.append(Path(on_path))
    with suppress(GraphUnavailable):
        candidates.append(arcadedb.java())
    found: dict[int, Path] = {}
    for candidate in candidates:
        version = _version(candidate)
        if version is not None:
            found.setdefault(version, candidate)
    return found


def _version(java: Path) -> int | None:
    if not java.is_file():
        return None
    done = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False)
    match = re.search(r'version "(\d+)', done.stderr)
    return int(match.group(1)) if match else None


def _install(program: str, package: str) -> str | None:
    """Install a Debian package where that is allowed; the path of the program that it brings."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return None
    print(f"installing {package} for the tests", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "-y", "-q", "--no-install-recommends", package]
    for command in (install, [apt, "update", "-q"], install):
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        if command is install and done.returncode == 0:
            return shutil.which(program)
    return None
