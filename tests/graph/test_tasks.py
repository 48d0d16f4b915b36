from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from math import nan

import pytest

from graph.errors import AlreadyExists, NotFound, StaleVersion, TaskClosed, UnknownReference
from graph.store import GraphStore
from harness.factories import (
    employee,
    employee_id,
    fill,
    skill,
    skill_id,
    task,
    task_id,
    workplace,
    workplace_id,
)
from matching.bounds import OutOfBounds
from matching.model import Assignment, LifePhase, Period, Requirement, TaskStatus

SPOIL = "MATCH (:Task {id: $id})-[r:REQUIRES]->(:Skill) SET r.weight = 5e-324"
DISOWN = "MATCH (:Task {id: $id})-[r:OWNED_BY]->(:Workplace) DELETE r"


@pytest.fixture
def municipality(each_graph: GraphStore) -> GraphStore:
    """A graph with what the tasks here refer to."""
    skills = map(skill, ("GDPR", "Excel", "Tysk"))
    fill(each_graph, employee("Anna"), employee("Bo"), *skills, workplace("Jobcenter"))
    return each_graph


def test_a_task_is_read_as_it_was_created(municipality: GraphStore) -> None:
    whole = replace(
        task(
            "Ny cykelsti",
            description="Fra skolen til hallen",
            owners=["Jobcenter"],
            life_phases=[LifePhase.LATE],
        ),
        requirements=(
            Requirement(skill=skill_id("Excel"), level=2, weight=0.5),
            Requirement(skill=skill_id("GDPR"), level=4, weight=2.0, essential=True),
        ),
        taken_away=(skill_id("Tysk"),),
        assignments=(
            Assignment(
                employee=employee_id("Anna"),
                role="tovholder",
                started_on=date(2026, 1, 1),
                ended_on=date(2026, 6, 30),
                hours=7.5,
                earlier=(
                    Period(ended_on=date(2024, 12, 31), hours=1.0),
                    Period(started_on=date(2025, 2, 1), ended_on=date(2025, 6, 30), hours=2.5),
                ),
            ),
            Assignment(employee=employee_id("Bo")),
        ),
    )
    created = municipality.tasks.create(whole)

    assert created.value == whole
    assert municipality.tasks.get(whole.id) == created
    assert created.version == municipality.changes.number()


def test_what_was_taken_away_is_added_back_and_goes_with_its_skill(municipality: GraphStore) -> None:
    made = municipality.tasks.create(task(requires={"GDPR": 3}, taken_away=["Excel", "Tysk"]))
    needed = (*made.value.requirements, Requirement(skill=skill_id("Excel")))

    with pytest.raises(OutOfBounds, match="required too"):
        municipality.tasks.update(replace(made.value, requirements=needed), made.version)
    back = replace(made.value, requirements=needed, taken_away=(skill_id("Tysk"),))
    assert municipality.tasks.update(back, made.version).value.taken_away == (skill_id("Tysk"),)

    kept = [each for each in municipality.skills.all() if each.id != skill_id("Tysk")]
    municipality.loading.apply(municipality.loading.plan_skills(kept, retire=True))
    assert municipality.tasks.get(made.value.id).value.taken_away == ()


def test_an_id_is_created_once(municipality: GraphStore) -> None:
    municipality.tasks.create(task("Ny cykelsti"))

    with pytest.raises(AlreadyExists):
        municipality.tasks.create(task("Ny cykelsti", description="en anden"))

    assert municipality.tasks.get(task_id("Ny cykelsti")).value.description == ""


def test_of_racing_creates_one_wins(municipality: GraphStore) -> None:
    def create(number: int) -> bool:
        try:
            municipality.tasks.create(task("Ny cykelsti", description=str(number)))
        except AlreadyExists:
            return False
        return True

    with ThreadPoolExecutor(8) as racers:
        won = list(racers.map(create, range(8)))

    assert won.count(True) == 1
    assert municipality.tasks.get(task_id("Ny cykelsti")).value.description == str(won.index(True))


