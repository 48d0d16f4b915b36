"""The page for people can be read back as it was written, in the letters of the languages of Europe."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from service.use_cases.export_page import LANGUAGES, WORDS, export_page

NAMES = (
    "Şükrü Yılmaz",
    "Łukasz Wójcik",
    "Søren Ærø-Ångstrøm",
    "Đặng Thị Huyền",
    "Ελένη",
    "Олена",
    "Þórður",
    "Žofie Dvořáková",
)


def read(found: dict[str, Any], language: str = "da") -> str:
    pages = PdfReader(BytesIO(export_page(found, language=language))).pages
    return "\n".join(page.extract_text() for page in pages)


def found(**profile: Any) -> dict[str, Any]:
    return {"made_at": datetime(2026, 11, 27, 12, tzinfo=UTC), "profile": profile, "names": {"s1": "Jura"}}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_legible(name: str) -> None:
    assert name in read(found(name=name))


def test_it_is_in_danish_or_in_english() -> None:
    skills = [{"skill": "s1", "level": 4, "confirmed_on": date(2026, 3, 1)}]
    assert "Kompetence: Jura · Niveau: 4 · Dato: 2026-03-01" in read(found(skills=skills))
    assert "Skill: Jura · Level: 4 · Date: 2026-03-01" in read(found(skills=skills), "en")
    assert all(len(said) == len(LANGUAGES) and all(said) for said in WORDS.values())


def test_a_field_that_has_no_words_yet_is_in_it_all_the_same() -> None:
    assert "disputed: Jura" in read(found(disputed="s1"))
    assert "Intet." in read({**found(), "tasks": []})


def test_markup_in_a_text_is_text() -> None:
    assert "<b>a & b</b>" in read(found(name="<b>a & b</b>"))


def test_a_long_life_fills_several_pages() -> None:
    lines = [{"task": f"Opgave {number}", "role": "deltager"} for number in range(500)]
    assert "Opgave 499" in read({**found(), "tasks": lines})
