"""Which of somebody's qualifications count towards what a task demands, and what runs out.

What counts is what HR has seen, unless the employee disputes it. A dispute is about one last day: once HR
says another, it is settled. What employees say that they have is shown to them and to HR, and meets no
demand before HR has seen it: a law asks for more than somebody's word. Nothing is ever inferred from a
profession, a skill or a text.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from matching.model import Employee, OwnQualification, Qualification

# Days before the last one on which somebody is reminded, the first first. By eye: a quarter, a month, a week.
REMINDER_DAYS = (90, 30, 7)


@dataclass(frozen=True, slots=True)
class RunsOut:
    """A qualification that ends soon or has ended: `days` left, below 0 where it has."""

    qualification: Qualification
    days: int

    @property
    def reminder(self) -> int:
        """The last of `REMINDER_DAYS` that has come."""
        return min(each for each in REMINDER_DAYS if self.days <= each)


def counting(employee: Employee) -> tuple[Qualification, ...]:
    """What counts of an employee's qualifications, by the kind's id."""
    found = (each for each in employee.qualifications if not is_disputed(employee, each))
    return tuple(sorted(found, key=lambda each: each.kind))


def is_disputed(employee: Employee, qualification: Qualification) -> bool:
    """Whether the employee disputes what HR says."""
    said = own_of(employee, qualification.kind)
    return said is not None and said.disputes and said.valid_until == qualification.valid_until


def unseen(employee: Employee) -> tuple[OwnQualification, ...]:
    """What the employee says they have and HR has not seen so, by the kind's id."""
    known = {(each.kind, each.valid_until) for each in employee.qualifications}
    said = (each for each in employee.own_qualifications if not each.disputes)
    found = (each for each in said if (each.kind, each.valid_until) not in known)
    return tuple(sorted(found, key=lambda each: each.kind))


def running_out(employee: Employee, today: date) -> tuple[RunsOut, ...]:
    """What counts and ends within the first reminder's days, or has ended, the earliest first."""
    found = [
        RunsOut(each, (each.valid_until - today).days)
        for each in counting(employee)
        if each.valid_until is not None and each.valid_until <= today + timedelta(REMINDER_DAYS[0])
    ]
    return tuple(sorted(found, key=lambda each: (each.days, each.qualification.kind)))


def last_day(starts_on: date | None, ends_on: date | None, *, today: date) -> date:
    """The day on which a qualification must still be valid to be so for a whole period.

    A period without an end is known up to the day it begins, or to today.
    """
    return ends_on or max(starts_on or today, today)


def stating(employee: Employee, said: OwnQualification) -> Employee:
    """The employee once they said something of a qualification."""
    others = (each for each in employee.own_qualifications if each.kind != said.kind)
    return replace(employee, own_qualifications=tuple(sorted((*others, said), key=lambda each: each.kind)))


def disputing(employee: Employee, qualification: Qualification, *, on: date) -> Employee:
    """The employee once they dispute what HR says."""
    said = OwnQualification(
        kind=qualification.kind, valid_until=qualification.valid_until, disputes=True, said_on=on
    )
    return stating(employee, said)


def taking_back(employee: Employee, kind: str) -> Employee:
    """The employee without what they said of a kind."""
    kept = (each for each in employee.own_qualifications if each.kind != kind)
    return replace(employee, own_qualifications=tuple(kept))


def own_of(employee: Employee, kind: str) -> OwnQualification | None:
    """What the employee says of a kind themselves."""
    return next((each for each in employee.own_qualifications if each.kind == kind), None)
