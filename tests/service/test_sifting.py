import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.model import Requirement
from matching.question import Question
from service.sifting import sifted
from tests.service.web.municipality import BICYCLES, EMPLOYEES, TASKS, AskedMatcher, StoreInMemory

QUESTION = Question(requirements=(Requirement(skill=BICYCLES.id),), text="Trygge cykelstier")


@given(st.lists(st.integers(-3, 30)))
def test_those_that_spoil_it_are_found_and_the_others_stay_in_order(rows: list[int]) -> None:
    good, bad = sifted(rows, lambda some: all(each >= 0 for each in some))

    assert good == [each for each in rows if each >= 0]
    assert bad == [each for each in rows if each < 0]


def test_one_bad_row_among_many_takes_few_tries() -> None:
    tries = []

    def holds(some: Sequence[int]) -> bool:
        tries.append(len(some))
        return 700 not in some

    assert sifted(range(1000), holds)[1] == [700]
    assert len(tries) <= 21
    assert sum(tries) < 4000


FIELDS = ["title", "description", "created_on", "closed_on", "requirements", "assignments"]
ODD_NEED: Any = Requirement(skill="s", weight="1")  # type: ignore[arg-type]
JUNK: list[Any] = [7, None, "x", math.nan, -1e308, b"", object(), (None,), (ODD_NEED,)]


@settings(max_examples=min(8, settings.default.max_examples))
@given(junk=st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(JUNK)), max_size=4))
def test_whatever_stands_in_past_tasks_the_others_answer_as_without_it(junk: list[tuple[str, Any]]) -> None:
    bad = [replace(TASKS[0], id=f"bad-{at}", **{name: value}) for at, (name, value) in enumerate(junk)]
    matcher = AskedMatcher(StoreInMemory(tasks=(*TASKS, *bad)))
    answered = matcher.match(QUESTION)
    gone = {row.id for row in matcher.freshness.left_out}
    sound = AskedMatcher(StoreInMemory(tasks=[*TASKS, *(each for each in bad if each.id not in gone)]))

    assert gone <= {each.id for each in bad}
    assert answered.candidates == sound.match(QUESTION).candidates
    assert all(math.isfinite(each.score) for each in answered.candidates)


def test_an_employee_who_spoils_the_index_is_left_out_alone() -> None:
    odd = replace(EMPLOYEES[0], id="odd", weekly_hours="many")  # type: ignore[arg-type]
    matcher = AskedMatcher(StoreInMemory(employees=(*EMPLOYEES, odd)))

    assert [(row.kind, row.id) for row in matcher.freshness.left_out] == [("employee", "odd")]
    assert matcher.match(QUESTION).candidates == AskedMatcher(StoreInMemory()).match(QUESTION).candidates
