"""Task texts whose needs were named before anybody looked at answers, with what people said of the answers.

In `bench/judged`, one JSON object a line:

- `relevance.jsonl`: a text with its kind, the needs that it has (`expected`, each with the skills that meet
  it and whether it is essential), and further skills that a lead nods at (`fits`);
- `relevance_skills.jsonl`: the grade of any other skill that some variant led to;
- `relevance_people.jsonl`: the grade of a colleague in the demo municipality, named by their portrait.

Texts with an odd number are the test half, which nothing is chosen on; the others are there to develop with.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from matching.model import Employee

JUDGED = Path(__file__).parent / "judged"
HALVES = ("dev", "test")
NO_TASK = frozenset({"off-topic", "forbidden"})
"""The kinds of texts that nobody is to be listed for."""
VAGUE = "vague"


class Grade(IntEnum):
    """What an experienced project lead says of a skill or a colleague for a task."""

    WRONG = 0
    ARGUABLE = 1
    FITS = 2


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text, the skills that meet each of its essential needs, and the grades of skills and of people."""

    id: str
    kind: str
    text: str
    essential: tuple[frozenset[str], ...]
    skills: Mapping[str, Grade]
    people: Mapping[str, Grade]

    @property
    def half(self) -> str:
        """The half that it belongs to."""
        return HALVES[int(self.id.rpartition("-")[2]) % 2]

    @property
    def is_task(self) -> bool:
        """Whether colleagues can be found for it."""
        return self.kind not in NO_TASK


def read(folder: Path = JUDGED) -> list[JudgedText]:
    """All texts with their grades."""
    skills = _grades(_lines(folder / "relevance_skills.jsonl"), of="skill")
    people = _grades(_lines(folder / "relevance_people.jsonl"), of="employee")
    return [_text(each, skills, people) for each in _lines(folder / "relevance.jsonl")]


def portrait(employee: Employee) -> str:
    """The id with a short hash of workplace, profession and levels: who can something else is judged anew.

    The demo municipality is drawn again whenever its catalogue changes, and then its people can other things.
    """
    held = sorted((each.skill, each.level) for each in employee.skills)
    seen = json.dumps([employee.profession, employee.workplace, held])
    return f"{employee.id}@{sha256(seen.encode()).hexdigest()[:8]}"


def _text(
    line: Any, skills: Mapping[str, dict[str, Grade]], people: Mapping[str, dict[str, Grade]]
) -> JudgedText:
    needs = [(frozenset(need["skills"]), need["essential"]) for need in line["expected"]]
    named = [*line["fits"], *(skill for need, _ in needs for skill in need)]
    return JudgedText(
        id=line["id"],
        kind=line["kind"],
        text=line["text"],
        essential=tuple(need for need, essential in needs if essential),
        skills=skills.get(line["id"], {}) | dict.fromkeys(named, Grade.FITS),
        people=people.get(line["id"], {}),
    )


def _lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _grades(lines: Iterable[Any], *, of: str) -> dict[str, dict[str, Grade]]:
    """The grades of each text by what was judged."""
    grades: dict[str, dict[str, Grade]] = {}
    for line in lines:
        grades.setdefault(line["id"], {})[line[of]] = Grade(line["grade"])
    return grades
