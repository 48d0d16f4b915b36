"""What a person wishes of a team: the fields of the form, beside the inquiry that it is for.

As with an inquiry, all that a page shows follows from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from werkzeug.datastructures import MultiDict

from matching.bounds import LONGEST_ID, MOST_IDS, MOST_MEMBERS
from matching.index.index import Index
from matching.model import LifePhase, Visibility
from matching.question import USUAL_TEAM, TeamQuestion
from service.web.frame.forms import read_period
from service.web.task.inquiry import Inquiry

# Workplaces, professions and new acquaintances that the form offers to ask for. By eye: more leave no team.
MOST_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamWishes:
    """Limits, and who is to be in the team; `members` are those of a team that is looked at.

    `co_owner` is a workplace that owns the task beside the asking one, `learn` a skill that somebody
    is to learn in the team. Hours, and who is not wanted, are those of the inquiry.
    """

    largest: int = USUAL_TEAM
    workplaces: int = 1
    professions: int = 1
    new: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    co_owner: str = ""
    learn: str = ""
    life_phases: tuple[LifePhase, ...] = ()
    fixed: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    def fields(self) -> Iterator[tuple[str, str]]:
        """The form fields that give these wishes again."""
        standard = TeamWishes()
        for name, value, usual in (
            ("hoejst", self.largest, standard.largest),
            ("steder", self.workplaces, standard.workplaces),
            ("fag", self.professions, standard.professions),
            ("nye", self.new, standard.new),
        ):
            if value != usual:
                yield name, str(value)
        for name, day in (("fra", self.starts_on), ("til", self.ends_on)):
            if day is not None:
                yield name, day.isoformat()
        yield from (
            (name, value) for name, value in (("medejer", self.co_owner), ("laer", self.learn)) if value
        )
        yield from (("fase", phase.value) for phase in self.life_phases)
        yield from (("medlem", employee) for employee in self.fixed)
        yield from (("hold", employee) for employee in self.members)

    def known_in(self, index: Index, audience: Visibility) -> Self:
        """Without what has gone since, or no longer shows itself to the one who asks."""

        def seen(employees: tuple[str, ...]) -> tuple[str, ...]:
            gone = index.unseen(audience, employees)
            return tuple(each for each in employees if each not in gone)

        return replace(
            self,
            co_owner=self.co_owner if self.co_owner in index.workplaces else "",
            learn=self.learn if self.learn in index.taxonomy.skills else "",
            fixed=seen(self.fixed),
            members=seen(self.members),
        )

    def swapping(self, out: str, into: str) -> Self:
        """With somebody else in a seat of the team that is looked at."""
        return replace(self, members=tuple(into if each == out else each for each in self.members))

    def question(self, inquiry: Inquiry) -> TeamQuestion:
        """What is asked, but for the skills."""
        return TeamQuestion(
            text=inquiry.text,
            owners=tuple(dict.fromkeys(each for each in (inquiry.unit, self.co_owner) if each)),
            fixed=self.fixed,
            exclude=tuple(each for each in inquiry.excluded if each not in self.fixed),
            largest=max(self.largest, len(self.fixed)),
            workplaces=self.workplaces,
            professions=self.professions,
            qualifications=inquiry.qualifications,
            hours_each=inquiry.hours,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            new=self.new,
            learn=self.learn or None,
            life_phases=self.life_phases,
        )


def read_wishes(form: MultiDict[str, str]) -> tuple[TeamWishes, Mapping[str, str]]:
    """The wishes that a form or an address holds, and what is wrong with them by field name."""
    wrong: dict[str, str] = {}
    starts_on, ends_on = read_period(form, wrong)
    wishes = TeamWishes(
        largest=_count(form.get("hoejst", ""), 1, MOST_MEMBERS, USUAL_TEAM),
        workplaces=_count(form.get("steder", ""), 1, MOST_PLACES, 1),
        professions=_count(form.get("fag", ""), 1, MOST_PLACES, 1),
        new=_count(form.get("nye", ""), 0, MOST_PLACES, 0),
        starts_on=starts_on,
        ends_on=None if "til" in wrong else ends_on,
        co_owner=_id(form.get("medejer", "")),
        learn=_id(form.get("laer", "")),
        life_phases=tuple(phase for phase in LifePhase if phase.value in form.getlist("fase")),
        fixed=_ids(form.getlist("medlem"))[:MOST_MEMBERS],
        members=_ids(form.getlist("hold"))[:MOST_MEMBERS],
    )
    out, _sign, into = form.get("bytte", "").partition(" ")
    if into:
        wishes = wishes.swapping(out, into)
    return wishes, wrong


def _id(value: str) -> str:
    return value if len(value) <= LONGEST_ID else ""


def _ids(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value and _id(value)))[:MOST_IDS]


def _count(value: str, least: int, most: int, usual: int) -> int:
    """A number that the form offers; anything else was not chosen there and counts as not said."""
    return int(value) if value in {str(number) for number in range(least, most + 1)} else usual
