"""What is past its time, found and taken away: who left, unconfirmed skills, old texts, what is recorded.

Each is found first, so that a dry run can say how much it is; taking it away can be repeated without harm.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from graph.audit.chain import Entry, Kind, Part
from graph.audit.journal import Journal
from graph.audit.lines import Cut, new_pseudonym
from graph.signatures import COMMAND
from graph.store import GraphStore
from matching.model import Employee, Evidence, Task, TaskStatus

ACTOR = f"{COMMAND}retention"
MONTHS_A_YEAR = 12

FIND_LEFT = """
MATCH (n:Employee)
WHERE n.retired = true
RETURN n.id AS id, n.retired_on AS left_on
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long what is kept: days, and months back from a day."""

    left_days: int
    unconfirmed_months: int
    task_text_months: int
    record_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is past its time on a day: ids of who left, and everything else as it is to be.

    Those `away` left too, but only their account says so: they are still here, hiding.

    `unconfirmed` is how many skills that is, of the `employees`; `loads` how many of HR's loads began before
    a day.
    """

    left: tuple[str, ...]
    away: frozenset[str]
    employees: tuple[Employee, ...]
    unconfirmed: int
    tasks: tuple[Task, ...]
    cuts: tuple[Cut, ...]
    loads: int
    loads_before: date

    @property
    def lines(self) -> int:
        """How many lines of the record are cut off."""
        return sum(cut.lines for cut in self.cuts)

    @property
    def counts(self) -> dict[str, int]:
        """How much that is, by what it is; nobody is named."""
        return {
            "left": len(self.left),
            "unconfirmed": self.unconfirmed,
            "task_texts": len(self.tasks),
            "lines": self.lines,
            "loads": self.loads,
        }


def due(store: GraphStore, terms: Terms, *, today: date) -> Due:
    """What is past its time. Raises GraphUnavailable."""
    unconfirmed_before = months_before(today, terms.unconfirmed_months)
    told_before = months_before(today, terms.task_text_months)
    recorded_before = today - timedelta(days=terms.record_days)
    people = [
        (each, after)
        for each in store.employees.all()
        if (after := _confirmed(each, unconfirmed_before)) is not each
    ]
    left_before = today - timedelta(days=terms.left_days)
    away = store.accounts.due(left_before)
    return Due(
        left=tuple(sorted({*_left(store, left_before), *away})),
        away=away,
        employees=tuple(after for _, after in people),
        unconfirmed=sum(_kept_of(before) - _kept_of(after) for before, after in people),
        tasks=tuple(
            replace(each, description="")
            for each in store.tasks.all()
            if each.status is TaskStatus.CLOSED
            and each.description
            and each.closed_on is not None
            and each.closed_on < told_before
        ),
        cuts=tuple(store.record.due(recorded_before)),
        loads=store.loads.count_before(recorded_before),
        loads_before=recorded_before,
    )


def take_away(store: GraphStore, found: Due, journal: Journal, *, now: Callable[[], datetime]) -> None:
    """Take away what is past its time, and record that it was done. Raises GraphUnavailable, NotRecorded.

    How much it was is one more line, by which a DPO can show that it was done.

    That somebody is erased is in the graph's record before they are, or else their lines would not hold.
    """

    def note(kind: Kind, **said: object) -> None:
        journal.add(Entry(kind=kind, at=now(), people=((ACTOR, Part.ACTOR),), said=said))
        journal.ship()

    named = store.record.people()
    plans = store.loading.plan_upkeep(found.employees), store.loading.plan_tasks(found.tasks)
    store.loading.apply(*plans)
    for person in found.left:
        if person in found.away:
            store.accounts.retire(person)
        pseudonym = new_pseudonym()
        if person in named:
            note(Kind.ERASURE, pseudonym=pseudonym)
        store.erasures.take_away(person, pseudonym=pseudonym, remembering=True)
    for cut in found.cuts:
        note(Kind.RETENTION, chain=cut.chain, up_to=cut.last.number)
        store.record.cut(cut)
    store.loads.forget_before(found.loads_before)
    if any(found.counts.values()):
        note(Kind.RETENTION, **found.counts)


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier; the last one where that month is shorter."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 - months, MONTHS_A_YEAR)
    following = date(year + (month + 1) // MONTHS_A_YEAR, (month + 1) % MONTHS_A_YEAR + 1, 1)
    last = following - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def _left(store: GraphStore, before: date) -> tuple[str, ...]:
    """Who left before a day, or on one that nobody wrote down."""
    rows = store.database.read(lambda transaction: transaction.rows(FIND_LEFT))
    return tuple(
        sorted(each["id"] for each in rows if not each["left_on"] or each["left_on"] < before.isoformat())
    )


def _confirmed(employee: Employee, before: date) -> Employee:
    """Without the skills that nobody confirmed since a day; those that were shown or confirmed stay.

    What somebody says they don't have, or disputes, stays said. A level that they stated expires as any
    other, but where it lowers what others know: without it that would count.
    """
    shown = {
        each.skill: each
        for each in employee.skills
        if each.evidence >= Evidence.CONFIRMED or each.confirmed_on >= before
    }
    said = tuple(
        each
        for each in employee.statements
        if each.said_on >= before
        or each.disputes
        or each.level == 0
        or (each.skill in shown and each.level < shown[each.skill].level)
    )
    after = replace(employee, skills=tuple(shown.values()), statements=said)
    return employee if _kept_of(after) == _kept_of(employee) else after


def _kept_of(employee: Employee) -> int:
    return len(employee.skills) + len(employee.statements)
