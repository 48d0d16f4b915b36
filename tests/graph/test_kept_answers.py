"""What was done under a key, on every graph server."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from graph.erasure.traces import traces
from graph.kept_answers import KEPT, Answer, Done, DoneBefore, Key
from graph.store import GraphStore
from harness.factories import NOON, employee, fill, skill, task

KEY = Key(id="k" * 40, by="tool:planner", request="r" * 40, at=NOON)
ANSWER = Answer(status=201, headers={"ETag": '"x"'}, body='{"id": "æ"}')


class Mistake(Exception):
    """What goes wrong in the middle."""


def test_a_key_is_claimed_with_the_first_change_and_then_holds(each_graph: GraphStore) -> None:
    store, changes = each_graph.once(KEY)
    assert each_graph.kept_answers.find(KEY) is None
    fill(store, skill("Støj"))
    fill(store, skill("Luft"))
    assert changes.claimed
    assert each_graph.kept_answers.find(KEY) == Done(KEY.request, None)
    with pytest.raises(DoneBefore):
        fill(each_graph.once(KEY)[0], skill("Vand"))
    assert len(list(each_graph.skills.all())) == 2

    each_graph.kept_answers.keep(KEY, ANSWER)
    assert each_graph.kept_answers.find(KEY) == Done(KEY.request, ANSWER)


def test_what_was_not_done_leaves_no_key(each_graph: GraphStore) -> None:
    store, changes = each_graph.once(KEY)

    def fails(_: object) -> None:
        raise Mistake

    with pytest.raises(Mistake):
        store.changes.write(fails)
    assert not changes.claimed
    assert each_graph.kept_answers.find(KEY) is None


def test_of_many_at_once_one_is_done(each_graph: GraphStore) -> None:
    def make(number: int) -> bool:
        try:
            each_graph.once(KEY)[0].tasks.create(replace(task("Sti", owners=[]), id=f"task-{number}"))
        except DoneBefore:
            return False
        return True

    with ThreadPoolExecutor(8) as racers:
        assert sum(racers.map(make, range(8))) == 1
    assert each_graph.tasks.list().total == 1


def test_it_is_forgotten_after_a_day_and_swept_away_with_the_next_key(each_graph: GraphStore) -> None:
    fill(each_graph.once(KEY)[0], skill("Støj"))
    later = replace(KEY, at=NOON + KEPT)
    assert each_graph.kept_answers.find(replace(KEY, at=later.at - timedelta(seconds=1))) is not None
    assert each_graph.kept_answers.find(later) is None
    other = replace(KEY, id="o" * 40, at=NOON + 2 * KEPT)
    fill(each_graph.once(other)[0], skill("Luft"))
    assert [each_graph.kept_answers.find(each) is None for each in (KEY, other)] == [True, False]


def test_what_others_were_answered_of_somebody_goes_with_them(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"), employee("Bo"))
    for number, named in enumerate(("emp-anna", "emp-anna-2")):
        key = replace(KEY, id=str(number) * 40)
        fill(each_graph.once(key)[0], skill(f"Nr {number}"))
        each_graph.kept_answers.keep(key, replace(ANSWER, body=f'{{"employee":"{named}"}}'))
    each_graph.erasures.take_away("emp-anna", pseudonym="erased-1")
    kept = [each_graph.kept_answers.find(replace(KEY, id=str(number) * 40)) for number in range(2)]
    assert [each is not None for each in kept] == [False, True]
    assert "answers_with_them" in {each.what for each in traces()}
