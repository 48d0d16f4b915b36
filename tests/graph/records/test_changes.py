from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.records.changes import Change
from graph.store import GraphStore
from harness.factories import employee, fill, skill, skill_id, task, task_id


class Mistake(Exception):
    """What goes wrong inside a change."""


def test_an_empty_graph_has_number_zero(each_graph: GraphStore) -> None:
    assert each_graph.changes.number() == 0


def test_a_change_raises_the_number_by_one_however_much_it_writes(each_graph: GraphStore) -> None:
    assert fill(each_graph, employee("Anna", skills={"GDPR": 4, "Excel": 2}), task("Ny cykelsti")) == 1
    assert each_graph.changes.number() == 1


def test_the_number_is_raised_in_the_same_transaction_as_the_write(each_graph: GraphStore) -> None:
    def work(change: Change) -> None:
        assert change.number == 1
        raise Mistake

    with pytest.raises(Mistake):
        each_graph.changes.write(work)

    assert each_graph.changes.number() == 0


def test_a_change_that_writes_nothing_raises_no_number(each_graph: GraphStore) -> None:
    each_graph.changes.write(lambda change: None)

    assert each_graph.changes.number() == 0


class Heard:
    """Remembers the numbers it was told."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def wrote(self, number: int) -> None:
        self.numbers.append(number)


def test_each_change_that_was_made_is_told(each_graph: GraphStore) -> None:
    heard = Heard()
    each_graph.changes.listen(heard)

    fill(each_graph, employee("Anna", skills={"GDPR": 4}))
    each_graph.tasks.create(task("Ny cykelsti", owners=[]))

    assert heard.numbers == [1, 2]


def test_nothing_is_told_of_what_was_not_written(graph: GraphStore) -> None:
    heard = Heard()
    graph.changes.listen(heard)

    def work(change: Change) -> None:
        _ = change.number
        raise Mistake

    with pytest.raises(Mistake):
        graph.changes.write(work)
    graph.changes.write(lambda change: None)

    assert heard.numbers == []


def test_who_is_gone_is_told_nothing(graph: GraphStore) -> None:
    graph.changes.listen(Heard())

    assert fill(graph, skill("GDPR")) == 1


def test_competing_changes_get_a_number_each(each_graph: GraphStore) -> None:
    with ThreadPoolExecutor(4) as writers:
        numbers = list(
            writers.map(lambda _: each_graph.changes.write(lambda change: change.number), range(20))
        )

    assert sorted(numbers) == list(range(1, 21))


def test_reading_since_a_number_gives_what_changed_after_it_and_only_that(each_graph: GraphStore) -> None:
    first = fill(each_graph, skill("GDPR"), skill("Excel"), task("Ny cykelsti"), task("Ny skole"))
    second = fill(each_graph, skill("Excel", english="Excel"), task("Ny skole", requires={"GDPR": 3}))

    assert [each.id for each in each_graph.skills.all(since=first)] == [skill_id("Excel")]
    assert [each.id for each in each_graph.skills.all(first, second)] == [skill_id("Excel")]
    assert [each.id for each in each_graph.tasks.all(since=first)] == [task_id("Ny skole")]
    assert list(each_graph.skills.all(since=second)) == []


def test_what_was_retired_is_told_to_those_who_read_since(each_graph: GraphStore) -> None:
    first = fill(each_graph, skill("GDPR"), skill("Excel"))
    loading = each_graph.loading
    loading.apply(loading.plan_skills([skill("Excel")], retire=True))

    assert each_graph.skills.retired(since=first) == {skill_id("GDPR")}
    assert each_graph.skills.retired(first, each_graph.changes.number()) == {skill_id("GDPR")}
    assert list(each_graph.skills.all(since=first)) == []
    assert each_graph.skills.ids() == {skill_id("Excel")}
