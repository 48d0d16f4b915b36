from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.index.columns import EPOCH, Placed
from matching.index.deadlines import NO_END, Deadlines
from matching.model import OwnQualification, Qualification

TODAY = date(2026, 11, 23)
kinds = st.dictionaries(st.sampled_from(["B", "C"]), st.none() | st.integers(0, 9))
said = st.dictionaries(st.sampled_from(["anna", "bo", "carl"]), kinds)


def has(ends: dict[str, int | None]) -> list[Qualification]:
    return [
        Qualification(
            kind=kind,
            valid_until=None if end is None else EPOCH + timedelta(end),
            source="hr",
            confirmed_on=TODAY,
        )
        for kind, end in ends.items()
    ]


def patched(before: Deadlines, now: dict[str, dict[str, int | None]]) -> Deadlines:
    """What three employees have by kind, with days since 1970-01-01."""
    rows = {"anna": 0, "bo": 1, "carl": 2}
    at = Placed([*now], np.array([rows[id] for id in now], np.intp), 3)
    return before.patched([has(ends) for ends in now.values()], at)


@given(said, said)
def test_what_somebody_has_now_takes_the_place_of_what_they_had(first: dict, then: dict) -> None:  # type: ignore[type-arg]
    for kind in ("B", "C"):
        after = patched(patched(Deadlines(), first), then).of(kind, 3)
        at_once = patched(Deadlines(), {**first, **then}).of(kind, 3)
        assert np.array_equal(after, at_once, equal_nan=True)


def test_without_a_last_day_it_never_ends() -> None:
    assert patched(Deadlines(), {"bo": {"C": None}}).last("C", 1) == NO_END


def test_of_what_somebody_says_themselves_only_a_dispute_is_kept() -> None:
    own = [
        OwnQualification(kind="B", said_on=TODAY),
        OwnQualification(kind="C", disputes=True, said_on=TODAY),
    ]
    kept = Deadlines().patched([own], Placed(["anna"], np.array([0], np.intp), 1))
    assert (kept.last("B", 0), kept.last("C", 0)) == (None, NO_END)
