"""What comes out of a question: the list, who meets what it leaves open, and who did something like it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matching.question import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A requirement that nobody on the list covers though somebody in the house does.

    `employees` are those who can be asked, the best first; none where all have enough invitations.
    """

    skill: str
    employees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarTask:
    """A past task like the one that is asked about, and who of those that took part can be asked about it."""

    task: str
    closed_on: date
    employees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The answer to a question: candidates in order, and which requirements nobody at all covers (gaps).

    `elsewhere` are those that somebody covers who isn't on the list, `similar` the past tasks most like this
    one. `considered` is how many employees could score at all, `unqualified` how many more could if the
    question demanded no qualifications; `change` is the change number of the
    graph that the answer was made from, and `weights` the version of the weights.
    """

    candidates: tuple[Candidate, ...]
    gaps: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    similar: tuple[SimilarTask, ...] = ()
    considered: int
    unqualified: int = 0
    change: int
    weights: str = "shipped"

    @property
    def named(self) -> frozenset[str]:
        """Who can be asked to help: everybody on the list, and who meets what it leaves open."""
        beside = (id for each in self.elsewhere for id in each.employees)
        return frozenset((*(each.employee for each in self.candidates), *beside))

    def without(self, employees: Iterable[str]) -> tuple[str, ...]:
        """Those of some employees who are not on the list."""
        listed = {each.employee for each in self.candidates}
        return tuple(id for id in employees if id not in listed)
