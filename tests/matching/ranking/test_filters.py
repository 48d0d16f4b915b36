import pytest

from matching.model import Filters, LifePhase, Visibility, Workplace
from tests.matching.ranking.questions import ask, scores, with_history
from tests.matching.worlds import PLACES, colleague, world


def test_who_asks_is_not_suggested() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"støj": 4}))
    assert set(scores(index, ask("støj", asker="a"))) == {"b"}


def test_a_workplace_filter_lets_in_the_workplaces_below() -> None:
    index = world(colleague("a", {"støj": 4}, workplace="vej"), colleague("b", {"støj": 4}))
    assert set(scores(index, ask("støj", filters=Filters(workplaces=("teknik",))))) == {"a"}


def test_a_life_phase_is_inherited_from_the_workplace_above() -> None:
    places = (
        Workplace(id="kommune", name="K"),
        Workplace(id="teknik", name="T", part_of="kommune", life_phases=(LifePhase.LEISURE,)),
        *PLACES[2:],
    )
    index = world(colleague("a", {"støj": 4}, workplace="vej"), colleague("b", {"støj": 4}), places=places)
    asked = ask("støj", filters=Filters(life_phases=(LifePhase.LEISURE,)))
    assert set(scores(index, asked)) == {"a"}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(professions=("sygeplejerske",)), {"b"}),
        (Filters(professions=("ukendt",)), set()),
        (Filters(languages=("arabisk",)), {"b"}),
        (Filters(languages=("arabisk", "ukendt")), set()),
        (Filters(exclude=("b",)), {"a"}),
    ],
)
def test_filters_let_through_only_what_they_name(filters: Filters, left: set[str]) -> None:
    index = world(
        colleague("a", {"støj": 4}),
        colleague("b", {"støj": 4, "arabisk": 5}, profession="sygeplejerske"),
    )
    assert set(scores(index, ask("støj", filters=filters))) == left


@pytest.mark.parametrize(
    ("audience", "seen"),
    [(Visibility.EVERYONE, {"a"}), (Visibility.LEADS, {"a", "b"}), (Visibility.HIDDEN, {"a", "b"})],
)
def test_nobody_sees_more_than_an_employee_allows(audience: Visibility, seen: set[str]) -> None:
    index = world(
        colleague("a", {"støj": 4}),
        colleague("b", {"støj": 4}, visibility=Visibility.LEADS),
        colleague("c", {"støj": 4}, visibility=Visibility.HIDDEN),
    )
    assert set(scores(index, ask("støj", audience=audience))) == seen


def test_new_ties_leave_out_past_collaborators() -> None:
    index = with_history(*(colleague(id, {"støj": 4}) for id in "abc"))
    question = ask("støj", members=("lead",), filters=Filters(new_ties=True))
    assert set(scores(index, question)) == {"b", "c"}


def test_across_leaves_out_the_members_workplaces_and_professions() -> None:
    index = with_history(
        colleague("a", {"støj": 4}),
        colleague("b", {"støj": 4}, workplace="vej"),
        colleague("c", {"støj": 4}, workplace="vej", profession="gartner"),
    )
    assert set(scores(index, ask("støj", members=("lead",), filters=Filters(across=True)))) == {"c"}
