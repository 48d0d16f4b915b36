"""Finds the rows that spoil a whole, by halving: what nobody foresaw costs those rows and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from graph.records.soundness import LeftOut, Refuse
from matching.index.columns import EmployeeColumns
from matching.index.index import Changes

T = TypeVar("T")

KINDS = {
    "employees": "employee",
    "skills": "skill",
    "professions": "profession",
    "workplaces": "workplace",
    "tasks": "task",
    "waiting": "invitation",
    "suggestions": "suggestion",
}
"""What an index is made of and the word for one of each, those first that the others are about."""


def without_spoilers(everything: Changes, make: Callable[[Changes], object], refuse: Refuse) -> Changes:
    """What is left of all that was read when each row is gone that nothing can be made with.

    `refuse` is told of those. Takes several times as long as `make`.
    """
    sound = Changes(number=everything.number)
    for name, kind in KINDS.items():
        holds = partial(_holds, make, sound, name)
        good, bad = sifted([*getattr(everything, name)], holds)
        if name == "employees":
            more, bad = sifted([each for batch in bad for each in batch.singly()], holds)
            good += more
        for row in bad:
            refuse(LeftOut(kind, _id(row), "nothing can be made with it"))
        sound = _with(sound, name, good)
    return sound


def _holds(make: Callable[[Changes], object], sound: Changes, name: str, rows: Sequence[Any]) -> bool:
    try:
        make(_with(sound, name, rows))
    except Exception:
        return False
    return True


def _with(sound: Changes, name: str, rows: Sequence[Any]) -> Changes:
    changed: dict[str, Any] = {name: rows}
    return replace(sound, **changed)


def _id(row: Any) -> str:
    if isinstance(row, EmployeeColumns):
        return row.ids[0]
    return str(getattr(row, "id", ""))


def sifted(rows: Sequence[T], holds: Callable[[Sequence[T]], bool]) -> tuple[list[T], list[T]]:
    """The rows that `holds` is true of together, and those that spoil it for whatever they are with.

    For a few bad rows among n, `holds` is asked a few times log2(n).
    """
    if holds(rows):
        return [*rows], []
    if len(rows) == 1:
        return [], [*rows]
    middle = len(rows) // 2
    (good, bad), (more, worse) = sifted(rows[:middle], holds), sifted(rows[middle:], holds)
    return good + more, bad + worse
