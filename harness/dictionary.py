"""Dictionaries for tests: Stavekontrolden, as LanguageTool ships it in Maven Central, and Hunspell's English.

python -m harness.dictionary WORD…       says which of these it does not know
"""

import hashlib
import sys
import zipfile
from pathlib import Path
from typing import Protocol

from harness.java import CACHE, Missing, fetched, maven

NAME, VERSION = "the Danish dictionary", "6.6"
JAR = f"language-da-{VERSION}.jar"
ARTIFACT = f"org.languagetool:language-da:{VERSION}"
SHA256 = "0db4a844c2413ab6cfc06994b06070cfb30cd94c67f44117e563dfaf77904b2f"
INSIDE = "org/languagetool/resource/da/hunspell"
FILES = ("da_DK.aff", "da_DK.dic")
"""How words are bent and joined, and the words."""


def folder() -> Path:
    """The folder with both files, fetched the first time. Raises Missing."""

    def fill(folder: Path) -> None:
        copy = ("dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}")
        maven(*copy, cwd=folder, server=NAME)
        jar = folder / JAR
        if hashlib.sha256(jar.read_bytes()).hexdigest() != SHA256:
            raise Missing(f"{NAME}: what was fetched is not what it was")
        with zipfile.ZipFile(jar) as inside:
            for file in FILES:
                (folder / file).write_bytes(inside.read(f"{INSIDE}/{file}"))
        jar.unlink()

    return fetched(CACHE / "danish-dictionary" / VERSION, fill)


class Dictionary(Protocol):
    """What Hunspell says of words."""

    def spell(self, word: str) -> bool:
        """Whether a word is spelled as it should be."""


def opened(language: str) -> Dictionary:
    """The dictionary of `da` or `en`. Raises Missing."""
    from hunspell import Hunspell  # compiled: where it isn't installed, only spelling can't be tested

    if language == "en":
        return Hunspell("en_US")  # type: ignore[no-any-return]
    return Hunspell("da_DK", hunspell_data_dir=str(folder()))  # type: ignore[no-any-return]


def main() -> int:
    """Print the words that are not in the Danish one; how many."""
    danish = opened("da")
    unknown = [word for word in sys.argv[1:] if not danish.spell(word)]
    print("\n".join(unknown))
    return len(unknown)


if __name__ == "__main__":
    sys.exit(main())
