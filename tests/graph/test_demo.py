"""Fjordby Kommune is believable, hangs together, is the same everywhere, and loads."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from statistics import mean

import pytest

from graph.demo import demo_ids, load_demo, municipality
from graph.demo import tables as demo_tables
from graph.demo.chance import Chance, apportioned
from graph.demo.generation import TODAY
from graph.vocabulary.esco import Catalogue, LayoutError, read_catalogue
from matching.language.personal_numbers import holds_personal_number
from matching.model import Evidence, LifePhase, RequirementKind, SkillKind, TaskStatus

DIGEST = """
import hashlib
from graph.demo import municipality
print(hashlib.sha256(repr(municipality(employees=400, tasks=150)).encode()).hexdigest())
"""

CHANCE = ["0x1.f5ffd83a70d22p-2", "0x1.ce1b8746b9651p-1", "0x1.7501b1482897bp-1"]


@pytest.fixture(scope="module")
def closed(fjordby):
    return [task for task in fjordby.tasks if task.status is TaskStatus.CLOSED]


@pytest.mark.slow
def test_the_same_seed_makes_the_same_objects_whatever_the_order_of_hashes():
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.slow
def test_what_was_used_after_a_day_can_be_forgotten():
    until = date(2025, 1, 1)
    now, then = (
        municipality(employees=300, tasks=150),
        municipality(employees=300, tasks=150, used_until=until),
    )
    used = [held for each in then.employees for held in each.skills if held.evidence is Evidence.USED]
    assert max(held.confirmed_on for held in used) <= until
    assert len(used) < sum(held.evidence is Evidence.USED for each in now.employees for held in each.skills)
    assert now.tasks == then.tasks


@pytest.mark.slow
def test_another_seed_makes_another_municipality():
    one, other = (municipality(seed=seed, employees=300, tasks=75) for seed in (1, 2))
    assert one.workplaces == other.workplaces
    assert one.employees != other.employees
    assert one.tasks != other.tasks


def test_chance_is_the_same_on_every_machine():
    chance = Chance(2026, 1)
    assert [number.hex() for number in chance.uniform(3).tolist()] == CHANCE


def test_shares_add_up_to_the_whole():
    assert apportioned([0.5, 0.3, 0.2], 7).tolist() == [4, 2, 1]
    assert int(apportioned([1.0] * 3, 100).sum()) == 100


def test_it_has_the_size_of_a_real_municipality(fjordby, closed):
    assert len(fjordby.employees) == 6500
    assert 55_000 < sum(len(each.skills) for each in fjordby.employees) < 66_000
    assert len(closed) == 3000
    assert len(fjordby.tasks) - len(closed) == 40
    assert 240 <= len(fjordby.workplaces) <= 280
    assert len({each.profession for each in fjordby.employees}) >= 100
    whole = next(each for each in fjordby.workplaces if each.part_of is None)
    assert sum(each.part_of == whole.id for each in fjordby.workplaces) == 8


def test_the_ids_are_known_beforehand(fjordby):
    assert {each.id for each in fjordby.employees} == demo_ids()


def test_everything_that_is_referred_to_exists(fjordby):
    skills = {each.id for each in fjordby.skills if each.kind is not SkillKind.GROUP}
    professions = {each.id for each in fjordby.professions}
    workplaces = {each.id for each in fjordby.workplaces}
    employees = {each.id for each in fjordby.employees}
    assert {each.part_of for each in fjordby.workplaces} - workplaces == {None}
    for each in fjordby.employees:
        assert each.workplace in workplaces
        assert each.profession in professions
        assert {held.skill for held in each.skills} | {*each.wants_to_learn, *each.can_teach} <= skills
    for task in fjordby.tasks:
        assert {need.skill for need in task.requirements} <= skills
        assert set(task.owners) <= workplaces
        assert {each.employee for each in task.assignments} <= employees


def test_nobody_has_a_skill_twice(fjordby):
    for each in fjordby.employees:
        assert len({held.skill for held in each.skills}) == len(each.skills)


def test_nearly_every_workplace_has_people(fjordby):
    staffed = Counter(each.workplace for each in fjordby.employees)
    assert len(staffed) >= len(fjordby.workplaces) - 3
    assert max(staffed.values()) < 150


def test_what_is_essential_to_a_profession_is_held_more_often_and_better_than_what_is_optional(fjordby):
    professions = {each.id: dict(each.requires) for each in fjordby.professions}
    held, possible, levels = Counter(), Counter(), {kind: [] for kind in RequirementKind}
    for each in fjordby.employees:
        requires = professions[each.profession]
        possible.update(requires.values())
        for one in each.skills:
            if (kind := requires.get(one.skill)) is not None:
                held[kind] += 1
                if one.evidence is not Evidence.ASSUMED:
                    levels[kind].append(one.level)
    essential, optional = RequirementKind.ESSENTIAL, RequirementKind.OPTIONAL
    assert held[essential] / possible[essential] > 0.5 > 0.3 > held[optional] / possible[optional]
    assert mean(levels[essential]) > mean(levels[optional])


def test_hidden_talents_lie_beside_the_profession(fjordby):
    professions = {each.id: dict(each.requires) for each in fjordby.professions}
    beside = [
        sum(one.skill not in professions[each.profession] for one in each.skills)
        for each in fjordby.employees
    ]
    assert sum(count >= 2 for count in beside) > 2000
    assert sum(count == 0 for count in beside) > 1000


def test_every_rung_of_the_evidence_ladder_is_taken(fjordby):
    rungs = Counter(held.evidence for each in fjordby.employees for held in each.skills)
    assert all(rungs[rung] > 4000 for rung in Evidence)


def test_no_evidence_is_from_the_future_or_older_than_the_records(fjordby):
    days = [held.confirmed_on for each in fjordby.employees for held in each.skills]
    assert max(days) < TODAY
    assert min(days) > TODAY - timedelta(days=6.1 * 365.25)


def test_what_was_used_was_used_in_a_closed_task_that_asked_for_it(fjordby):
    tasks = {each.id: each for each in fjordby.tasks}
    for each in fjordby.employees:
        for held in each.skills:
            assert (held.evidence is Evidence.USED) == held.source.startswith("task:")
            if held.evidence is Evidence.USED:
                task = tasks[held.source.removeprefix("task:")]
                assert held.confirmed_on == task.closed_on
                assert held.skill in {need.skill for need in task.requirements}
                assert each.id in {one.employee for one in task.assignments}


def test_people_teach_what_they_master_and_learn_what_they_do_not(fjordby):
    for each in fjordby.employees:
        levels = {held.skill: held.level for held in each.skills}
        assert all(levels[skill] >= 4 for skill in each.can_teach)
        assert all(levels.get(skill, 0) < 3 for skill in each.wants_to_learn)


def test_those_who_teach_wish_to_learn_more_often_than_others(fjordby):
    teachers = [bool(each.wants_to_learn) for each in fjordby.employees if each.can_teach]
    others = [bool(each.wants_to_learn) for each in fjordby.employees if not each.can_teach]
    assert mean(teachers) > mean(others)


def test_tasks_are_solved_by_two_to_nine_people_from_several_workplaces(fjordby, closed):
    workplace = {each.id: each.workplace for each in fjordby.employees}
    sizes = [len(task.assignments) for task in closed]
    assert min(sizes) >= 2
    assert max(sizes) <= 9
    across = [len({workplace[each.employee] for each in task.assignments}) for task in closed]
    assert mean(count > 1 for count in across) > 0.98
    assert mean(across) > 3


def test_most_of_what_a_task_required_was_there(fjordby, closed):
    skills = {each.id: {held.skill for held in each.skills} for each in fjordby.employees}
    covered = [
        mean(
            any(need.skill in skills[each.employee] for each in task.assignments)
            for need in task.requirements
        )
        for task in closed
    ]
    assert mean(covered) > 0.6


def test_people_find_together_again(closed):
    together = Counter(
        pair
        for task in closed
        for pair in combinations(sorted(each.employee for each in task.assignments), 2)
    )
    assert sum(count > 1 for count in together.values()) > 2500
    assert max(Counter(each.employee for task in closed for each in task.assignments).values()) < 80


def test_past_tasks_spread_over_six_years_and_open_ones_are_new(fjordby, closed):
    assert {task.closed_on.year for task in closed} >= set(range(2021, 2027))
    assert min(task.created_on for task in closed) >= date(2020, 11, 1)
    for task in fjordby.tasks:
        assert task.created_on < (task.closed_on or TODAY) <= TODAY
        for each in task.assignments:
            assert task.created_on <= each.started_on
            assert each.ended_on == task.closed_on


def test_no_two_tasks_share_a_text(fjordby):
    assert len({task.description for task in fjordby.tasks}) == len(fjordby.tasks)
    assert len({task.title for task in fjordby.tasks}) > 0.98 * len(fjordby.tasks)


def test_texts_are_finished(fjordby):
    for task in fjordby.tasks:
        for text in (task.title, task.description):
            assert text.strip() == text
            assert text
            assert not set("[]{}|") & set(text)
            assert "  " not in text


def test_themes_reach_all_life_phases_and_have_words_enough():
    themes = demo_tables.themes(demo_tables.Vocabulary(read_catalogue()))
    assert len(themes) >= 60
    assert {phase for theme in themes for phase in theme.life_phases} == set(LifePhase)
    for theme in themes:
        assert len(theme.titles) >= 2
        assert len(theme.reasons) >= 2
        assert len(theme.actions) >= 5
        assert any(need.essential for need in theme.needs)


def test_nothing_is_shaped_like_a_personal_number(fjordby):
    things = (*fjordby.workplaces, *fjordby.employees, *fjordby.tasks)
    texts = {text for thing in things for text in re.split("['\"]", repr(thing))}

    assert len(texts) > 10_000
    assert not [text for text in texts if holds_personal_number(text)]


def test_a_table_that_names_what_the_catalogue_has_not_is_told_by_file_and_line():
    with pytest.raises(LayoutError, match=r"staffing\.csv: line 2: the catalogue has no profession"):
        municipality(employees=10, tasks=0, catalogue=Catalogue(skills=[], professions=[]))


@pytest.mark.slow
def test_a_hundred_thousand_employees_are_made_as_well():
    large = municipality(employees=100_000, tasks=75)
    assert len({each.id for each in large.employees}) == 100_000
    assert sum(len(each.skills) for each in large.employees) > 800_000


@pytest.mark.slow
def test_loading_the_demo_twice_changes_nothing(graph, fjordby):
    seen = []
    number = load_demo(graph, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert graph.employees.ids() == demo_ids()
    assert len(graph.tasks.ids()) == len(fjordby.tasks)
    assert graph.employees.get(fjordby.employees[0].id).value == fjordby.employees[0]
    assert graph.tasks.get(fjordby.tasks[0].id).value == fjordby.tasks[0]
    assert load_demo(graph) == number
