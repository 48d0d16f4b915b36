"""Fits the linker to a vocabulary: beforehand where that is known, since it takes the longest of a picture.

A worker leaves the vocabulary that it began with in a file, and the next start fits the linker to that while
the graph is still starting, once for all workers. Nothing is believed of the file: the linker is used only
where the graph turns out to have the very same skills and professions. They are what the catalogue says;
nobody is in it.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from graph.private_files import write_private
from graph.vocabulary.task_examples import read_task_examples
from matching.language.linking import SkillLinker
from matching.model import Profession, RequirementKind, Skill, SkillKind, TaskExample

T = TypeVar("T", Skill, Profession)
Vocabulary = tuple[tuple[Skill, ...], tuple[Profession, ...]]


def fitted(skills: Iterable[Skill], professions: Iterable[Profession]) -> SkillLinker:
    """The linker of these skills, which has read the examples that ship; the last one is kept."""
    return _fitted(_in_order(skills), _in_order(professions))


def fit_beforehand(file: Path) -> None:
    """Fit the linker to what the file holds; one missing, damaged or of another version is nothing."""
    if (left := _left_in(file)) is not None:
        _fitted(*left)


def keep_vocabulary(file: Path, skills: Iterable[Skill], professions: Iterable[Profession]) -> None:
    """Leave it for the next start, in one step, where the last one left another."""
    vocabulary = _in_order(skills), _in_order(professions)
    if vocabulary == _left_in(file):
        return
    rows = dict(zip(("skills", "professions"), (list(map(asdict, each)) for each in vocabulary), strict=True))
    content = json.dumps(rows, ensure_ascii=False).encode()
    write_private(file, sha256(content).hexdigest().encode() + b"\n" + content)
    _left_in.cache_clear()


@lru_cache(maxsize=1)
def _left_in(file: Path) -> Vocabulary | None:
    """What the last start left; it is read once, by the parent of all workers."""
    try:
        digest, _, content = file.read_bytes().partition(b"\n")
        if sha256(content).hexdigest().encode() != digest:
            return None
        rows = json.loads(content)
        return _in_order(map(_skill, rows["skills"])), _in_order(map(_profession, rows["professions"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


@lru_cache(maxsize=1)
def shipped_examples() -> tuple[TaskExample, ...]:
    """The tasks that the linker learns from in every house."""
    return tuple(read_task_examples())


@lru_cache(maxsize=1)
def _fitted(skills: tuple[Skill, ...], professions: tuple[Profession, ...]) -> SkillLinker:
    return SkillLinker().fit(skills, professions=professions, examples=shipped_examples())


def _in_order(each: Iterable[T]) -> tuple[T, ...]:
    """By id: the graph gives them in none."""
    return tuple(sorted(each, key=attrgetter("id")))


def _skill(row: dict[str, Any]) -> Skill:
    skill = Skill(**_with_tuples(row))
    return replace(skill, kind=SkillKind(skill.kind))


def _profession(row: dict[str, Any]) -> Profession:
    profession = Profession(**_with_tuples(row))
    return replace(
        profession, requires=tuple((id, RequirementKind(kind)) for id, kind in profession.requires)
    )


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
