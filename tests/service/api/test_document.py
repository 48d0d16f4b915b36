"""The examples of docs/api.md can be tried in the demo municipality as they stand."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from graph.demo import Municipality

DOCUMENT = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
THINGS = {"id", "employee", "employees", "skill", "requirement", "workplace", "profession", "owners", "tasks"}
IDS = THINGS | {"part_of", "broader", "related", "wants_to_learn", "can_teach"}
"""The fields that hold ids, or things with an id."""


@pytest.fixture(scope="module")
def known(fjordby: Municipality) -> set[str]:
    """The ids of the demo, and of the task that the document creates."""
    kinds = (fjordby.skills, fjordby.professions, fjordby.workplaces, fjordby.employees, fjordby.tasks)
    return {each.id for kind in kinds for each in kind} | created()


def created() -> set[str]:
    return set(re.findall(r"^Location: /api/v1/tasks/(\S+)$", DOCUMENT, re.MULTILINE))


def examples() -> list[Any]:
    """What the document sends and what it shows as answers, where `…` stands for what was left out."""
    blocks = re.findall(r"^```(?:json|http)\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    sent = re.findall(r"-d '({.*?})'$", DOCUMENT, re.MULTILINE | re.DOTALL)
    return [json.loads(_whole(block[block.index("{") :])) for block in (*blocks, *sent)]


def _whole(text: str) -> str:
    return re.sub(r"…,\s*|,\s*…|…", "", text)


def ids(found: Any, *, of: str = "") -> Iterator[str]:
    """The ids in an example; `of` is the field that it is in."""
    if isinstance(found, dict):
        for name, value in found.items():
            yield from ids(value, of=name)
            if name == "source" and value.startswith("task:"):
                yield value.removeprefix("task:")
    elif isinstance(found, list):
        for each in found:
            yield from ids(each, of=of)
    elif isinstance(found, str) and of in IDS:
        yield found


def objects(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
    for each in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from objects(each)


def test_every_id_in_an_example_is_one_of_the_demo(known: set[str]) -> None:
    named = {id for example in examples() for id in ids(example)}
    assert len(named) > 20
    assert named - known == set()


def test_every_address_leads_to_something_in_the_demo(known: set[str]) -> None:
    paths = re.findall(r"\$API/(?:employees|workplaces|skills|professions|tasks)/([^\s:?/$]+)", DOCUMENT)
    asked = re.findall(r"[?&]workplace=([^\s&\"]+)", DOCUMENT)
    assert len(paths) > 3
    assert {unquote(each) for each in (*paths, *asked)} - known == set()


def test_nothing_is_closed_before_it_was_created() -> None:
    closed = [
        each
        for example in examples()
        for each in objects(example)
        if each.get("closed_on") and "created_on" in each
    ]
    assert closed
    assert all(each["created_on"] <= each["closed_on"] for each in closed)
