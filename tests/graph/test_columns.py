from dataclasses import replace
from datetime import date
from math import isnan

import numpy as np

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, held
from matching.index.evidence import day
from matching.model import Employee, EmployeeColumns, Evidence, HeldSkill, Visibility


def day_or_none(days: float) -> date | None:
    return None if isnan(days) else day(int(days))


def rebuilt(columns: EmployeeColumns) -> list[Employee]:
    """The employees that columns stand for; what columns leave out stays empty."""
    skills: list[list[HeldSkill]] = [[] for _ in columns.ids]
    for position, holder in enumerate(columns.holder):
        skills[holder].append(
            HeldSkill(
                skill=columns.skills[position],
                level=columns.levels[position],
                evidence=Evidence(columns.evidence[position]),
                source=columns.sources[position],
                confirmed_on=date.fromordinal(
                    date(1970, 1, 1).toordinal() + columns.confirmed_days[position]
                ),
            )
        )
    return [
        Employee(
            id=columns.ids[row],
            name=columns.names[row],
            workplace=columns.workplaces[row],
            profession=columns.professions[row],
            weekly_hours=columns.weekly_hours[row],
            hours_offered=None if isnan(columns.hours_offered[row]) else columns.hours_offered[row],
            offers_from=day_or_none(columns.offers_from_days[row]),
            offers_until=day_or_none(columns.offers_until_days[row]),
            invitation_cap=None if isnan(columns.invitation_caps[row]) else int(columns.invitation_caps[row]),
            shows_bridges=bool(columns.shows_bridges[row]),
            knows=tuple((id, day(number)) for id, number in columns.knows[row]),
            visibility=Visibility(columns.visibility[row]),
            skills=tuple(sorted(skills[row], key=lambda each: each.skill)),
            wants_to_learn=tuple(sorted(columns.wants_to_learn[row])),
            can_teach=tuple(sorted(columns.can_teach[row])),
        )
        for row in range(len(columns.ids))
    ]


def test_columns_say_the_same_as_the_employees(each_graph: GraphStore) -> None:
    everybody = [
        employee(
            "Anna",
            skills=[
                held("GDPR", 5, evidence=Evidence.USED, confirmed_on=date(1969, 12, 31)),
                held("Excel", 1),
            ],
            hours_offered=4.5,
            weekly_hours=30.0,
            can_teach=["GDPR"],
            wants_to_learn=["Ledelse", "Grafik"],
        ),
        replace(
            employee("Ask"),
            invitation_cap=0,
            shows_bridges=True,
            knows=((employee_id("Anna"), date(2026, 1, 1)),),
            offers_from=date(2026, 1, 1),
            offers_until=date(2026, 6, 30),
        ),
        employee("Bo", visibility=Visibility.HIDDEN, workplace="Skolen", profession="Lærer"),
        employee("Cæcilie", skills=[held("GDPR", 2, source="tilstand æøå", confirmed_on=date(2026, 11, 23))]),
    ]
    fill(each_graph, *everybody)
    [columns] = each_graph.columns.employees()

    assert sorted(rebuilt(columns), key=lambda each: each.id) == everybody
    for each in rebuilt(columns):
        assert each == each_graph.employees.get(each.id).value


def test_batches_are_whole_and_of_the_size_asked_for(each_graph: GraphStore) -> None:
    fill(each_graph, *(employee(f"Nr {number}", skills={"GDPR": 1, "Excel": 2}) for number in range(25)))
    batches = list(each_graph.columns.employees(batch=10))

    assert [len(batch.ids) for batch in batches] == [10, 10, 5]
    assert [len(batch.skills) for batch in batches] == [20, 20, 10]
    assert all(sorted(set(batch.holder)) == list(range(len(batch.ids))) for batch in batches)
    assert len({id for batch in batches for id in batch.ids}) == 25


def test_an_empty_graph_has_no_batch(each_graph: GraphStore) -> None:
    assert list(each_graph.columns.employees()) == []


def test_since_a_number_only_the_changed_come_and_the_retired_with_them(each_graph: GraphStore) -> None:
    first = fill(each_graph, *(employee(name, skills={"GDPR": 1}) for name in ("Anna", "Bo", "Carl")))
    loading = each_graph.loading
    changed = [employee("Anna", skills={"GDPR": 1}), employee("Bo", skills={"GDPR": 2})]
    second = loading.apply(loading.plan_employees(changed, retire=True))
    [columns] = each_graph.columns.employees(since=first)
    [looked_up] = each_graph.columns.employees(first, each_graph.changes.number())
    assert sorted(looked_up.ids) == sorted(columns.ids)
    rows = {id: row for row, id in enumerate(columns.ids)}

    assert set(rows) == {employee_id("Bo"), employee_id("Carl")}
    assert columns.retired[rows[employee_id("Carl")]] is True
    assert columns.names[rows[employee_id("Carl")]] == ""
    assert columns.retired[rows[employee_id("Bo")]] is False
    assert list(columns.holder) == [rows[employee_id("Bo")]]
    assert list(columns.levels) == [2]
    assert list(each_graph.columns.employees(since=second)) == []
    [everybody] = each_graph.columns.employees()
    assert set(everybody.ids) == {employee_id("Anna"), employee_id("Bo")}


def test_numbers_become_numpy_arrays_without_a_copy(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"GDPR": 4, "Excel": 2}))
    [columns] = graph.columns.employees()

    assert np.asarray(columns.levels).dtype == np.int8
    assert np.shares_memory(np.asarray(columns.holder), np.frombuffer(columns.holder, dtype=np.int32))  # type: ignore[call-overload]
    assert np.isnan(np.asarray(columns.hours_offered)).all()