def test_an_update_writes_what_is_new_and_removes_what_is_gone(municipality: GraphStore) -> None:
    created = municipality.tasks.create(task("Ny cykelsti", requires={"GDPR": 3}, description="først"))
    wanted = task("Ny cykelsti", requires={"Excel": 2}, members=["Bo"])
    updated = municipality.tasks.update(wanted, created.version)

    assert updated.value == wanted
    assert updated.version == created.version + 1 == municipality.changes.number()


def test_an_update_without_a_difference_keeps_the_version(municipality: GraphStore) -> None:
    created = municipality.tasks.create(task("Ny cykelsti", requires={"GDPR": 3}))

    assert municipality.tasks.update(created.value, created.version) == created
    assert municipality.changes.number() == created.version


def test_an_update_of_a_stale_version_writes_nothing(municipality: GraphStore) -> None:
    created = municipality.tasks.create(task("Ny cykelsti"))
    newer = municipality.tasks.update(task("Ny cykelsti", description="nyere"), created.version)

    with pytest.raises(StaleVersion):
        municipality.tasks.update(task("Ny cykelsti", description="sent ude"), created.version)

    assert municipality.tasks.get(created.value.id) == newer


def test_of_racing_updates_one_wins(municipality: GraphStore) -> None:
    created = municipality.tasks.create(task("Ny cykelsti"))

    def update(number: int) -> bool:
        try:
            municipality.tasks.update(task("Ny cykelsti", description=str(number)), created.version)
        except StaleVersion:
            return False
        return True

    with ThreadPoolExecutor(8) as racers:
        assert list(racers.map(update, range(8))).count(True) == 1


@pytest.mark.parametrize(
    ("wrong", "kind", "id"),
    [
        (task(requires={"Ukendt": 3}), "skill", skill_id("Ukendt")),
        (task(owners=["Jobcenter", "Ukendt"]), "workplace", workplace_id("Ukendt")),
        (task(members=["Anna", "Ukendt"]), "employee", employee_id("Ukendt")),
    ],
)
def test_an_unknown_reference_writes_nothing(
    municipality: GraphStore, wrong: object, kind: str, id: str
) -> None:
    number = municipality.changes.number()

    with pytest.raises(UnknownReference) as caught:
        municipality.tasks.create(wrong)  # type: ignore[arg-type]

    assert (caught.value.kind, caught.value.ids) == (kind, (id,))
    assert municipality.tasks.ids() == set()
    assert municipality.changes.number() == number


def test_a_retired_employee_cannot_be_assigned(municipality: GraphStore) -> None:
    loading = municipality.loading
    loading.apply(loading.plan_employees([employee("Anna")], retire=True))

    with pytest.raises(UnknownReference):
        municipality.tasks.create(task(members=["Bo"]))


def test_closing_keeps_who_took_part(municipality: GraphStore) -> None:
    created = municipality.tasks.create(task("Ny cykelsti", members=["Anna"], requires={"GDPR": 3}))
    taken_part = [Assignment(employee=employee_id("Bo"), role="deltager", hours=5.0)]
    closed = municipality.tasks.close(created.value.id, created.version, taken_part, date(2026, 11, 23))

    assert closed.value.status is TaskStatus.CLOSED
    assert closed.value.closed_on == date(2026, 11, 23)
    assert closed.value.assignments == tuple(taken_part)
    assert closed.value.requirements == created.value.requirements
    with pytest.raises(StaleVersion):
        municipality.tasks.close(created.value.id, created.version, taken_part, date(2026, 11, 23))


@pytest.mark.parametrize("attempt", ["get", "update", "close"])
def test_a_task_that_is_not_there_is_not_found(municipality: GraphStore, attempt: str) -> None:
    attempts = {
        "get": lambda: municipality.tasks.get("nope"),
        "update": lambda: municipality.tasks.update(replace(task(), id="nope"), 1),
        "close": lambda: municipality.tasks.close("nope", 1, [], date(2026, 11, 23)),
    }

    with pytest.raises(NotFound) as caught:
        attempts[attempt]()

    assert (caught.value.kind, caught.value.id) == ("task", "nope")


