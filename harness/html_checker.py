"""The Nu HTML checker for tests: its jars out of Maven Central, fetched into a cache; one run for all pages.

python -m harness.html_checker           fetches it, checks a page that is wrong, and says what it found
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from harness.java import BRIEF, CACHE, Missing, fetched, java, maven

NAME, VERSION = "Nu HTML checker", "26.9.27"
SHA256 = "a0552cc5c8ce275c523f11ae4b019379e70d79e8df7dc41c8c9c6201b6016aa8"
"""Of the names and contents of all jars, by name."""
JAVAS = (17, 21, 25)
STACK = "-Xss2m"
"""Its schemas nest deeper than Java's usual stack."""
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tvaers.tests</groupId><artifactId>html-checker</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>nu.validator</groupId><artifactId>validator</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""
MAIN = "nu.validator.client.SimpleCommandLineValidator"
FOUND = re.compile(r'^"?file:.*/(\d+)\.html"?:([\d.-]+): (.*)$', re.M)


def libraries() -> Path:
    """The folder with its jars, fetched the first time. Raises Missing."""

    def fill(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as project:
            (Path(project) / "pom.xml").write_text(POM, encoding="utf-8")
            copy = ("dependency:copy-dependencies", f"-DoutputDirectory={folder}", "-DincludeScope=runtime")
            maven(*copy, cwd=Path(project), server=NAME)
        if digest(folder) != SHA256:
            raise Missing(f"{NAME}: what was fetched is not what it was")

    return fetched(CACHE / "html-checker" / VERSION, fill)


def digest(folder: Path) -> str:
    """One hash of all jars of a folder."""
    whole = hashlib.sha256()
    for jar in sorted(folder.glob("*.jar")):
        whole.update(jar.name.encode() + hashlib.sha256(jar.read_bytes()).digest())
    return whole.hexdigest()


def command() -> list[str]:
    """How it is started. Raises Missing."""
    return [str(java(JAVAS, server=NAME)), STACK, *BRIEF, "-cp", f"{libraries()}/*", MAIN, "--errors-only"]


def errors(pages: Mapping[str, str]) -> list[str]:
    """What is wrong with pages (HTML by name), a line each with the page's name. Raises Missing."""
    names = list(pages)
    with tempfile.TemporaryDirectory(prefix="tvaers-pages-") as folder:
        for at, name in enumerate(names):
            (Path(folder) / f"{at}.html").write_text(pages[name], encoding="utf-8")
        done = subprocess.run([*command(), folder], capture_output=True, text=True, check=False)
    found = [f"{names[int(at)]} {place}: {words}" for at, place, words in FOUND.findall(done.stderr)]
    if done.returncode and not found:
        raise Missing(f"{NAME}: {done.stderr.strip()[:300]}")
    return found


def main() -> int:
    """Check a page without a title; whether that was found."""
    found = errors({"page": "<!doctype html><html lang=da><p>Hej"})
    print("\n".join(found))
    return not found


if __name__ == "__main__":
    sys.exit(main())
