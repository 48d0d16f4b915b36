import numpy as np
import pytest

from matching.language.link_model import Figure, TextKind
from matching.learning.link_comparison import Judged, compared, value_of

RIGHT = np.array([True, False, False, False, False, False, True])
UP, DOWN = np.linspace(0.1, 0.9, 7), np.linspace(0.9, 0.1, 7)


def text(
    kind: TextKind = TextKind.JUDGED, *, before: np.ndarray = UP, after: np.ndarray = DOWN, needs: int = 1
) -> Judged:
    """A text whose needs are all met by its first and its last candidate."""
    return Judged(kind=kind, right=RIGHT, meets=np.stack([RIGHT] * needs), before=before, after=after)


def test_precision_is_the_share_of_the_first_five_that_are_right() -> None:
    sure_of_both = np.where(RIGHT, 0.9, 0.1)
    assert value_of(Figure.PRECISION, sure_of_both, text()) == pytest.approx(0.4)
    assert value_of(Figure.PRECISION, UP, text()) == pytest.approx(0.2)


def test_recall_is_the_share_of_needs_that_the_first_ten_meet_and_one_without_a_candidate_counts() -> None:
    asked = text(needs=2)
    lost = Judged(
        kind=asked.kind,
        right=RIGHT,
        meets=np.stack([RIGHT, np.zeros(7, dtype=bool)]),
        before=UP,
        after=UP,
    )
    assert value_of(Figure.RECALL, UP, asked) == 1.0
    assert value_of(Figure.RECALL, UP, lost) == 0.5


def test_log_loss_is_least_for_who_is_right_and_sure_and_finite_for_who_is_wrong_and_certain() -> None:
    right = value_of(Figure.LOG_LOSS, RIGHT.astype(float), text())
    unsure = value_of(Figure.LOG_LOSS, np.full(7, 0.5), text())
    wrong = value_of(Figure.LOG_LOSS, (~RIGHT).astype(float), text())
    assert unsure == pytest.approx(np.log(2))
    assert right < unsure < wrong < np.inf


def test_a_difference_that_is_the_same_in_every_text_is_sure() -> None:
    perfect = np.where(RIGHT, 0.9, 0.1)
    found = {each.figure: each for each in compared([text(after=perfect)] * 20, seed=1)}
    precision = found[Figure.PRECISION]
    assert (precision.before, precision.after) == (pytest.approx(0.2), pytest.approx(0.4))
    assert precision.low == pytest.approx(precision.high) == pytest.approx(0.2)
    assert all(found[each].surely_better for each in (Figure.PRECISION, Figure.LOG_LOSS))
    worse = {each.figure: each for each in compared([text(before=perfect, after=UP)] * 20, seed=1)}
    assert all(worse[each].surely_worse for each in (Figure.PRECISION, Figure.LOG_LOSS))


def test_probabilities_are_judged_only_where_people_judged_everything() -> None:
    found = compared([text(TextKind.OWN), text(TextKind.JUDGED)], seed=1)
    assert [each.kind for each in found if each.figure is Figure.LOG_LOSS] == [TextKind.JUDGED]


def test_a_text_without_candidates_finds_nothing() -> None:
    nothing = np.zeros(0)
    empty = Judged(
        kind=TextKind.JUDGED,
        right=np.zeros(0, dtype=bool),
        meets=np.zeros((2, 0), dtype=bool),
        before=nothing,
        after=nothing,
    )
    assert [value_of(figure, nothing, empty) for figure in Figure] == [0.0, 0.0, 0.0]
