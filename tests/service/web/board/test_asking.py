"""Who is on the board already is not asked again, and every reason has its words."""

import pytest
from werkzeug.datastructures import MultiDict

from matching.bounds import MOST_MEMBERS
from matching.invitation import Choice
from matching.invitation_privacy import SeenByOthers, SeenState
from service.web.board.asking import choice_words, not_yet_down, read_asking
from tests.service.web.municipality import app


def down(employee: str, state: SeenState) -> SeenByOthers:
    return SeenByOthers(id=employee, task="t", employee=employee, state=state)


@pytest.mark.parametrize("state", SeenState)
def test_only_who_was_taken_back_is_put_down_again(state: SeenState) -> None:
    asked = not_yet_down(["a", "b", "a"], [down("a", state)])
    assert asked == (("a", "b") if state is SeenState.WITHDRAWN else ("b",))


def test_no_more_are_asked_at_once_than_a_team_has() -> None:
    assert len(not_yet_down([str(number) for number in range(100)], [])) == MOST_MEMBERS


def test_every_reason_has_words_of_its_own() -> None:
    with app().test_request_context("/"):
        assert len({choice_words(each) for each in Choice}) == len(Choice)


@pytest.mark.parametrize(("said", "chosen_for"), [("learns", Choice.LEARNS), ("", None), ("x", None)])
def test_a_reason_is_read_or_is_none(said: str, chosen_for: Choice | None) -> None:
    asking, wrong = read_asking(MultiDict({"hvorfor": said, "medarbejder": "a"}), found=[])
    assert (asking.why.chosen_for, asking.employees, wrong) == (chosen_for, ("a",), {})
