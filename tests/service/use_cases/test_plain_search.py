from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harness.factories import employee, employee_id, held, skill, skill_id, task, task_id
from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.model import Employee, Evidence, Skill, Task, Visibility
from service.use_cases.plain_search import (
    holders,
    past_tasks_called,
    people_called,
    skills_called,
    took_part,
)
from tests.matching.worlds import TODAY, words


def index(
    *employees: Employee,
    skills: tuple[Skill, ...] = (skill("Jura"), skill("Støj")),
    tasks: Sequence[Task] = (),
) -> Index:
    everything = Changes(number=1, skills=skills, tasks=tasks, employees=[EmployeeColumns.of(employees)])
    return Index.build(everything, today=TODAY, terms=words)


def test_holders_stand_by_the_danish_alphabet_whatever_their_level() -> None:
    made = index(
        *(employee(name, skills={"Jura": level}) for name, level in (("Åse", 5), ("Øjvind", 4), ("Bo", 1)))
    )
    assert holders(made, skill_id("Jura")) == ["emp-bo", "emp-øjvind", "emp-åse"]


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5))
def test_levels_change_nothing_about_the_order(levels: list[int]) -> None:
    made = index(*(employee(f"N{at}", skills={"Jura": level}) for at, level in enumerate(levels)))
    assert holders(made, skill_id("Jura")) == [f"emp-n{at}" for at in range(len(levels))]


def test_a_job_title_alone_is_nothing_that_somebody_said() -> None:
    made = index(employee("Bo", skills=[held("Jura", evidence=Evidence.ASSUMED)]))
    assert holders(made, skill_id("Jura")) == []


def test_who_hides_is_not_found() -> None:
    hiding = employee("Bo", skills={"Jura": 5}, visibility=Visibility.HIDDEN)
    made = index(hiding).seen_by(Visibility.LEADS)
    assert holders(made, skill_id("Jura")) == []


def test_skills_are_found_by_every_word_of_a_label_and_those_that_begin_so_come_first() -> None:
    skills = (skill("Støj ved veje", english="noise"), skill("Anden støj"), skill("Vej"))
    made = index(employee("Bo", skills={each.label_da: 3 for each in skills}), skills=skills)
    assert list(skills_called(made, "støj")) == [skill_id("Støj ved veje"), skill_id("Anden støj")]
    assert skills_called(made, "NOISE") == {skill_id("Støj ved veje"): ""}
    assert skills_called(made, "vej støj") == {skill_id("Støj ved veje"): ""}
    assert skills_called(made, " ") == {}


def test_what_is_found_by_another_label_says_which() -> None:
    made = index(
        employee("Bo", skills={"Gårdvagt": 3}), skills=(skill("Gårdvagt", alternatives=["legepladsvagt"]),)
    )
    assert skills_called(made, "legeplads") == {skill_id("Gårdvagt"): "legepladsvagt"}


def test_a_past_task_names_neither_who_hides_nor_who_objects_whom_a_search_by_name_finds() -> None:
    hiding = employee("Bo", visibility=Visibility.HIDDEN)
    objecting = replace(employee("Åse"), objects=True)
    festival = task("Gadefest", members=["Bo", "Åse", "Øjvind"], closed_on=TODAY)
    made = index(hiding, objecting, employee("Øjvind"), tasks=[festival]).seen_by(Visibility.LEADS)
    assert past_tasks_called(made, "gadefest") == [task_id("Gadefest")]
    assert took_part(made, task_id("Gadefest")) == [employee_id("Øjvind")]
    assert people_called(made, "åse") == [employee_id("Åse")]
