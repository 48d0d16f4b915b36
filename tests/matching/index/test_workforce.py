import zlib
from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.index.columns import EmployeeColumns, declared
from matching.index.deadlines import NO_END
from matching.index.workforce import AUDIENCES, Workforce
from matching.model import Employee, Evidence, OwnQualification, Qualification, Requirement, Visibility
from matching.question import Question, TeamQuestion
from tests.matching.worlds import TODAY, colleague, held, world

skills = st.dictionaries(st.sampled_from(["GDPR", "SQL", "sorg", "PPR"]), st.integers(1, 5))
staff = st.dictionaries(st.sampled_from([f"e{n}" for n in range(6)]), skills)


def workforce(*employees: Employee) -> Workforce:
    return Workforce.build([EmployeeColumns.of(employees)], today=TODAY)


def levels(force: Workforce, skill: str) -> dict[str, int]:
    """Who holds a skill at which level."""
    posting = force.skills.postings.get(skill)
    if posting is None:
        return {}
    return {force.ids[row]: int(level) for row, level in zip(posting.rows, posting.levels, strict=True)}


def test_holders_of_a_skill_are_found_with_their_levels() -> None:
    force = workforce(colleague("a", {"GDPR": 4, "SQL": 2}), colleague("b", {"GDPR": 1}))
    assert levels(force, "GDPR") == {"a": 4, "b": 1}
    assert levels(force, "SQL") == {"a": 2}


def test_a_held_skill_comes_back_as_it_was_loaded() -> None:
    have = held("GDPR", 3, evidence=Evidence.USED, source="task:t1", confirmed_on=date(2024, 2, 29))
    force = workforce(colleague("a", [have]))
    assert force.skills.of(0, "GDPR") == have
    assert force.skills.of(0, "SQL") is None


def test_each_column_has_what_the_employee_says() -> None:
    force = workforce(
        colleague("a", workplace="vej", profession="ingeniør", hours_offered=None),
        Employee(
            id="b",
            name="Bo",
            workplace="skole",
            profession="lærer",
            weekly_hours=30.5,
            hours_offered=4.0,
            offers_from=date(1970, 1, 2),
            offers_until=date(1970, 1, 11),
            invitation_cap=0,
            shows_bridges=True,
            objects=True,
            visibility=Visibility.LEADS,
            wants_to_learn=("GDPR",),
            can_teach=("sorg", "SQL"),
            knows=(("a", date(1970, 1, 3)),),
            qualifications=(
                Qualification(kind="C", valid_until=date(1970, 1, 5), source="hr", confirmed_on=TODAY),
            ),
            own_qualifications=(OwnQualification(kind="D", disputes=True, said_on=TODAY),),
        ),
    )
    numbers = {
        "checksums": zlib.crc32(b"b"),
        "weekly_hours": 30.5,
        "hours_offered": 4.0,
        "offers_from": 1,
        "offers_until": 10,
        "invitation_caps": 0,
        "shows_bridges": True,
        "objects": True,
        "audience": AUDIENCES.index(Visibility.LEADS),
    }
    others = {
        "ids": force.ids[1] == "b",
        "names": force.names[1] == "Bo",
        "workplaces": force.workplaces.names[force.workplace[1]] == "skole",
        "professions": force.professions.names[force.profession[1]] == "lærer",
        "learners": force.learners.of("GDPR").tolist() == [1],
        "teachers": force.teachers.of("sorg").tolist() == force.teachers.of("SQL").tolist() == [1],
        "qualifications": force.qualifications.last("C", 1) == 4,
        "disputes": force.disputes.last("D", 1) == NO_END,
        "acquaintances": force.acquaintances.of("b") == {"a": 2},
    }

    assert {name: getattr(force, name).item(1) for name in numbers} == numbers
    assert all(others.values()), others
    assert numbers.keys() | others.keys() == declared(Workforce).keys()
    unsaid = ("hours_offered", "offers_from", "offers_until", "invitation_caps")
    assert all(np.isnan(getattr(force, name)[0]) for name in unsaid)


def test_batches_make_the_same_workforce_as_one_read() -> None:
    a, b = colleague("a", {"GDPR": 4}), colleague("b", {"GDPR": 1, "SQL": 5})
    parted = Workforce.build([EmployeeColumns.of([a]), EmployeeColumns.of([b])], today=TODAY)
    assert levels(parted, "GDPR") == levels(workforce(a, b), "GDPR") == {"a": 4, "b": 1}


def test_a_retired_employee_leaves_every_skill() -> None:
    force = workforce(colleague("a", {"GDPR": 4}), colleague("b", {"GDPR": 1}))
    after = force.patched([EmployeeColumns.of([], retired=["a"])])
    assert levels(after, "GDPR") == {"b": 1}
    assert len(after) == 1


def test_a_patch_leaves_the_earlier_workforce_as_it_was() -> None:
    before = workforce(colleague("a", {"GDPR": 4}))
    before.patched([EmployeeColumns.of([colleague("a", {"SQL": 1}), colleague("b", {"GDPR": 2})])])
    assert levels(before, "GDPR") == {"a": 4}
    assert before.ids == ("a",)


@given(before=staff, changed=staff)
def test_patching_gives_what_a_new_build_would(
    before: dict[str, dict[str, int]], changed: dict[str, dict[str, int]]
) -> None:
    patched = workforce(*(colleague(id, held) for id, held in before.items())).patched(
        [EmployeeColumns.of([colleague(id, held) for id, held in changed.items()])]
    )
    built = workforce(*(colleague(id, held) for id, held in (before | changed).items()))
    for skill in ("GDPR", "SQL", "sorg", "PPR"):
        assert levels(patched, skill) == levels(built, skill)
        rows = patched.skills.postings[skill].rows if skill in patched.skills.postings else np.empty(0)
        assert (np.diff(rows) > 0).all()


def test_evidence_fades_from_one_day_to_another() -> None:
    today = workforce(colleague("a", {"GDPR": 4}))
    later = today.on(date(2029, 11, 23))
    assert later.skills.postings["GDPR"].quality[0] < today.skills.postings["GDPR"].quality[0]


ASKED = Question(requirements=(Requirement(skill="støj"),), text="Larm ved skolen")


def test_the_same_question_draws_the_same_lots_as_a_list_and_as_a_team() -> None:
    index = world(*(colleague(f"e{n}") for n in range(30)))
    team = TeamQuestion(requirements=ASKED.requirements, text=ASKED.text)
    assert index.workforce.lots(ASKED).tolist() == index.workforce.lots(team).tolist()


def test_another_question_draws_another_order() -> None:
    index = world(*(colleague(f"e{n}") for n in range(30)))
    orders = [np.argsort(index.workforce.lots(replace(ASKED, text=f"Opgave {n}"))) for n in range(8)]
    assert len({int(order[0]) for order in orders}) > 1


def test_nobody_shares_a_lot_with_a_colleague() -> None:
    index = world(*(colleague(f"e{n}") for n in range(300)))
    assert len(set(index.workforce.lots(ASKED).tolist())) == 300


def test_a_lot_hangs_on_the_employee_and_not_on_their_row() -> None:
    there = world(colleague("a"), colleague("b"))
    back = world(colleague("b"), colleague("a"))
    assert there.workforce.lots(ASKED).tolist() == back.workforce.lots(ASKED).tolist()[::-1]
