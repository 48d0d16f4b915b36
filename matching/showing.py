"""How far an employee shows themselves: what they choose, and what HR's sources may say beside that.

Their choice outlives files. A source that goes on saying what it said changes nothing; one that says
something new can hide them from more people, never show them to more, and they may choose again. Who is
protected (name and address) hides from the moment a source says so, and cannot choose otherwise until a
source says that it is over; they stay hidden then until they choose.
"""

from dataclasses import replace

from matching.bounds import PROTECTED, Fault, OutOfBounds
from matching.model import Employee, Visibility


def filed(employee: Employee, *, visibility: Visibility | None, protected: bool | None) -> Employee:
    """The employee after a source has spoken; None where it says nothing of the one or the other."""
    hides = employee.protected if protected is None else protected
    is_news = visibility is not None and visibility is not employee.visibility_in_file
    shown = employee.visibility.narrowed(visibility) if visibility and is_news else employee.visibility
    return replace(
        employee,
        visibility=Visibility.HIDDEN if hides else shown,
        visibility_in_file=visibility or employee.visibility_in_file,
        protected=hides,
    )


def chosen(employee: Employee, visibility: Visibility) -> Employee:
    """The employee after their own choice. Raises OutOfBounds for who is protected and does not hide."""
    if employee.protected and visibility is not Visibility.HIDDEN:
        raise OutOfBounds([Fault(("visibility",), PROTECTED)])
    return replace(employee, visibility=visibility)
