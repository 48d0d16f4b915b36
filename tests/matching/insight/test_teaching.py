"""Who can teach, and what open tasks lack."""

from matching.insight.teaching import gaps, teachers
from matching.model import Requirement, Skill, TaskStatus, Visibility
from tests.matching.worlds import colleague, solved, world

OPEN = {"status": TaskStatus.OPEN, "closed_on": None}


def test_the_best_come_first_and_of_equals_those_nearby() -> None:
    index = world(
        colleague("far", {"støj": 4}, can_teach=("støj",)),
        colleague("near", {"støj": 4}, can_teach=("støj",), workplace="vej"),
        colleague("best", {"støj": 5}, can_teach=("støj",)),
        colleague("silent", {"støj": 5}),
    )
    found = teachers(index, "støj", unit="teknik", audience=Visibility.EVERYONE)
    assert [(each.employee, each.level, each.near) for each in found] == [
        ("best", 5, False),
        ("near", 4, True),
        ("far", 4, False),
    ]


def test_who_teaches_a_narrower_skill_counts_and_who_hides_does_not() -> None:
    index = world(
        colleague("a", {"cykelsti": 4}, can_teach=("cykelsti",)),
        colleague("b", {"vej": 4}, can_teach=("vej",), visibility=Visibility.LEADS),
        skills=[Skill(id="vej"), Skill(id="cykelsti", broader=("vej",))],
    )
    assert [each.employee for each in teachers(index, "vej", unit=None, audience=Visibility.EVERYONE)] == [
        "a"
    ]
    assert len(teachers(index, "vej", unit=None, audience=Visibility.LEADS)) == 2


def test_a_gap_is_what_nobody_in_an_open_task_meets_at_its_level() -> None:
    needs = (Requirement(skill="støj", level=3), Requirement(skill="sorg", level=4, essential=True))
    task = solved("open", [], ["a"], **OPEN, requirements=needs, title="Ny vej")
    index = world(colleague("a", {"støj": 3, "sorg": 3}), colleague("b", {"sorg": 5}), tasks=[task])
    assert [(each.title, each.skill, each.essential) for each in gaps(index)] == [("Ny vej", "sorg", True)]
