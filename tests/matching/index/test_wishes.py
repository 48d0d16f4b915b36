from collections.abc import Iterable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.index.columns import Placed
from matching.index.wishes import Wishes

said = st.dictionaries(
    st.integers(0, 5), st.lists(st.sampled_from(["GDPR", "SQL", "sorg"]), unique=True).map(tuple)
)


def at(rows: Iterable[int]) -> Placed:
    placed = np.array([*rows], np.intp)
    return Placed([f"e{row}" for row in placed], placed, size=6)


def wishes(of: dict[int, tuple[str, ...]]) -> Wishes:
    return Wishes().patched([*of.values()], at(of))


def by_skill(found: Wishes) -> dict[str, list[int]]:
    return {skill: rows.tolist() for skill, rows in found.rows_of.items() if len(rows)}


def test_who_names_a_skill_is_found_by_it() -> None:
    found = wishes({3: ("GDPR",), 1: ("GDPR", "SQL")})
    assert found.of("GDPR").tolist() == [1, 3]
    assert found.of("sorg").tolist() == []


@given(before=said, changed=said)
def test_patching_says_what_a_new_build_would(
    before: dict[int, tuple[str, ...]], changed: dict[int, tuple[str, ...]]
) -> None:
    first = wishes(before)
    patched = first.patched([*changed.values()], at(changed))
    assert by_skill(patched) == by_skill(wishes(before | changed))
    assert patched.skills_of == wishes(before | changed).skills_of
    assert by_skill(first) == by_skill(wishes(before))
