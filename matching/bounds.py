"""What values may be: hours, weights, days and lengths, said once for API, pages, files and graph.

Every way in checks with these constants in its own words. Whatever is written to the graph is checked
once more, by the functions below (`graph.records.nodes`), so that no way in can forget to.
"""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from datetime import date

from matching.model import MAX_LEVEL, Employee, Task, Visibility

# Hours a week of one person, for any purpose. By law 48 on average over four months (the Working Time
# Directive, 2003/88/EC), so that a single week may have more; beyond 60 it is a slip of the keyboard.
MOST_HOURS = 60.0
# What a requirement may weigh beside the others (no unit). By eye: at 1 to 10,000 the lighter one has no say
# any more, and far below it the squares that lengths are made of vanish.
LIGHTEST, HEAVIEST = 0.01, 100.0
# The first day that anything here can be dated. By eye: what is older is a slip, as where
# spreadsheets write 1900 for 0.
EARLIEST = date(1950, 1, 1)
# The last day that a plan can name. By eye: HR systems write 2099-12-31 for "until further notice".
LATEST = date(2100, 12, 31)
# How many unanswered invitations somebody may want at a time. By eye.
MOST_INVITATIONS = 50
# Skills that one task asks for, or took. By eye: four times as many as the demo's longest task.
MOST_REQUIREMENTS = 30
# Qualifications that one task demands. By eye: a lorry with a crane on a road takes three.
MOST_QUALIFICATIONS = 10
# Workplaces that own one task together. By eye.
MOST_OWNERS = 20
# People in a team that is put together here. By eye; the search is measured up to it.
MOST_MEMBERS = 15
# Ids that one list of a question names: filters, who is left out, who is in the task already. By eye.
MOST_IDS = 200
# Colleagues that somebody says they know. By eye.
MOST_KNOWN = 500
# Skills that somebody wants to learn, or can teach. By eye.
MOST_WISHES = 100
# Characters of an id. By eye: the longest URI of ESCO has 73.
LONGEST_ID = 300
# Characters of a name, title or label, and of what is searched for among them. By eye.
LONGEST_LABEL = 200
# Characters of who issued a qualification, and of what was seen of it. By eye: a few words.
LONGEST_ISSUER = 200
# Characters of a message, a reason or a note. By eye: a page.
LONGEST_NOTE = 2_000
# Characters of a task in own words. By eye: four pages.
LONGEST_TEXT = 10_000
PROTECTED = "Must be hidden: HR's system says that name and address are protected."


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that may not be: where it stands in its object, and why, as a sentence."""

    place: tuple[str | int, ...]
    reason: str

    @property
    def kind(self) -> tuple[object, ...]:
        """The same for every position in a list."""
        return (*(each for each in self.place if isinstance(each, str)), self.reason)


class OutOfBounds(ValueError):
    """An object has values that may not be; nothing of it is written.

    `fields` are the places in it with the reason for each.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        self.fields = tuple((each.place, each.reason) for each in self.faults)
        super().__init__(
            "; ".join(f"{'.'.join(map(str, each.place))}: {each.reason}" for each in self.faults)
        )


def task_faults(task: Task, today: date) -> Iterator[Fault]:
    """What a task may not be: weights, hours and lists out of bounds, days that aren't past or in order."""
    yield from past(("created_on",), task.created_on, today)
    if task.closed_on is not None:
        yield from past(("closed_on",), task.closed_on, today)
        if task.closed_on < task.created_on:
            yield Fault(("closed_on",), "Must not be before the task was created.")
    yield from several(("requirements",), task.requirements, MOST_REQUIREMENTS)
    yield from several(("taken_away",), task.taken_away, MOST_REQUIREMENTS)
    needed = {need.skill for need in task.requirements}
    for at, skill in enumerate(task.taken_away):
        if skill in needed:
            yield Fault(("taken_away", at), "Must not be required too.")
    yield from several(("qualifications",), task.qualifications, MOST_QUALIFICATIONS)
    yield from several(("owners",), task.owners, MOST_OWNERS)
    for at, need in enumerate(task.requirements):
        yield from within(("requirements", at, "level"), need.level, 1, MAX_LEVEL)
        yield from within(("requirements", at, "weight"), need.weight, LIGHTEST, HEAVIEST)
    for at, each in enumerate(task.assignments):
        yield from within(("assignments", at, "hours"), each.hours, 0, MOST_HOURS)
        ends = ("started_on", each.started_on), ("ended_on", each.ended_on)
        yield from period(("assignments", at), *ends)
        for number, once in enumerate(each.earlier):
            place = ("assignments", at, "earlier", number)
            yield from within((*place, "hours"), once.hours, 0, MOST_HOURS)
            yield from period(place, ("started_on", once.started_on), ("ended_on", once.ended_on))


