"""An organisation's own tasks as examples: their words, what people said they need, and what they took away.

Closed tasks say most: what they needed was borne out. Who took part in them is not looked at.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from matching.language.text import LONGEST_TEXT
from matching.model import Task, TaskExample, TaskStatus

MOST_OWN = 5_000
"""Own tasks that are learned from, so that learning stays brief. By eye: what a house closes in years."""


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task as an example, whether it is closed, and the day that it ended or began."""

    example: TaskExample
    closed: bool
    on: date


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """The tasks that have a need, by id; never changed: `patched` makes the next ones."""

    by_id: Mapping[str, OwnTask] = field(default_factory=dict)

    def patched(self, tasks: Iterable[Task], gone: Set[str] = frozenset()) -> Self:
        """With what was read of some tasks, and without those gone; itself where nothing changed."""
        after = {id: known for id, known in self.by_id.items() if id not in gone}
        for task in tasks:
            if task.requirements:
                after[task.id] = _own(task)
            else:
                after.pop(task.id, None)
        return self if after == self.by_id else type(self)(after)

    def examples(self) -> list[TaskExample]:
        """The closed ones, the latest first, then the open ones, the newest first; at most `MOST_OWN`."""
        ordered = sorted(
            self.by_id.items(), key=lambda each: (not each[1].closed, -each[1].on.toordinal(), each[0])
        )
        return [known.example for _, known in ordered[:MOST_OWN]]


def _own(task: Task) -> OwnTask:
    closed = task.status is TaskStatus.CLOSED
    text = f"{task.title}\n{task.description}"[:LONGEST_TEXT]
    skills = tuple(sorted({need.skill for need in task.requirements}))
    taken_away = tuple(sorted(set(task.taken_away) - set(skills)))
    return OwnTask(TaskExample(text, skills, taken_away), closed, task.closed_on or task.created_on)
