import pytest
from hypothesis import given

from matching.teams.assembly import assemble
from matching.teams.problem import Limits, Quota, QuotaKind, TeamProblem
from matching.teams.shortfalls import Shortfall, ShortfallKind, asking_less, shortfalls
from tests.matching.team_problems import among, every_team, problem, problems


def only(of: TeamProblem) -> Shortfall:
    (found,) = assemble(of).shortfalls
    return found


def test_nobody_has_the_skill() -> None:
    found = only(problem([[5, 0], [4, 0]]))
    assert (found.kind, found.requirement, found.hard) == (ShortfallKind.NOBODY_HAS_SKILL, 1, True)


def test_nobody_is_at_the_level_but_somebody_is_near() -> None:
    found = only(problem([[2], [1]], required=[4]))
    assert (found.kind, found.needed, found.available, found.who) == (
        ShortfallKind.NOBODY_AT_LEVEL,
        4,
        2,
        (0,),
    )


def test_nobody_at_the_level_has_hours() -> None:
    of = problem([[4], [5], [1]], hours=[1.0, 0.5, 9.0], limits=Limits(hours_each=2.0))
    found = only(of)
    assert (found.kind, found.needed, found.available, found.who) == (
        ShortfallKind.NOBODY_HAS_HOURS,
        2.0,
        1.0,
        (0, 1),
    )


def test_only_an_excluded_person_is_at_the_level() -> None:
    found = only(problem([[4], [1]], excluded=(0,)))
    assert (found.kind, found.who) == (ShortfallKind.ONLY_EXCLUDED, (0,))


def test_it_takes_more_people_than_there_are_seats() -> None:
    of = problem([[5, 0, 0], [0, 5, 0], [0, 0, 5]], limits=Limits(largest=2))
    found = only(of)
    assert (found.kind, found.needed, found.available) == (ShortfallKind.SEATS, 3, 2)
    assert found.who == (0, 1, 2)


def test_more_fixed_members_than_seats() -> None:
    found = only(problem([[5], [5]], fixed=(0, 1), limits=Limits(largest=1)))
    assert (found.kind, found.needed, found.available) == (ShortfallKind.SEATS, 2, 1)


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        (Limits(workplaces=3), ShortfallKind.WORKPLACES),
        (Limits(professions=3), ShortfallKind.PROFESSIONS),
        (Limits(hours=20.0), ShortfallKind.HOURS),
        (Limits(smallest=3), ShortfallKind.PEOPLE),
    ],
)
def test_a_limit_that_all_together_cannot_keep(limits: Limits, kind: ShortfallKind) -> None:
    assert only(problem([[5], [5]], limits=limits)).kind is kind


def test_a_quota_that_too_few_belong_to() -> None:
    quota = Quota(kind=QuotaKind.LIFE_PHASE, name="skolelivet", among=among(2, 0), least=2)
    found = only(problem([[5], [5]], quotas=(quota,)))
    assert (found.kind, found.quota, found.needed, found.available) == (ShortfallKind.QUOTA, 0, 2, 1)


def test_a_gap_in_what_is_not_essential_is_named_beside_the_team() -> None:
    assembled = assemble(problem([[5, 1]], essential=[True, False]))
    assert assembled.proposals
    assert [(each.kind, each.hard) for each in assembled.shortfalls] == [
        (ShortfallKind.NOBODY_AT_LEVEL, False)
    ]


@given(problems())
def test_there_are_proposals_or_hard_reasons_never_both_or_neither(of: TeamProblem) -> None:
    assembled = assemble(of)
    assert bool(assembled.proposals) != any(each.hard for each in assembled.shortfalls)
    assert bool(assembled.proposals) == bool(every_team(of))


@given(problems())
def test_asking_no_more_than_there_is_gives_a_team(of: TeamProblem) -> None:
    if shortfalls(of) and of.eligible.any():
        of = asking_less(of, shortfalls(of))
    assembled = assemble(of)
    if not assembled.proposals and of.eligible.any():
        assert [each.kind for each in assembled.shortfalls if each.hard] == [ShortfallKind.SEATS]
        assert assemble(asking_less(of, assembled.shortfalls)).proposals
