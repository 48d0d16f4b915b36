"""The page for people can be read back as it was written, in the letters of the languages of Europe."""

from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from graph.accounts import Account
from graph.audit.chain import Kind, Part
from graph.contacts import Contact, How
from graph.sessions import Session
from graph.task_history import Done, TaskChange
from matching.insight.introductions import Request, RequestState
from matching.invitation import Actor, Choice, Invitation, ManagerAnswer, Move, State
from matching.model import (
    Assignment,
    Employee,
    Evidence,
    HeldSkill,
    Involvement,
    OwnQualification,
    OwnStatement,
    Period,
    Qualification,
    TaskStatus,
    Visibility,
)
from matching.question import Band, Signal
from matching.telling import News
from service.roles import Role
from service.use_cases.export_page import LANGUAGES, VALUES, WORDS, export_page
from service.use_cases.exporting import SECRET
from service.use_cases.recording import Purpose

KEPT = (
    *(Employee, HeldSkill, OwnStatement, Qualification, OwnQualification, Assignment, Period),
    *(Invitation, Move, Request, TaskChange, Session, Account, Contact),
)
"""What an export is made of."""
CLOSED_SETS: tuple[type[Enum], ...] = (
    *(Actor, Band, Choice, Done, How, Involvement, Kind, ManagerAnswer, News, Part, Purpose),
    *(RequestState, Role, Signal, State, TaskStatus, Visibility),
)

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
    words = (*WORDS.values(), *VALUES.values())
    assert all(len(said) == len(LANGUAGES) and all(said) for said in words)


@pytest.mark.parametrize("kind", KEPT)
def test_every_field_that_is_kept_has_words(kind: type) -> None:
    assert {each.name for each in fields(kind)} - SECRET <= WORDS.keys()


@pytest.mark.parametrize("kind", CLOSED_SETS)
def test_every_value_of_a_closed_set_has_words(kind: type[Enum]) -> None:
    assert {each.value for each in kind} <= VALUES.keys()


def test_every_evidence_has_words() -> None:
    assert {each.name.lower() for each in Evidence} <= VALUES.keys()


def test_a_value_is_said_in_words_and_somebodys_own_text_as_it_is() -> None:
    tasks = [{"title": "open", "status": TaskStatus.OPEN, "role": "lead"}]
    text = read({**found(skills=[{"evidence": "self_stated"}], roles=frozenset({"lead"})), "tasks": tasks})
    assert "Titel: open · Status: åben · Rolle: lead" in text
    assert "Grundlag: sagt af dig selv" in text
    assert "• projektleder" in text
    assert text.count("Alt om dig i Tværs") == 1


def test_a_field_that_has_no_words_yet_is_in_it_all_the_same() -> None:
    assert "disputed: Jura" in read(found(disputed="s1"))
    assert "Intet." in read({**found(), "tasks": []})


def test_markup_in_a_text_is_text() -> None:
    assert "<b>a & b</b>" in read(found(name="<b>a & b</b>"))


def test_a_long_life_fills_several_pages() -> None:
    lines = [{"task": f"Opgave {number}", "role": "deltager"} for number in range(500)]
    assert "Opgave 499" in read({**found(), "tasks": lines})
