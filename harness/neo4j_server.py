"""Real Neo4j Community servers for tests and benchmarks, without Docker: from Maven Central into a cache.

    python -m harness.neo4j_server           fetches and starts each release once, and says how it went

Maven and a Java come from `harness.java`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.server import arcadedb, tethered
from graph.server.database import Address, answers
from harness.java import BRIEF, CACHE, Missing, fetched, java, maven

PASSWORD = "kun-til-test"
START_SECONDS = 90.0

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tvaers.tests</groupId>
  <artifactId>neo4j</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version>
    </dependency>
  </dependencies>
</project>
"""

CONFIGURATION = """server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
"""

OPEN_MODULES = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)


@dataclass(frozen=True, slots=True)
class Release:
    """A Neo4j release, and the Java versions that it supports."""

    version: str
    main_class: str
    javas: tuple[int, ...]

    def __str__(self) -> str:
        return f"Neo4j {self.version}"


LTS = Release("5.26.30", "org.neo4j.server.CommunityEntryPoint", (17, 21))
CURRENT = Release("2026.08.1", "org.neo4j.server.Neo4jCommunity", (21, 25))


@contextmanager
def running(
    release: Release, *, heap: str = "1g", brief: bool = False, home: Path | None = None
) -> Iterator[Address]:
    """A server on loopback: with an empty database that is gone afterwards, or on the data in `home`.

    A `brief` one compiles little, which pays in a test run of a minute and never in a measurement.
    Raises Missing when it can't be fetched or started here.
    """
    with tempfile.TemporaryDirectory(prefix="tvaers-neo4j-", ignore_cleanup_errors=True) as folder:
        stays, home = home is not None, home or Path(folder)
        command, address = prepared(release, home, heap=heap, brief=brief)
        with (home / "out.log").open("wb") as log:
            process = subprocess.Popen(
                tethered.command(command), cwd=home, stdout=log, stderr=log, start_new_session=True
            )
        try:
            _wait(release, process, address, home / "out.log")
            yield address
        finally:
            process.terminate() if stays else process.kill()
            process.wait()


def prepared(
    release: Release, home: Path, *, heap: str = "1g", brief: bool = False
) -> tuple[list[str], Address]:
    """The command that starts a server on the folder `home`, and where it then answers."""
    [port] = arcadedb.free_ports(1)
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port), encoding="utf-8")
    if not (home / "data").exists():
        administer(release, home, "dbms", "set-initial-password", PASSWORD)
    tuning = BRIEF if brief else ()
    command = [java_of(release), f"-Xmx{heap}", *tuning, *OPEN_MODULES, "-Dfile.encoding=UTF-8"]
    command += ["-cp", f"{libraries(release)}/*", release.main_class]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    return command, Address(uri=f"bolt://127.0.0.1:{port}", user="neo4j", password=PASSWORD)


def _wait(release: Release, process: "subprocess.Popen[bytes]", address: Address, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if answers(address):
            return
        time.sleep(0.2)
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    raise Missing(f"{release} does not start: {' '.join(last) or 'no answer'}")


def administer(release: Release, home: Path, *arguments: str) -> None:
    """Run `neo4j-admin` on a folder whose server is stopped. Raises Missing with what it says."""
    command = [java_of(release), *BRIEF, f"-Dapp.home={home}", f"-Dbasedir={home}"]
    command += ["-cp", f"{libraries(release)}/*", "org.neo4j.server.startup.Neo4jAdminCommand", *arguments]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Missing(f"Neo4j's admin command fails: {done.stderr.strip().splitlines()[-1:]}")


def java_of(release: Release) -> str:
    """The Java that runs it. Raises Missing."""
    return str(java(release.javas, server=str(release)))


def libraries(release: Release) -> Path:
    """The folder with the server's jars, fetched if it isn't there yet; whole or not at all."""

    def fetch(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as project:
            (Path(project) / "pom.xml").write_text(POM.format(version=release.version), encoding="utf-8")
            copy = ("dependency:copy-dependencies", f"-DoutputDirectory={folder}", "-DincludeScope=runtime")
            maven(*copy, cwd=Path(project), server=str(release))

    return fetched(CACHE / "neo4j" / release.version, fetch)


def main() -> int:
    """Start both releases and say which answered; how many didn't."""
    failures = 0
    for release in (LTS, CURRENT):
        started = time.monotonic()
        try:
            with running(release) as address:
                print(f"{release} answers at {address.uri} after {time.monotonic() - started:.0f} s")
        except Missing as missing:
            print(missing)
            failures += 1
    return failures


if __name__ == "__main__":
    sys.exit(main())
