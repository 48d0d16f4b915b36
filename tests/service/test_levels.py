"""The five levels are said once and read everywhere: by tools, on pages in both languages, and by HR."""

import gettext
from pathlib import Path

from marshmallow import fields

from matching.model import MAX_LEVEL
from service.api.frame.fields import proficiency
from service.levels import LEVELS
from service.web.frame.assets import TRANSLATIONS
from service.web.frame.wording import level_text, level_word

HR_FILES = Path(__file__).parents[2] / "docs" / "hr-files.md"
ENGLISH = Path(str(TRANSLATIONS)) / "en" / "LC_MESSAGES" / "messages.mo"


def test_each_level_is_a_sentence_of_its_own() -> None:
    assert list(LEVELS) == list(range(1, MAX_LEVEL + 1))
    assert len(set(LEVELS.values())) == MAX_LEVEL
    assert all(text.endswith(".") for text in LEVELS.values())


def test_tools_read_what_each_level_means() -> None:
    field: fields.Field = proficiency("The least level.")
    assert all(f"{level}: {text}" in field.metadata["description"] for level, text in LEVELS.items())


def test_pages_say_the_same_in_danish_and_english() -> None:
    with ENGLISH.open("rb") as compiled:
        english = gettext.GNUTranslations(compiled)
    assert {level: english.gettext(level_text(level)) for level in LEVELS} == LEVELS


def test_hr_reads_the_words_of_the_pages() -> None:
    text = HR_FILES.read_text(encoding="utf-8")
    assert all(f"| {level} | {level_word(level)} | {level_text(level)} |" in text for level in LEVELS)
