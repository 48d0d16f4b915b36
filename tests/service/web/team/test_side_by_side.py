"""Teams side by side show of each proposal what the proposal says."""

from matching.model import Requirement
from matching.question import TeamQuestion
from matching.teams.answer import propose
from service.web.team.side_by_side import LEFT, WIDTH, side_by_side
from tests.service.web.municipality import BICYCLES, CARE_HOMES, CHILDREN, app, index

QUESTION = TeamQuestion(
    requirements=tuple(Requirement(skill=each.id) for each in (BICYCLES, CHILDREN, CARE_HOMES))
)


def test_each_measure_has_a_bar_for_each_team_as_long_as_its_value() -> None:
    proposals = propose(index(), QUESTION).proposals
    with app().test_request_context():
        covered, hours, professions, new = side_by_side(proposals)

    assert len(proposals) > 1
    for measure, values in (
        (covered, [sum(need.covered for need in each.coverage) for each in proposals]),
        (hours, [each.hours for each in proposals]),
        (professions, [len(each.professions) for each in proposals]),
        (new, [each.new_ties for each in proposals]),
    ):
        lengths = [bar.length for bar in measure.bars]
        assert [bar.number for bar in measure.bars] == [1, 2, 3][: len(proposals)]
        assert sorted(values) == [value for _, value in sorted(zip(lengths, values, strict=True))]
        assert all((length > 0) == (value > 0) for length, value in zip(lengths, values, strict=True))
        assert LEFT + max(lengths) < WIDTH
    assert [bar.text for bar in covered.bars] == [
        f"{sum(need.covered for need in each.coverage)} af 3" for each in proposals
    ]


def test_one_team_alone_is_compared_with_nothing() -> None:
    assert side_by_side(propose(index(), QUESTION).proposals[:1]) == ()
