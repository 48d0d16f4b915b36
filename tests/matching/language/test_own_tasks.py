from datetime import timedelta

import pytest

from harness.factories import TODAY, skill_id, task, task_id
from matching.language import own_tasks
from matching.language.own_tasks import OwnTasks

OPEN = task("Ny cykelsti", description="Ved skolen", requires={"Vej": 3, "Trafik": 2})
CLOSED = task("Sommerfest", requires={"Mad": 3}, closed_on=TODAY - timedelta(days=9))
LATER = task("Julefest", requires={"Mad": 3}, closed_on=TODAY)


def texts(own: OwnTasks) -> list[str]:
    return [each.text.splitlines()[0] for each in own.examples()]


def test_a_task_is_an_example_of_its_words_and_what_it_needs() -> None:
    [example] = OwnTasks().patched([OPEN]).examples()
    assert example.text == "Ny cykelsti\nVed skolen"
    assert example.skills == (skill_id("Trafik"), skill_id("Vej"))


def test_what_a_person_took_away_is_remembered_unless_the_task_needs_it_after_all() -> None:
    told = task("Ny cykelsti", requires={"Vej": 3}, taken_away=["Mad", "Vej"])
    [example] = OwnTasks().patched([told]).examples()
    assert (example.skills, example.taken_away) == ((skill_id("Vej"),), (skill_id("Mad"),))


def test_what_needs_nothing_teaches_nothing() -> None:
    assert OwnTasks().patched([task("Tom")]).examples() == []


def test_closed_tasks_come_first_the_latest_before_the_earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    own = OwnTasks().patched([OPEN, CLOSED, LATER])
    assert texts(own) == ["Julefest", "Sommerfest", "Ny cykelsti"]
    monkeypatch.setattr(own_tasks, "MOST_OWN", 1)
    assert texts(own) == ["Julefest"]


def test_a_task_that_is_gone_or_needs_nothing_any_more_is_forgotten() -> None:
    own = OwnTasks().patched([OPEN, CLOSED])
    assert texts(own.patched([], frozenset({task_id("Sommerfest")}))) == ["Ny cykelsti"]
    assert texts(own.patched([task("Ny cykelsti")])) == ["Sommerfest"]
    assert texts(own) == ["Sommerfest", "Ny cykelsti"]


def test_who_takes_part_changes_nothing_so_nothing_is_learned_again() -> None:
    own = OwnTasks().patched([CLOSED])
    again = task("Sommerfest", requires={"Mad": 5}, members=["Anna"], closed_on=TODAY - timedelta(days=9))
    assert own.patched([again]) is own
