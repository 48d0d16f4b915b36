"""The way to a stranger as faces in a line: who is on it, and how each knows the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.index.index import Index
from matching.index.naming import employee_name, task_title
from matching.insight.introductions import Step
from service.web.frame.texts import gettext as _
from service.web.frame.wording import joined, place_words
from service.web.task.cards import initials


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody by name and place."""

    id: str
    name: str
    first_name: str
    place: str


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody on the way after oneself, with two letters, and how the one before knows them."""

    mark: str
    colleague: Colleague
    tie: str


def faces(steps: Sequence[Step], index: Index) -> list[Face]:
    """Everybody on a way, the one that is sought last."""
    people = [colleague(step.colleague, index) for step in steps]
    marks = initials([each.name for each in people])
    ties = [_tie(step, index, own=at == 0) for at, step in enumerate(steps)]
    return [Face(*each) for each in zip(marks, people, ties, strict=True)]


def colleague(id: str, index: Index) -> Colleague:
    """What is said of somebody who shows themselves to who asks."""
    name, place = employee_name(index, id), place_words(index, id)
    return Colleague(id, name, name.split()[0] if id in index.workforce.row_of else name, place)


def _tie(step: Step, index: Index, *, own: bool) -> str:
    """The newest tasks that two completed together, or that they know each other."""
    titles = joined([f"»{task_title(index, task)}«" for task in step.tie.tasks[:2]])
    if titles:
        return (
            _("I har løst %(tasks)s sammen", tasks=titles)
            if own
            else _("De har løst %(tasks)s sammen", tasks=titles)
        )
    return _("I kender hinanden") if own else _("De kender hinanden")
