from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index.index import Changes, Index
from matching.model import (
    Assignment,
    Evidence,
    Filters,
    LifePhase,
    Question,
    Requirement,
    Signal,
    Skill,
    Task,
    Visibility,
    Workplace,
)
from matching.ranking.ranking import rank
from matching.weights import Weights
from tests.matching.worlds import PLACES, TODAY, colleague, held, solved, world


def ask(*skills: str, level: int = 3, **values: object) -> Question:
    needs = tuple(Requirement(skill=skill, level=level) for skill in skills)
    return Question(requirements=needs, **values)  # type: ignore[arg-type]


def scores(index: Index, question: Question) -> dict[str, float]:
    ranking = rank(index, question)
    return {index.workforce.ids[row]: s for row, s in zip(ranking.rows, ranking.scores.tolist(), strict=True)}


def signal(index: Index, question: Question, which: Signal) -> dict[str, float]:
    ranking = rank(index, question)
    values = ranking.signals[which].tolist()
    return {index.workforce.ids[row]: value for row, value in zip(ranking.rows, values, strict=True)}


def test_only_those_who_can_score_are_touched() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"sorg": 5}))
    assert set(scores(index, ask("støj"))) == {"a"}


def test_who_asks_is_not_suggested() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"støj": 4}))
    assert set(scores(index, ask("støj", asker="a"))) == {"b"}


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


def test_an_essential_need_counts_more() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"sorg": 4}))
    needs = (Requirement(skill="støj", essential=True), Requirement(skill="sorg"))
    found = scores(index, Question(requirements=needs))
    assert found["a"] > found["b"]


def test_what_the_asking_unit_lacks_counts_more() -> None:
    index = world(
        colleague("own", {"sorg": 5}, workplace="skole"),
        colleague("a", {"støj": 4}, workplace="pleje"),
        colleague("b", {"sorg": 4}, workplace="pleje"),
    )
    ranking = rank(index, ask("støj", "sorg", unit="skole"))
    støj, sorg = ranking.need_weights[Signal.MISSING_IN_UNIT]
    assert støj > sorg
    assert (
        scores(index, ask("støj", "sorg", unit="skole"))["a"]
        > scores(index, ask("støj", "sorg", unit="skole"))["b"]
    )


def test_other_workplaces_and_professions_count_more_than_ones_own() -> None:
    index = world(
        colleague("own", {"støj": 4}),
        colleague("away", {"støj": 4}, workplace="pleje"),
        colleague("other", {"støj": 4}, workplace="pleje", profession="sygeplejerske"),
    )
    found = scores(index, ask("støj", unit="skole"))
    assert found["own"] < found["away"] < found["other"]


def test_a_workplace_below_the_asking_one_is_its_own() -> None:
    index = world(colleague("a", {"støj": 4}, workplace="vej"))
    assert signal(index, ask("støj", unit="teknik"), Signal.ACROSS_WORKPLACES) == {"a": 0.0}


def test_those_who_solved_similar_tasks_rank_higher_and_need_no_skill() -> None:
    index = world(
        colleague("a", {"støj": 4}),
        colleague("b", {"støj": 4}),
        colleague("c"),
        tasks=[solved("t1", ["støj"], ["b", "c"])],
    )
    found = scores(index, ask("støj"))
    assert found["b"] > found["a"]
    assert "c" in found


def test_ties_to_a_member_count_and_members_are_not_suggested() -> None:
    index = world(
        colleague("lead"), colleague("a", {"støj": 4}), colleague("b", {"støj": 4}),
        tasks=[solved("t1", ["andet"], ["lead", "a"])],
    )  # fmt: skip
    found = scores(index, ask("støj", members=("lead",)))
    assert set(found) == {"a", "b"}
    assert found["a"] > found["b"]


def test_hours_taken_by_open_tasks_are_not_free() -> None:
    busy = Task(id="t", title="", created_on=TODAY, assignments=(Assignment(employee="a", hours=4.0),))
    index = world(colleague("a", {"støj": 4}), colleague("b", {"støj": 4}), tasks=[busy])
    assert signal(index, ask("støj"), Signal.AVAILABILITY)["a"] == 0
    assert set(scores(index, ask("støj", filters=Filters(hours=2.0)))) == {"b"}


def test_unknown_hours_count_half_and_do_not_pass_the_hours_filter() -> None:
    index = world(colleague("a", {"støj": 4}, hours_offered=None))
    assert signal(index, ask("støj"), Signal.AVAILABILITY)["a"] == pytest.approx(0.025)
    assert not scores(index, ask("støj", filters=Filters(hours=1.0)))


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


def with_history(*employees: object, **values: object) -> Index:
    """The lead and a solved a task together; a and b did; nobody else met."""
    together = [
        solved("t1", ["støj"], ["lead", "a"], closed_on=TODAY),
        solved("t2", ["støj"], ["a", "b"], closed_on=TODAY),
    ]
    return world(colleague("lead"), *employees, tasks=together, **values)  # type: ignore[arg-type]


def test_who_has_worked_with_a_member_counts_and_so_do_their_colleagues() -> None:
    index = with_history(*(colleague(id, {"støj": 4}) for id in "abc"))
    question = ask("støj", members=("lead",))

    joint, mutual = (signal(index, question, each) for each in (Signal.TIES, Signal.MUTUAL_COLLEAGUES))
    assert joint["a"] > 0 == joint["b"] == joint["c"]
    assert mutual["b"] > 0 == mutual["c"]


def test_whose_whole_experience_is_in_the_field_has_more_of_it_than_who_did_all_sorts() -> None:
    tasks = [solved(f"t{n}", [skill], ["a"]) for n, skill in enumerate(["støj", "sorg", "vej", "gis"])]
    index = world(colleague("a"), colleague("b"), tasks=[*tasks, solved("t9", ["støj"], ["b"])])

    found = signal(index, ask("støj"), Signal.EXPERIENCE)
    assert found["b"] > found["a"] > 0


def test_experience_is_the_same_after_a_patch_as_after_a_build() -> None:
    first, second = solved("t1", ["støj", "vej"], ["a"]), solved("t2", ["støj"], ["a", "b"])
    people = (colleague("a"), colleague("b"))
    patched = world(*people, tasks=[first]).patched(Changes(number=2, tasks=[second]), today=TODAY)
    like = patched.history.similar([Requirement(skill="støj")], "")

    grown = patched.history.experience(like, n_rows=2)
    assert 0 < grown[0] <= grown[1] <= 1 + 1e-6


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


def test_near_counts_only_where_no_unit_asks_and_it_was_learned() -> None:
    index = world(
        colleague("lead"), colleague("a", {"støj": 4}), colleague("b", {"støj": 4}, workplace="vej")
    )
    near = replace(index, weights=Weights({"members": {Signal.SKILL: 0.5, Signal.SAME_WORKPLACE: 0.5}}))

    assert signal(near, ask("støj", members=("lead",)), Signal.SAME_WORKPLACE) == {"a": 0.5, "b": 0.0}
    assert Signal.SAME_WORKPLACE not in rank(near, ask("støj", members=("lead",), unit="skole")).signals
    assert Signal.SAME_WORKPLACE not in rank(index, ask("støj", members=("lead",))).signals
