"""Whom an asker may see: visibility is each employee's own choice, and everybody sees themselves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import NotFound, UnknownReference, Unreadable
from graph.records.reading import Stored
from matching.model import Employee, Visibility
from service.request.identity import Identity
from service.rights import Fact

if TYPE_CHECKING:
    from graph.employees import Employees
    from matching.index.index import Index

T = TypeVar("T")
BY_VISIBILITY = {
    Visibility.EVERYONE: Fact.SHOWN_TO_ALL,
    Visibility.LEADS: Fact.SHOWN_TO_LEADS,
    Visibility.HIDDEN: Fact.HIDING,
}
"""What one learns who is shown a colleague."""


def may_see(identity: Identity, employee: Employee) -> bool:
    """Whether the employee shows themselves to the one who asks."""
    own = identity.is_person and employee.id == identity.subject
    return identity.learns(BY_VISIBILITY[employee.visibility], own=own)


def employee_asking(identity: Identity, index: "Index") -> str | None:
    """The employee (id) who asks; None for a tool, whatever it is named, and for who is in no picture."""
    known = identity.is_person and identity.subject in index.workforce.row_of
    return identity.subject if known else None


def unseen(identity: Identity, index: "Index", ids: Iterable[str]) -> set[str]:
    """Those of these ids that are nobody's, or of employees who do not show themselves to the one who asks.

    Which of the two is not told: it takes the same steps, all in memory, so that no watch tells it either
    (`python -m bench.timing`).
    """
    return {*index.unseen(identity.audience, ids)} - {employee_asking(identity, index)}


def hold_seen(identity: Identity, index: "Index", id: str) -> None:
    """Raise NotFound unless it is the id of an employee who shows themselves to the one who asks."""
    if unseen(identity, index, [id]):
        raise NotFound("employee", id)


def own_profile(identity: Identity, employees: "Employees", id: str) -> Stored[Employee]:
    """What is kept of the one who asks. Raises NotFound for anybody else."""
    if id != identity.subject:
        raise NotFound("employee", id)
    return employees.get(id)


def with_unseen(given: Iterable[T], stored: Iterable[T], *, sees: Callable[[T], bool]) -> tuple[T, ...]:
    """What is sent takes the place of what could be read; what the asker does not see stays."""
    return (*given, *(each for each in stored if not sees(each)))


def hold_shown(identity: Identity, employees: "Employees", ids: Iterable[str]) -> None:
    """Raise UnknownReference for those who are not there, or do not show themselves to the one who asks."""
    hidden = [id for id in ids if not shows(identity, employees, id)]
    if hidden:
        raise UnknownReference("employee", hidden)


def shows(identity: Identity, employees: "Employees", id: str) -> bool:
    """Whether there is such an employee who shows themselves to the one who asks."""
    try:
        return may_see(identity, employees.get(id).value)
    except (NotFound, Unreadable):
        return False


def without_hidden(
    found: Iterable[Any], field: str, *, identity: Identity, employees: "Employees"
) -> list[Any]:
    """The same dataclasses, in whose field nobody is named who hides from the one who asks."""
    return without(found, field, lambda id: hides(identity, employees, id), blank={field: ""})


def without(
    found: Iterable[Any], field: str, hidden: Callable[[str], bool], *, blank: Mapping[str, Any]
) -> list[Any]:
    """The same dataclasses, those with `blank` in them whose field names (an id) somebody `hidden`."""
    named = list(found)
    out = {id for id in {getattr(each, field) for each in named} if id and hidden(id)}
    return [replace(each, **blank) if getattr(each, field) in out else each for each in named]


def hides(identity: Identity, employees: "Employees", id: str) -> bool:
    """Whether there is such an employee who does not show themselves to the one who asks."""
    try:
        return not may_see(identity, employees.get(id).value)
    except NotFound:
        return False
