"""Fits the linker to a vocabulary: beforehand where that is known, since it takes the longest of a picture.

A worker leaves the vocabulary that it began with in a file, and the next start fits the linker to that while
the graph is still starting, once for all workers. Nothing is believed of the file: the linker is used only
where the graph turns out to have the very same skills and professions. They are what the catalogue says;
nobody is in it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from graph.vocabulary.task_examples import read_task_examples
from matching.language.linking import SkillLinker
from matching.model import Profession, RequirementKind, Skill, SkillKind, TaskExample

T = TypeVar("T", Skill, Profession)


def fitted(skills: Iterable[Skill], professions: Iterable[Profession]) -> SkillLinker:
    """The linker of these skills, which has read the examples that ship; the last one is kept."""
    return _fitted(_in_order(skills), _in_order(professions))


def fit_beforehand(file: Path) -> None:
    """Fit the linker to what the file holds; one missing, damaged or of another version is nothing."""
    try:
        digest, _, content = file.read_bytes().partition(b"\n")
        if sha256(content).hexdigest().encode() != digest:
            return
        rows = json.loads(content)
        skills = [_skill(row) for row in rows["skills"]]
        professions = [_profession(row) for row in rows["professions"]]
    except (OSError, ValueError, TypeError, KeyError):
        return
    fitted(skills, professions)


def keep_vocabulary(file: Path, skills: Iterable[Skill], professions: Iterable[Profession]) -> None:
    """Leave it for the next start, in one step; what stands there already isn't written again."""
    rows = {
        "skills": [asdict(each) for each in _in_order(skills)],
        "professions": [asdict(each) for each in _in_order(professions)],
    }
    content = json.dumps(rows, ensure_ascii=False).encode()
    whole = sha256(content).hexdigest().encode() + b"\n" + content
    if file.exists() and file.read_bytes() == whole:
        return
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_bytes(whole)
    draft.replace(file)


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
