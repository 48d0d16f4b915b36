"""A proposed team as the page shows it: who does what, what is covered, ties, and what it trades."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matching.index.index import Index
from matching.index.naming import task_title, workplace_name
from matching.model import LifePhase
from matching.question import Coverage, RequirementCoverage
from matching.teams.advice import Swap
from matching.teams.candidates import Formulation
from matching.teams.problem import QuotaKind
from matching.teams.proposal import Seat, TeamProposal
from service.web.frame.texts import gettext as _
from service.web.frame.texts import number
from service.web.frame.wording import capitalised, life_phase_words, profession_heading
from service.web.task.cards import area_name, initials
from service.web.task.picture import Needs, Picture, needs_met, pictures
from service.web.task.sentences import coverage_detail, quoted
from service.web.team.ring import Ring, Tie, ring_of
from service.web.team.sentences import Words, emphasis_words, gained, given_up, swap_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a member carries: a need, and by what."""

    need: str
    coverage: Coverage
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Somebody else who could sit in a seat, and what that would make of the team."""

    employee: str
    name: str
    profession: str
    workplace: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A seat. `parts` are what nobody in the team does better, `roles` what else they are there for."""

    employee: str
    anchor: str
    name: str
    initials: str
    profession: str
    workplace: str
    area: str
    hours: str
    fixed: bool
    parts: tuple[Part, ...]
    roles: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCard:
    """One team with everything that is said about it.

    `elsewhere` are the labels of needs that nobody in the team covers though somebody else could.
    """

    number: int
    heading: str
    members: tuple[Member, ...]
    needs: Needs
    elsewhere: tuple[str, ...]
    workplaces: int
    professions: int
    hours: str
    ring: Ring | None
    new_ties: int
    gained: tuple[str, ...]
    given_up: tuple[str, ...]
    pictures: tuple[Picture, ...]

    def asked(self, recommendation: str) -> list[tuple[str, str]]:
        """The fields that ask all members to a saved task, as this answer suggested them."""
        return [*(("medarbejder", each.employee) for each in self.members), ("anbefaling", recommendation)]


def team_card(
    proposal: TeamProposal,
    words: Words,
    *,
    index: Index,
    at: int,
    swaps: dict[int, tuple[Swap, ...]] | None = None,
) -> TeamCard:
    """A proposal in names and words; `at` is its place on the page."""
    formulation = words.formulation
    names = [words.names[seat.member] for seat in proposal.seats]
    members = tuple(
        _member(seat, mark, words, index=index, at=at, swaps=(swaps or {}).get(seat.member, ()))
        for seat, mark in zip(proposal.seats, initials(names), strict=True)
    )
    needs = needs_met(
        (
            (capitalised(words.label(need.requirement.skill)), need.requirement.essential)
            for need in formulation.needs
        ),
        members,
    )
    place = {seat.member: at for at, seat in enumerate(proposal.seats)}
    ties = [
        Tie(
            (place[one], place[other]),
            _newest_joint_task(int(formulation.rows[one]), int(formulation.rows[other]), index),
        )
        for one, other, _strength in proposal.ties
    ]
    return TeamCard(
        number=at,
        heading=emphasis_words(proposal.emphasis),
        members=members,
        needs=needs,
        elsewhere=tuple(
            need.label for need in needs if not need.covered_by and formulation.problem.covers[need.at].any()
        ),
        workplaces=len(proposal.workplaces),
        professions=len(proposal.professions),
        hours=number(proposal.hours),
        ring=ring_of(members, ties),
        new_ties=proposal.new_ties,
        gained=tuple(gained(proposal.trades)),
        given_up=tuple(given_up(proposal.trades)),
        pictures=pictures(members, needs),
    )


def _newest_joint_task(row: int, other: int, index: Index) -> str:
    """The title of the task that two employees completed together last; empty if there is none."""
    tasks = index.history.joint_work.joint_tasks(row, other)
    return task_title(index, tasks[0]) if tasks else ""


def _member(seat: Seat, mark: str, words: Words, *, index: Index, at: int, swaps: Sequence[Swap]) -> Member:
    formulation, member = words.formulation, seat.member
    row = int(formulation.rows[member])
    place = index.workplace_of(row)
    parts = tuple(_part(number, member, words, index) for number in seat.carries)
    return Member(
        employee=index.workforce.ids[row],
        anchor=f"hold-{at}-{index.workforce.ids[row]}",
        name=words.names[member],
        initials=mark,
        profession=profession_heading(index, index.profession_of(row)),
        workplace=workplace_name(index, place),
        area=area_name(place, index),
        hours=_hours(float(formulation.free_hours[member])),
        fixed=seat.fixed,
        parts=parts,
        roles=tuple(_roles(member, words)),
        coverage=tuple(_coverage(formulation, number, member) for number in range(len(formulation.needs))),
        replacements=tuple(_replacement(swap, words, index) for swap in swaps),
    )


def _replacement(swap: Swap, words: Words, index: Index) -> Replacement:
    row = int(words.formulation.rows[swap.into])
    return Replacement(
        employee=index.workforce.ids[row],
        name=words.names[swap.into],
        profession=profession_heading(index, index.profession_of(row)),
        workplace=workplace_name(index, index.workplace_of(row)),
        words=swap_words(swap.difference),
    )


def _part(requirement: int, member: int, words: Words, index: Index) -> Part:
    formulation = words.formulation
    need, row = formulation.needs[requirement], int(formulation.rows[member])
    by = need.reach.best_held(row)
    held = index.workforce.skills.of(row, by.skill) if by else None
    coverage = _coverage(formulation, requirement, member)
    found = RequirementCoverage(
        requirement=need.requirement, coverage=coverage, held=held, relation=by.relation if by else None
    )
    label = words.label(need.requirement.skill)
    return Part(need=capitalised(label), coverage=coverage, detail=coverage_detail(found, words.label))


def _roles(member: int, words: Words) -> Iterable[str]:
    for quota in words.formulation.problem.quotas:
        if not quota.among[member]:
            continue
        if quota.kind is QuotaKind.LEARNER:
            yield _("Vil gerne lære %(skill)s", skill=quoted(words.label(quota.name)))
        elif quota.kind is QuotaKind.MENTOR:
            yield _("Vil gerne lære %(skill)s fra sig", skill=quoted(words.label(quota.name)))
        elif quota.kind is QuotaKind.LIFE_PHASE:
            yield _("Arbejder med %(phase)s", phase=quoted(life_phase_words(LifePhase(quota.name))))


def _coverage(formulation: Formulation, requirement: int, member: int) -> Coverage:
    if formulation.problem.levels[requirement, member] >= formulation.problem.required[requirement]:
        return Coverage.COVERED
    return Coverage.PARTLY if formulation.problem.proficiency[requirement, member] > 0 else Coverage.MISSING


def _hours(free: float) -> str:
    if free != free:
        return _("har ikke oplyst timer")
    return _("%(hours)s timer om ugen", hours=number(free)) if free != 1 else _("1 time om ugen")
