"""A board shows who covers what, and for everybody what can be done now and nothing else."""

from datetime import date, timedelta

import pytest

from matching.invitation_privacy import SeenByOthers, SeenState
from matching.model import Requirement, Task, Visibility
from service.web.board.cards import Column, can_start, columns_of, needs_of
from tests.service.web.municipality import BICYCLES, DEMENTIA, TODAY, app, index


def seen(state: SeenState, employee: str = "e1", **values: object) -> SeenByOthers:
    return SeenByOthers(id=f"i-{employee}", task="t", employee=employee, state=state, **values)  # type: ignore[arg-type]


def board(*found: SeenByOthers, open: bool = True) -> dict[str, Column]:
    with app().test_request_context("/"):
        made = columns_of(found, index(), audience=Visibility.LEADS, today=TODAY, open=open)
    return {each.id: each for each in made}


@pytest.mark.parametrize(
    ("state", "column", "may"),
    [
        (SeenState.PROPOSED, "foreslaaet", {"ask", "swap", "withdraw"}),
        (SeenState.OFFERED, "foreslaaet", {"take_up", "withdraw"}),
        (SeenState.INVITED, "spurgt", {"withdraw"}),
        (SeenState.ACCEPTED, "med", {"start", "withdraw"}),
        (SeenState.WORKING, "med", {"withdraw"}),
        (SeenState.CLOSED, "med", set()),
        (SeenState.NOT_AVAILABLE, "ikke-muligt", set()),
        (SeenState.WITHDRAWN, "ikke-muligt", {"again"}),
    ],
)
def test_each_state_has_its_column_and_its_buttons(state: SeenState, column: str, may: set[str]) -> None:
    columns = board(seen(state))
    (entry,) = columns[column].entries
    assert (entry.first_name, entry.may) == ("Karen", may)
    assert sum(len(each.entries) for each in columns.values()) == 1
    assert board(seen(state), open=False)[column].entries[0].may == set()


def test_who_hides_has_neither_name_nor_place() -> None:
    (entry,) = board(seen(SeenState.ACCEPTED, "e4"))["med"].entries
    assert (entry.name, entry.place) == ("En kollega, der ikke vises", "")


@pytest.mark.parametrize(("days", "starts"), [(-1, True), (0, False), (3, False)])
def test_work_begins_when_a_manager_has_had_their_time(days: int, starts: bool) -> None:
    until: date = TODAY + timedelta(days)
    assert can_start(seen(SeenState.ACCEPTED, manager_by=until), TODAY) is starts


def test_a_need_is_covered_by_those_who_take_part_alone() -> None:
    task = Task(
        id="t",
        title="T",
        created_on=TODAY,
        requirements=(Requirement(skill=DEMENTIA.id), Requirement(skill=BICYCLES.id, essential=True)),
    )
    with app().test_request_context("/"):
        found = [seen(SeenState.ACCEPTED, "e1"), seen(SeenState.INVITED, "e3")]
        first, second = needs_of(task, found, index())
    assert (first.skill, first.covered_by) == (BICYCLES.id, ("Karen Holm",))
    assert (second.skill, second.covered_by) == (DEMENTIA.id, ())
