import inspect
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.model import Assignment, Task
from matching.question import Filters, Signal
from matching.ranking.ranking import rank
from matching.ranking.shipped import DEFAULT
from matching.ranking.signals import SIGNALS, compared, undeclared, weights_for
from matching.weights import Weights
from tests.matching.ranking.questions import ask, scores, signal, with_history
from tests.matching.worlds import TODAY, colleague, solved, world

PAGE = (Path(__file__).parents[3] / "docs" / "matching.md").read_text(encoding="utf-8")


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


def test_near_counts_only_where_no_unit_asks_and_it_was_learned() -> None:
    index = world(
        colleague("lead"), colleague("a", {"støj": 4}), colleague("b", {"støj": 4}, workplace="vej")
    )
    near = replace(index, weights=Weights({"members": {Signal.SKILL: 0.5, Signal.SAME_WORKPLACE: 0.5}}))

    assert signal(near, ask("støj", members=("lead",)), Signal.SAME_WORKPLACE) == {"a": 0.5, "b": 0.0}
    assert Signal.SAME_WORKPLACE not in rank(near, ask("støj", members=("lead",), unit="skole")).signals
    assert Signal.SAME_WORKPLACE not in rank(index, ask("støj", members=("lead",))).signals


def test_what_is_not_known_of_a_colleague_is_neither_the_same_nor_another() -> None:
    index = world(
        colleague("lead", workplace="", profession=""),
        colleague("a", {"støj": 4}, workplace="", profession=""),
        colleague("b", {"støj": 4}, workplace="vej", profession="gartner"),
    )
    near = replace(index, weights=Weights({"members": {Signal.SAME_WORKPLACE: 1.0}}))
    assert signal(near, ask("støj", members=("lead",)), Signal.SAME_WORKPLACE) == {"a": 0.0, "b": 0.0}
    for across in (Signal.ACROSS_WORKPLACES, Signal.ACROSS_PROFESSIONS):
        found = signal(index, ask("støj", unit="skole"), across)
        assert found["b"] > 0 == found["a"]


COLUMNS = ("alone", "alone_text", "members", "members_text", "new_ties", "new_ties_text")


@pytest.mark.parametrize("which", Signal)
def test_each_signal_is_documented_with_what_it_counts(which: Signal) -> None:
    assert len(inspect.getdoc(SIGNALS[which].values) or "") > 40
    [row] = re.findall(rf"^\| `{which.value}` \|(.+)\|[^|]+\|$", PAGE, re.MULTILINE)
    sign = -1 if which is Signal.EXPOSURE else 1
    shown = [float(cell.strip().replace("−", "-")) for cell in row.split("|")]
    assert shown == [sign * DEFAULT[name].get(which, 0.0) for name in COLUMNS]
    assert re.search(rf"^### .*`{which.value}`", PAGE, re.MULTILINE), "no section about it"


def test_the_page_knows_no_signal_that_there_is_not() -> None:
    section = PAGE.split("## 3. The score")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert named == {which.value for which in Signal}


def test_a_signal_that_nobody_declared_is_named() -> None:
    assert not undeclared(SIGNALS)
    assert undeclared([each for each in Signal if each is not Signal.TIES]) == [Signal.TIES]


def test_what_is_compared_is_the_root_of_its_part_of_the_highest_as_far_as_that_is_much() -> None:
    assert compared(np.array([0.0, 1.0, 4.0]), 0.2).tolist() == pytest.approx([0.0, 0.5, 1.0])
    assert compared(np.array([0.05, 0.1]), 0.2)[0] == pytest.approx(0.5)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6),
    st.sampled_from([None, "skole", "teknik"]),
    st.sampled_from([(), ("e0",), ("e0", "e1")]),
)
def test_every_signal_is_a_share(
    pairs: list[tuple[int, int]], unit: str | None, known: tuple[str, ...]
) -> None:
    """In [0, 1], exposure in (-1, 0]: so that weights can be compared."""
    places = ("skole", "vej", "teknik", "pleje", "skole")
    staff = [colleague(f"e{n}", {"støj": n + 1}, workplace=place) for n, place in enumerate(places)]
    tasks = [solved(f"t{n}", ["støj"], {f"e{a}", f"e{b}"}) for n, (a, b) in enumerate(pairs)]
    index = world(*staff, tasks=tasks)
    asked = rank(index, ask("støj", "sorg", text="støj", unit=unit, members=known)).asked
    for declared in SIGNALS.values():
        values = declared.values_for(asked)
        if values is not None:
            assert values.shape == (len(asked.needs if declared.of_needs else asked.rows),)
            least, most = (-1.0, 0.0) if declared.signal is Signal.EXPOSURE else (0.0, 1.0 + 1e-9)
            assert values.min(initial=0.0) >= least
            assert values.max(initial=0.0) <= most


def test_what_was_learned_counts_and_else_what_ships() -> None:
    learned = {Signal.SKILL: 1.0}
    weights = Weights({"alone": learned})
    assert weights_for(ask("støj"), weights) is learned
    assert weights_for(ask("støj", text="Larm"), weights) is DEFAULT["alone_text"]
    across = ask("støj", members=("a",), filters=Filters(new_ties=True, across=True))
    assert weights_for(across, Weights()) is DEFAULT["across"]


def test_who_solved_such_tasks_lately_has_more_recent_ones_and_hardly_more_votes() -> None:
    years = {"a": date(2026, 11, 1), "b": date(2021, 11, 1)}
    tasks = [solved(id, ["støj"], [id], closed_on=day) for id, day in years.items()]
    index = world(*(colleague(id) for id in years), tasks=tasks)
    votes, recent = (signal(index, ask("støj"), each) for each in (Signal.PAST_TASKS, Signal.RECENT_TASKS))
    assert recent["b"] / recent["a"] < votes["b"] / votes["a"] < 1


def test_a_workplace_that_has_worked_with_a_members_speaks_for_all_who_work_there() -> None:
    index = world(
        colleague("lead"),
        colleague("a", {"støj": 4}),
        colleague("b", {"støj": 4}, workplace="vej"),
        colleague("new", {"støj": 4}, workplace="vej"),
        colleague("c", {"støj": 4}, workplace="pleje"),
        colleague("lost", {"støj": 4}, workplace=""),
        tasks=[solved("t1", ["støj"], ["a", "b"])],
    )
    found = signal(index, ask("støj", members=("lead",)), Signal.WORKPLACES_TOGETHER)
    assert found["b"] == found["new"] > 0
    assert found["a"] == found["c"] == found["lost"] == 0
    nowhere = signal(index, ask("støj", members=("lost",)), Signal.WORKPLACES_TOGETHER)
    assert set(nowhere.values()) == {0.0}
