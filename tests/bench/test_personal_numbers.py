import pytest

from bench.measuring import Figures
from bench.personal_numbers import CANONICAL, LOOK_ALIKES, measure


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(400)


@pytest.mark.parametrize(
    "shape",
    [
        *CANONICAL,
        "in_a_row",
        "in_a_row_in_an_address",
        "in_a_row_after_its_word",
        "random_hyphen",
        "random_blank",
    ],
)
def test_no_personal_number_is_let_through_in_any_canonical_shape(figures: Figures, shape: str) -> None:
    assert figures[f"let_through_{shape}"] == 0


@pytest.mark.parametrize("kind", LOOK_ALIKES)
def test_hardly_any_other_number_is_refused_where_it_can_be_told_apart(figures: Figures, kind: str) -> None:
    assert figures[f"refused_{kind}"] <= 0.005
