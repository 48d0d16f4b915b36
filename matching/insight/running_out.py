"""Which qualifications run out soon, by workplace: how many people, as statistics may say it.

Who hides is not counted, and groups of fewer than ten are put together (`small_groups`).
"""

from collections import Counter
from dataclasses import dataclass

from matching.index.cache import once_an_index
from matching.index.columns import days
from matching.index.index import Index
from matching.insight.small_groups import shown, told
from matching.model import Visibility
from matching.qualifications import REMINDER_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOut:
    """Of a kind, how many have ended or end within the first reminder's days.

    At one `workplace`, or at all that can't be named, where None; `employees` is None of one to nine.
    """

    kind: str
    workplace: str | None
    employees: int | None


@once_an_index
def running_out_by_workplace(index: Index) -> tuple[RunningOut, ...]:
    """By kind, the workplaces of ten people or more with the most first, and then the others together."""
    workforce = index.workforce
    seen = workforce.seen_by(Visibility.LEADS)
    latest = days(workforce.today) + REMINDER_DAYS[0]
    found: list[RunningOut] = []
    for kind in sorted(workforce.qualifications.of_kind):
        people = Counter(
            index.workplace_of(row)
            for row, last in workforce.qualifications.of_kind[kind].items()
            if seen[row] and last <= latest and last != workforce.disputes.last(kind, row)
        )
        named = shown(people)
        most_first = sorted(named, key=lambda id: (-people[id], id))
        found += [RunningOut(kind=kind, workplace=id, employees=people[id]) for id in most_first]
        if others := sum(count for id, count in people.items() if id not in named):
            found.append(RunningOut(kind=kind, workplace=None, employees=told(others)))
    return tuple(found)
