from datetime import date

from harness.factories import employee, profession, skill, skill_id, task, task_id
from matching.model import Employee, Task
from matching.own_skills import taking_off
from service.use_cases.own_suggestions import MOST_SUGGESTED, USUAL_LEVEL, SuggestedSkill, suggested_skills
from tests.matching.worlds import world

OLDER = task("Gammel sti", requires={"GDPR": 2, "Budget": 4}, closed_on=date(2025, 1, 1))
NEWER = task("Ny sti", requires={"GDPR": 5}, closed_on=date(2026, 1, 1))
STILL_OPEN = task("Åben", requires={"Korsang": 3})
LABELS = ("GDPR", "Budget", "Korsang", "Jura")


def suggested(
    of: Employee, *tasks: Task, labels: tuple[str, ...] = LABELS, requires: tuple[str, ...] = ("Jura",)
) -> list[SuggestedSkill]:
    index = world(
        skills=[skill(label) for label in labels],
        professions=[profession("Socialrådgiver", requires=requires)],
    )
    return suggested_skills(of, index, tasks)


def test_finished_tasks_suggest_first_the_newest_before_the_others_and_then_the_profession() -> None:
    assert suggested(employee(), OLDER, NEWER, STILL_OPEN) == [
        SuggestedSkill(skill_id("GDPR"), 5, task_id("Ny sti")),
        SuggestedSkill(skill_id("Budget"), 4, task_id("Gammel sti")),
        SuggestedSkill(skill_id("Jura"), USUAL_LEVEL),
    ]


def test_nothing_is_suggested_that_one_has_or_took_off() -> None:
    anna = taking_off(employee(skills={"GDPR": 2}), skill_id("Jura"), on=date(2026, 11, 27))
    assert suggested(anna, NEWER) == []


def test_what_is_no_skill_any_more_is_not_suggested_and_there_are_never_many() -> None:
    labels = tuple(f"Fag {number}" for number in range(2 * MOST_SUGGESTED))
    assert suggested(employee(), NEWER, labels=("Jura",)) == [SuggestedSkill(skill_id("Jura"), USUAL_LEVEL)]
    assert len(suggested(employee(), labels=labels, requires=labels)) == MOST_SUGGESTED
