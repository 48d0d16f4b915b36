"""The way to a stranger by joint work and declarations, in the index."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.insight.introductions import DECLARED, Tie, new_ties, of_index, way, ways
from matching.model import Visibility
from tests.matching.worlds import TODAY, colleague, solved, world

A_YEAR_AGO = TODAY - timedelta(days=365)


def path(index: Index, asker: str, sought: str, audience: Visibility = Visibility.EVERYONE) -> list[str]:
    steps = way(asker, sought, of_index(index, audience=audience))
    return [*(step.employee for step in steps), steps[-1].colleague] if steps else []


def people(*ids: str, **hidden: Visibility) -> list:
    return [colleague(id, visibility=hidden.get(id, Visibility.EVERYONE)) for id in ids]


CHAIN = [solved("t1", [], ["a", "b"]), solved("t2", [], ["b", "c"]), solved("t3", [], ["c", "d"])]


def test_the_way_goes_over_those_who_worked_with_both() -> None:
    index = world(*people("a", "b", "c", "d", "e"), tasks=[*CHAIN, solved("t4", [], ["d", "e"])])

    assert path(index, "a", "b") == ["a", "b"]
    assert path(index, "a", "c") == ["a", "b", "c"]
    assert path(index, "a", "d") == ["a", "b", "c", "d"]
    assert path(index, "a", "e") == []
    assert path(index, "a", "a") == []


def test_each_step_names_the_tasks_newest_first() -> None:
    tasks = [solved("old", [], ["a", "b"], closed_on=date(2020, 1, 1)), solved("new", [], ["a", "b"])]
    [step] = way("a", "b", of_index(world(*people("a", "b"), tasks=tasks), audience=Visibility.EVERYONE))
    assert step.tie.tasks == ("new", "old")


def test_of_equally_short_ways_the_one_without_a_weak_tie_is_taken() -> None:
    tasks = [
        solved("big", [], ["a", "x", "p", "q", "r", "s"]),
        solved("much", [], ["x", "z"]),
        *(solved(f"small {n}", [], pair) for n, pair in enumerate((["a", "y"], ["y", "z"]))),
    ]
    assert path(world(*people(*"axyzpqrs"), tasks=tasks), "a", "z") == ["a", "y", "z"]


@pytest.mark.parametrize(
    ("shown", "audience", "found"),
    [
        (Visibility.HIDDEN, Visibility.LEADS, False),
        (Visibility.LEADS, Visibility.EVERYONE, False),
        (Visibility.LEADS, Visibility.LEADS, True),
    ],
)
def test_whom_the_asker_may_not_see_is_not_on_the_way(
    shown: Visibility, audience: Visibility, found: bool
) -> None:
    index = world(*people("a", "b", "c", b=shown), tasks=CHAIN[:2])
    assert bool(path(index, "a", "c", audience)) is found
    assert bool(path(index, "a", "b", audience)) is found


def test_who_says_to_know_somebody_is_a_way_in_both_directions_until_it_is_taken_back() -> None:
    named = replace(colleague("a"), knows=(("b", A_YEAR_AGO),))
    index = world(named, colleague("b"))
    for asker, sought in (("a", "b"), ("b", "a")):
        [step] = way(asker, sought, of_index(index, audience=Visibility.EVERYONE))
        assert step.tie.declared_on == A_YEAR_AGO
        assert step.tie.strength == pytest.approx(DECLARED * 0.85, rel=1e-3)

    after = index.patched(Changes(number=2, employees=[EmployeeColumns.of([colleague("a")])]), today=TODAY)
    assert path(after, "a", "b") == path(after, "b", "a") == []
    assert path(index, "b", "a") == ["b", "a"]


def test_declared_ties_can_be_left_out() -> None:
    index = world(replace(colleague("a"), knows=(("b", A_YEAR_AGO),)), colleague("b"))
    assert way("a", "b", of_index(index, audience=Visibility.EVERYONE, declared=False)) == ()


def test_the_ways_to_several_are_those_to_each_and_nobodys_ties_are_read_twice() -> None:
    ties = of_index(world(*people(*"abcde"), tasks=CHAIN), audience=Visibility.EVERYONE)
    read: list[str] = []

    def reading(employees: Iterable[str]) -> Mapping[str, Mapping[str, Tie]]:
        wanted = list(employees)
        read.extend(wanted)
        return ties(wanted)

    assert ways("a", "abcde", reading) == {id: way("a", id, ties) for id in "abcde"}
    assert len(read) == len(set(read))


def test_new_ties_are_the_pairs_that_had_not_worked_together_before() -> None:
    early = solved("early", [], ["a", "b"], closed_on=date(2024, 1, 1))
    index = world(*people("a", "b", "c"), tasks=[early, solved("late", [], ["a", "b", "c"])])

    assert new_ties(index, "late") == (("a", "c"), ("b", "c"))
    assert new_ties(index, "early") == (("a", "b"),)
    assert new_ties(index, "unknown") is None
