"""What people read is spelled as the dictionary spells it, or as our own list of words does.

Danish: the pages' texts, the papers, HR's page, and the catalogue's skills and job titles. What they call a
skill in their own words (`altLabels`), situations and example tasks are written as people write, and are not
looked at. English: the pages' texts. A Danish dictionary must accept compounds that it has never seen, so a
slip that happens to make two short words of one is not found.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from harness import dictionary
from harness.java import Missing

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "service/web/translations/en/LC_MESSAGES/messages.po"
PAPERS = [*sorted((ROOT / "docs/privacy").glob("*.md")), ROOT / "docs/hr-files.md"]
CATALOGUE = ROOT / "graph/vocabulary/catalogue"
NAMED = ("skills_da.csv", "skillGroups_da.csv", "occupations_da.csv")

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NO_WORDS = re.compile(
    r"%\(\w+\)s|<[^>]*>|https?://\S+"  # a value, a tag, an address
    r"|```.*?```|^ {4,}.*?$|`[^`]*`"  # what is typed
    r"|\[[^\]]*\]\(\.\./[a-z-]+\.md#[^)]*\)|\]\([^)]*\)"  # an English chapter's title; where a link leads
    r"|(?:\([^()|]*\) )?\| V\d[^|]*\|",  # a threat's term in the trade, and its chapter of OWASP ASVS
    re.DOTALL | re.MULTILINE,
)


def own_words(language: str) -> list[str]:
    """The words of ours that the language's dictionary doesn't have."""
    return (ROOT / f"tests/project/own_words_{language}.txt").read_text(encoding="utf-8").split()


def words(texts: Iterable[str]) -> set[str]:
    """Every word of some texts, an apostrophe and what follows it included."""
    found = {word for text in texts for word in WORD.findall(NO_WORDS.sub(" ", text))}
    return {word.replace("’", "'") for word in found}


def danish() -> Iterator[str]:
    with MESSAGES.open("rb") as file:
        for message in read_po(file, locale="en"):
            yield from (message.id,) if isinstance(message.id, str) else message.id
    for paper in PAPERS:
        yield paper.read_text(encoding="utf-8")
    for name in NAMED:
        with (CATALOGUE / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["preferredLabel"]
                yield row.get("description", "")


def english() -> Iterator[str]:
    with MESSAGES.open("rb") as file:
        for message in read_po(file, locale="en"):
            if message.id:
                yield from (message.string,) if isinstance(message.string, str) else message.string


def dictionary_of(language: str) -> dictionary.Dictionary:
    try:
        return dictionary.opened(language)
    except Missing as why:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(why))


def unknown(spelling: dictionary.Dictionary, texts: Iterable[str]) -> set[str]:
    """The words that the dictionary has neither whole nor as what stands before an apostrophe, as that."""
    stems = {word: word.partition("'")[0] for word in words(texts)}
    return {stem for word, stem in stems.items() if not (spelling.spell(word) or spelling.spell(stem))}


@pytest.mark.parametrize(("language", "texts"), [("da", danish), ("en", english)])
def test_every_word_that_people_read_is_in_the_dictionary_or_in_our_list_which_has_no_other(language, texts):
    listed = own_words(language)
    assert listed == sorted(listed, key=lambda word: (word.casefold(), word))
    ours = {word.casefold() for word in listed}
    found = {word.casefold() for word in unknown(dictionary_of(language), texts())}
    assert (sorted(found - ours), sorted(ours - found)) == ([], [])


def test_a_slip_is_found_in_each_kind_of_text():
    spelling = dictionary_of("da")
    slips = ["Opgavne er gemt", "kommunens medarbjedere", "[kompetancer](own.md)", "**Hent** mine oplysinger"]
    assert all(unknown(spelling, [text]) for text in slips)
    assert unknown(dictionary_of("en"), ["Your colleages"]) == {"colleages"}
