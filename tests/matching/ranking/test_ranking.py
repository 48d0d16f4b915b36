from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.model import Evidence, LifePhase, Skill, Visibility, Workplace
from matching.question import Filters, Question
from tests.matching.ranking.questions import ask, scores, with_history
from tests.matching.worlds import PLACES, TODAY, colleague, held, world


def test_only_those_who_can_score_are_touched() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"sorg": 5}))
    assert set(scores(index, ask("støj"))) == {"a"}


def test_nobodys_score_tells_to_the_last_bit_of_who_is_beside_them() -> None:
    needed = ("støj", "sorg", "lys", "leg")
    drawn = Random(3)
    people = [colleague(str(each), {need: drawn.randint(1, 5) for need in needed}) for each in range(30)]
    found = scores(world(*people), ask(*needed))

    for count in range(1, len(people)):
        for some in (people[:count], people[count:]):
            assert scores(world(*some), ask(*needed)) == {each.id: found[each.id] for each in some}


def test_a_higher_level_ranks_higher() -> None:
    index = world(colleague("a", {"støj": 2}), colleague("b", {"støj": 4}))
    found = scores(index, ask("støj"))
    assert found["b"] > found["a"]


def test_stronger_evidence_ranks_higher() -> None:
    said = held("støj", evidence=Evidence.SELF_STATED)
    used = held("støj", evidence=Evidence.USED)
    found = scores(world(colleague("a", [said]), colleague("b", [used])), ask("støj"))
    assert found["b"] > found["a"]


def test_newer_evidence_ranks_higher() -> None:
    old = held("støj", confirmed_on=date(2020, 1, 1))
    found = scores(world(colleague("a", [old]), colleague("b", {"støj": 4})), ask("støj"))
    assert found["b"] > found["a"]


def test_exact_ranks_over_narrower_over_broader_over_related() -> None:
    index = world(
        *(colleague(skill, {skill: 4}) for skill in ("støj", "støjskærme", "miljø", "trafik")),
        skills=[
            Skill(id="støj", broader=("miljø",), related=("trafik",)),
            Skill(id="støjskærme", broader=("støj",)),
            Skill(id="miljø"),
            Skill(id="trafik"),
        ],
    )
    found = scores(index, ask("støj"))
    assert sorted(found, key=lambda id: -found[id]) == ["støj", "støjskærme", "miljø", "trafik"]


def test_only_the_best_of_several_skills_counts_for_a_need() -> None:
    skills = [Skill(id="støj", related=("trafik",)), Skill(id="trafik")]
    index = world(colleague("a", {"støj": 4}), colleague("b", {"støj": 4, "trafik": 4}), skills=skills)
    found = scores(index, ask("støj"))
    assert found["a"] == found["b"]


def test_a_question_without_needs_or_words_finds_nobody() -> None:
    assert not scores(world(colleague("a", {"støj": 4})), Question())


def test_an_empty_municipality_has_no_candidates() -> None:
    assert not scores(world(), ask("støj", unit="skole", text="støj"))


@given(st.dictionaries(st.sampled_from(["x", "y", "z"]), st.integers(1, 5)), st.integers(1, 5))
def test_learning_one_more_skill_never_lowers_a_score(skills: dict[str, int], level: int) -> None:
    """Holds for a new skill and for a higher level of one that was there."""
    more = skills | {"y": max(level, skills.get("y", 0))}
    index = world(colleague("a", skills | {"w": 1}), colleague("b", more | {"w": 1}))
    found = scores(index, ask("w", "x", "y", "z"))
    assert found["b"] >= found["a"]


def test_today_is_the_day_of_the_index() -> None:
    assert world(colleague("a")).workforce.today == TODAY


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


def test_nobody_is_from_the_same_place_or_of_the_same_profession_because_neither_is_known() -> None:
    index = with_history(
        colleague("lost", {"støj": 4}, workplace="", profession=""),
        colleague("a", {"støj": 4}, workplace="", profession="gartner"),
        colleague("b", {"støj": 4}, workplace="vej", profession=""),
        colleague("c", {"støj": 4}, workplace="", profession=""),
    )
    across = Filters(across=True)
    assert set(scores(index, ask("støj", members=("lost",), filters=across))) == {"lead", "a", "b", "c"}
