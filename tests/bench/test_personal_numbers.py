from bench.personal_numbers import CANONICAL, measure


def test_no_personal_number_is_let_through_in_any_canonical_shape() -> None:
    figures = measure(400)

    assert {figures[f"let_through_{shape}"] for shape in CANONICAL} == {0}
    assert figures["let_through_in_a_row"] == 0
    assert figures["refused_phone_numbers"] == 0
    assert figures["refused_workplace_numbers_named"] == 0