def test_tasks_are_listed_newest_first_by_status_and_owner(municipality: GraphStore) -> None:
    fill(
        municipality,
        task("Gammel", created_on=date(2020, 1, 1)),
        task("Ny", created_on=date(2026, 1, 1)),
        task("Færdig", created_on=date(2025, 1, 1), closed_on=date(2025, 2, 1)),
        task("Skolens", created_on=date(2024, 1, 1), owners=["Skolen"]),
    )
    tasks = municipality.tasks

    assert [each.title for each in tasks.list().items] == ["Ny", "Færdig", "Skolens", "Gammel"]
    assert [each.title for each in tasks.list(TaskStatus.CLOSED).items] == ["Færdig"]
    assert [each.title for each in tasks.list(workplace=workplace_id("Skolen")).items] == ["Skolens"]
    second = tasks.list(page=2, size=3)
    assert ([each.title for each in second.items], second.total) == (["Gammel"], 4)


def test_a_closed_task_is_history_and_stays_as_it_is(municipality: GraphStore) -> None:
    made = municipality.tasks.create(task("Cykelsti"))
    id = made.value.id
    closed = municipality.tasks.close(
        id, made.version, [Assignment(employee=employee_id("Anna"))], date(2026, 11, 2)
    )

    with pytest.raises(TaskClosed):
        municipality.tasks.close(id, closed.version, [], date(2026, 11, 3))
    with pytest.raises(TaskClosed):
        municipality.tasks.update(replace(closed.value, title="Legeplads"), closed.version)

    assert municipality.tasks.update(closed.value, closed.version) == closed
    assert municipality.tasks.get(id) == closed


@pytest.mark.parametrize("closed_on", [date(2026, 9, 30), date(9999, 12, 31)])
def test_a_task_is_not_closed_before_its_creation_or_in_the_future(
    municipality: GraphStore, closed_on: date
) -> None:
    made = municipality.tasks.create(task("Cykelsti", created_on=date(2026, 10, 1)))

    with pytest.raises(OutOfBounds):
        municipality.tasks.close(made.value.id, made.version, [], closed_on)

    assert municipality.tasks.get(made.value.id) == made


@pytest.mark.parametrize("weight", [5e-324, 0.0, 1e308, nan])
def test_a_weight_that_is_out_of_bounds_is_not_written(municipality: GraphStore, weight: float) -> None:
    wrong = task("Cykelsti", requires=[Requirement(skill=skill_id("GDPR"), weight=weight)])

    with pytest.raises(OutOfBounds):
        municipality.tasks.create(wrong)
    with pytest.raises(OutOfBounds):
        municipality.loading.plan_tasks([wrong])


def test_a_fault_of_an_older_graph_stops_no_other_change(municipality: GraphStore) -> None:
    made = municipality.tasks.create(task("Cykelsti", requires={"GDPR": 3}))
    municipality.database.write(lambda transaction: transaction.run(SPOIL, id=made.value.id))
    spoilt = municipality.tasks.get(made.value.id)

    altered = municipality.tasks.update(replace(spoilt.value, title="Legeplads"), spoilt.version)

    assert altered.value == replace(spoilt.value, title="Legeplads")


def test_a_task_keeps_an_owner_unless_its_last_one_has_gone(municipality: GraphStore) -> None:
    made = municipality.tasks.create(task("Cykelsti", owners=["Jobcenter"]))
    with pytest.raises(OutOfBounds):
        municipality.tasks.update(replace(made.value, owners=()), made.version)

    municipality.database.write(lambda transaction: transaction.run(DISOWN, id=made.value.id))
    left = municipality.tasks.get(made.value.id)

    altered = municipality.tasks.update(replace(left.value, title="Legeplads"), left.version)
    assert altered.value.owners == ()