def employee_faults(employee: Employee, today: date) -> Iterator[Fault]:
    """What an employee may not be: hours, levels and caps out of bounds, evidence from the future.

    Nor may one whose name and address are protected be shown.
    """
    yield from within(("weekly_hours",), employee.weekly_hours, 0, MOST_HOURS)
    if employee.hours_offered is not None:
        yield from within(("hours_offered",), employee.hours_offered, 0, MOST_HOURS)
    if employee.invitation_cap is not None:
        yield from within(("invitation_cap",), employee.invitation_cap, 0, MOST_INVITATIONS)
    ends = ("offers_from", employee.offers_from), ("offers_until", employee.offers_until)
    yield from period((), *ends)
    for at, held in enumerate(employee.skills):
        yield from within(("skills", at, "level"), held.level, 1, MAX_LEVEL)
        yield from past(("skills", at, "confirmed_on"), held.confirmed_on, today)
    for at, said in enumerate(employee.statements):
        yield from within(("statements", at, "level"), said.level, 0, MAX_LEVEL)
        yield from past(("statements", at, "said_on"), said.said_on, today)
    for at, seen in enumerate(employee.qualifications):
        yield from past(("qualifications", at, "confirmed_on"), seen.confirmed_on, today)
        yield from period(("qualifications", at), ("confirmed_on", None), ("valid_until", seen.valid_until))
    for at, own in enumerate(employee.own_qualifications):
        yield from past(("own_qualifications", at, "said_on"), own.said_on, today)
        yield from period(("own_qualifications", at), ("said_on", None), ("valid_until", own.valid_until))
    if employee.protected and employee.visibility is not Visibility.HIDDEN:
        yield Fault(("visibility",), PROTECTED)
    for at, (_, declared_on) in enumerate(employee.knows):
        yield from past(("knows", at), declared_on, today)


def within(place: tuple[str | int, ...], value: float, least: float, most: float) -> Iterator[Fault]:
    """A number must be one, and lie between two others."""
    if not least <= value <= most:  # nor is NaN
        yield Fault(place, f"Must be from {least:g} to {most:g}.")


def several(place: tuple[str | int, ...], values: Sized, most: int) -> Iterator[Fault]:
    """There are only so many of what a list holds."""
    if len(values) > most:
        yield Fault(place, f"Must be at most {most}.")


def past(place: tuple[str | int, ...], day: date, today: date) -> Iterator[Fault]:
    """What has happened has a day up to today."""
    if not EARLIEST <= day <= today:
        yield Fault(place, f"Must be from {EARLIEST} up to today.")


def period(
    place: tuple[str | int, ...],
    start: tuple[str, date | None],
    end: tuple[str, date | None],
) -> Iterator[Fault]:
    """A period, each end (name and day) open, does not end before it starts."""
    for name, day in (start, end):
        if day is not None and not EARLIEST <= day <= LATEST:
            yield Fault((*place, name), f"Must be from {EARLIEST} up to {LATEST}.")
    if start[1] is not None and end[1] is not None and end[1] < start[1]:
        yield Fault((*place, end[0]), f"Must not be before {start[0]}.")
