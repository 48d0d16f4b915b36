from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import loading as loading_module
from graph.errors import StaleVersion, TooLarge, UnknownReference
from graph.loading import Plan
from graph.store import GraphStore
from harness.factories import (
    employee,
    employee_id,
    fill,
    held,
    profession,
    profession_id,
    skill,
    skill_id,
    task,
    workplace,
    workplace_id,
)
from harness.servers import empty
from matching.model import Employee, Evidence, LifePhase, SkillKind

SKILLS = ("GDPR", "Excel", "Pædagogik", "Byplanlægning")
READ_LINK_NUMBERS = "MATCH (:Employee)-[h:HAS_SKILL]->(s:Skill) RETURN s.id AS skill, h.mark AS mark"
MARK_LINKS = "MATCH (:Employee)-[h:HAS_SKILL]->(:Skill) SET h.mark = 'untouched'"


def plans(store: GraphStore) -> list[Plan[object]]:
    """A small municipality of every kind of object."""
    loading = store.loading
    return [
        loading.plan_skills(
            [
                skill("Jura", kind=SkillKind.GROUP),
                skill("GDPR", english="GDPR", alternatives=["persondata"], broader=["Jura"]),
                skill("Excel", related=["GDPR"], source="catalogue+esco"),
            ]
        ),
        loading.plan_professions([profession("Jurist", english="lawyer", requires=["GDPR"])]),
        loading.plan_workplaces(
            [
                workplace("Kommunen"),
                workplace("Skolen", part_of="Kommunen", life_phases=[LifePhase.SCHOOL, LifePhase.LEISURE]),
            ]
        ),
        loading.plan_employees(
            [
                employee(
                    "Anna",
                    workplace="Skolen",
                    profession="Jurist",
                    skills=[held("GDPR", 4, evidence=Evidence.CONFIRMED), held("Excel", 2)],
                    hours_offered=3.5,
                    can_teach=["GDPR"],
                    wants_to_learn=["Excel"],
                )
            ]
        ),
        loading.plan_tasks(
            [
                task(
                    "Ny legeplads",
                    description="Sammen med børnene",
                    requires={"GDPR": 3},
                    owners=["Skolen", "Kommunen"],
                    members=["Anna"],
                    life_phases=[LifePhase.CHILDHOOD],
                    closed_on=date(2026, 11, 1),
                )
            ]
        ),
    ]  # type: ignore[list-item]


@pytest.mark.parametrize("way", ["apply", "load"])
def test_what_is_loaded_is_what_is_read(each_graph: GraphStore, way: str) -> None:
    given = plans(each_graph)
    getattr(each_graph.loading, way)(*given)

    stores = (
        each_graph.skills,
        each_graph.professions,
        each_graph.workplaces,
        each_graph.employees,
        each_graph.tasks,
    )
    for plan, store in zip(given, stores, strict=True):
        assert sorted(plan.new, key=plan.node_type.id) == sorted(store.all(), key=plan.node_type.id)


@pytest.mark.parametrize("way", ["apply", "load"])
def test_loading_twice_changes_nothing(each_graph: GraphStore, way: str) -> None:
    number = getattr(each_graph.loading, way)(*plans(each_graph))
    again = plans(each_graph)

    assert [(plan.new, plan.changed, plan.gone) for plan in again] == [((), (), ())] * 5
    assert [plan.unchanged for plan in again] == [3, 1, 2, 1, 1]
    assert getattr(each_graph.loading, way)(*again) == number == each_graph.changes.number()


def test_a_plan_tells_new_from_changed_from_gone(each_graph: GraphStore) -> None:
    fill(each_graph, skill("GDPR"), skill("Excel"), skill("Jura"))
    plan = each_graph.loading.plan_skills(
        [skill("GDPR"), skill("Excel", english="Excel"), skill("Byplan")], retire=True
    )

    assert plan.kind == "skill"
    assert [each.id for each in plan.new] == [skill_id("Byplan")]
    assert [(each.before, each.after) for each in plan.changed] == [
        (skill("Excel"), skill("Excel", english="Excel"))
    ]
    assert [each.id for each in plan.gone] == [skill_id("Jura")]
    assert plan.unchanged == 1


def test_planning_writes_nothing_and_spares_what_is_not_given(each_graph: GraphStore) -> None:
    number = fill(each_graph, skill("GDPR"))
    plan = each_graph.loading.plan_skills([skill("Excel")])

    assert plan.gone == ()
    assert each_graph.changes.number() == number
    assert each_graph.skills.ids() == {skill_id("GDPR")}


def test_what_a_plan_calls_gone_can_be_spared(each_graph: GraphStore) -> None:
    fill(each_graph, skill("GDPR"))
    plan = each_graph.loading.plan_skills([], retire=True)
    each_graph.loading.apply(replace(plan, gone=()))

    assert each_graph.skills.ids() == {skill_id("GDPR")}


def test_only_the_links_that_differ_are_written(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna", skills={"GDPR": 4, "Excel": 2, "Jura": 1}))
    each_graph.database.write(lambda transaction: transaction.run(MARK_LINKS))
    fill(each_graph, employee("Anna", skills={"GDPR": 4, "Excel": 3, "Byplan": 1}))

    rows = each_graph.database.read(lambda transaction: transaction.rows(READ_LINK_NUMBERS))
    assert {row["skill"]: row["mark"] for row in rows} == {
        skill_id("GDPR"): "untouched",
        skill_id("Excel"): None,
        skill_id("Byplan"): None,
    }


def test_a_property_that_is_no_longer_given_is_removed(each_graph: GraphStore) -> None:
    fill(each_graph, skill("GDPR", english="GDPR", alternatives=["persondata"]))
    fill(each_graph, skill("GDPR"))

    assert each_graph.skills.get(skill_id("GDPR")).value == skill("GDPR")


def test_moving_to_another_workplace_leaves_the_old_one(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna", workplace="Skolen"))
    fill(each_graph, employee("Anna", workplace="Biblioteket"))

    assert each_graph.employees.get(employee_id("Anna")).value.workplace == workplace_id("Biblioteket")


@pytest.mark.parametrize("way", ["apply", "load"])
def test_an_unknown_reference_writes_nothing(each_graph: GraphStore, way: str) -> None:
    number = fill(each_graph, workplace("Jobcenter"), profession("Socialrådgiver"), skill("GDPR"))
    plan = each_graph.loading.plan_employees(
        [employee("Anna", skills={"GDPR": 1}), employee("Bo", skills={"Ukendt": 3})]
    )

    with pytest.raises(UnknownReference) as caught:
        getattr(each_graph.loading, way)(plan)

    assert (caught.value.kind, caught.value.ids) == ("skill", (skill_id("Ukendt"),))
    assert each_graph.employees.ids() == set()
    assert each_graph.changes.number() == number


def test_what_another_plan_retires_is_an_unknown_reference(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"), skill("GDPR"))
    loading = each_graph.loading

    with pytest.raises(UnknownReference):
        loading.apply(
            loading.plan_skills([], retire=True),
            loading.plan_employees([employee("Anna", skills={"GDPR": 2})]),
        )

    assert each_graph.skills.ids() == {skill_id("GDPR")}


def test_an_object_that_changed_after_the_plan_is_not_overwritten(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna", skills={"GDPR": 1}))
    plan = each_graph.loading.plan_employees([employee("Anna", skills={"GDPR": 5})])
    fill(each_graph, employee("Anna", skills={"GDPR": 3}))

    with pytest.raises(StaleVersion):
        each_graph.loading.apply(plan)

    assert each_graph.employees.get(employee_id("Anna")).value.skills == (held("GDPR", 3),)


def test_of_two_plans_for_the_same_new_object_the_first_wins(each_graph: GraphStore) -> None:
    first = each_graph.loading.plan_skills([skill("GDPR", english="first")])
    second = each_graph.loading.plan_skills([skill("GDPR", english="second")])
    each_graph.loading.apply(first)

    with pytest.raises(StaleVersion):
        each_graph.loading.apply(second)

    assert each_graph.skills.get(skill_id("GDPR")).value.label_en == "first"


@pytest.mark.parametrize(
    "twice",
    [
        lambda loading: loading.plan_skills([skill("GDPR"), skill("GDPR")]),
        lambda loading: loading.plan_employees([employee("Anna", skills=[held("GDPR", 1), held("GDPR", 2)])]),
    ],
)
def test_what_is_given_twice_is_refused(graph: GraphStore, twice: object) -> None:
    with pytest.raises(ValueError, match="twice"):
        twice(graph.loading)  # type: ignore[operator]


@pytest.mark.parametrize("way", ["apply", "load"])
def test_progress_ends_at_its_total(graph: GraphStore, way: str) -> None:
    seen: list[tuple[int, int]] = []
    getattr(graph.loading, way)(*plans(graph), progress=lambda done, total: seen.append((done, total)))

    assert seen[-1][0] == seen[-1][1] > 10
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_mass_load_stamps_nodes_with_their_links(graph: GraphStore) -> None:
    numbers: list[int] = []

    def after_each_step(done: int, total: int) -> None:
        numbers.append(graph.changes.number())

    graph.loading.load(*plans(graph), progress=after_each_step)
    # A reader who had refreshed after the nodes were there, and before their links:
    nodes_only = graph.employees.get(employee_id("Anna")).version - 1
    assert nodes_only in numbers
    assert [each.id for each in graph.employees.all(since=nodes_only)] == [employee_id("Anna")]


def test_more_links_than_fit_into_one_statement_all_arrive(each_graph: GraphStore) -> None:
    many = {f"Kompetence {number}": 1 + number % 5 for number in range(900)}
    everybody = [employee(name, skills=many) for name in ("Anna", "Bo", "Carl")]
    fill(each_graph, *everybody)

    assert sorted(each_graph.employees.all(), key=lambda each: each.id) == everybody


def test_what_is_too_large_for_one_transaction_is_loaded_in_many(
    graph: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading_module, "LARGEST_CHANGE", 2)
    plan = graph.loading.plan_skills([skill("GDPR"), skill("Excel"), skill("Jura")])

    with pytest.raises(TooLarge):
        graph.loading.apply(plan)
    assert graph.changes.number() == 0
    graph.loading.load(plan)
    assert len(graph.skills.ids()) == 3


def employees() -> st.SearchStrategy[Employee]:
    return st.builds(
        employee,
        st.sampled_from(["Anna", "Bo", "Cæcilie"]),
        skills=st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5)),
        workplace=st.sampled_from(["Skolen", "Biblioteket"]),
        weekly_hours=st.floats(0, 37),
        hours_offered=st.none() | st.floats(0, 37),
        wants_to_learn=st.lists(st.sampled_from(SKILLS), unique=True),
        can_teach=st.lists(st.sampled_from(SKILLS), unique=True),
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(employees(), unique_by=lambda each: each.id),
    after=st.lists(employees(), unique_by=lambda each: each.id),
)
def test_whatever_was_there_the_graph_becomes_what_is_loaded(
    each_graph: GraphStore, before: list[Employee], after: list[Employee]
) -> None:
    empty(each_graph)
    fill(
        each_graph,
        profession("Socialrådgiver"),
        workplace("Skolen"),
        workplace("Biblioteket"),
        *map(skill, SKILLS),
    )
    loading = each_graph.loading
    loading.apply(loading.plan_employees(before))
    loading.apply(loading.plan_employees(after, retire=True))

    assert sorted(each_graph.employees.all(), key=lambda each: each.id) == sorted(
        after, key=lambda each: each.id
    )
    assert not loading.plan_employees(after, retire=True)
    assert profession_id("Socialrådgiver") in each_graph.professions.ids()


def test_a_group_of_skills_is_neither_held_nor_asked_for(each_graph: GraphStore) -> None:
    law = skill("Jura", kind=SkillKind.GROUP)
    fill(each_graph, law, employee("Anna"), workplace("Jobcenter"))
    loading, number = each_graph.loading, each_graph.changes.number()
    holder, learner = employee("Anna", skills={"Jura": 3}), employee("Anna", wants_to_learn=["Jura"])

    for plan in (
        loading.plan_employees([holder]),
        loading.plan_employees([learner]),
        loading.plan_tasks([task(requires={"Jura": 3})]),
    ):
        with pytest.raises(UnknownReference) as caught:
            loading.apply(plan)
        assert caught.value.ids == (law.id,)
    with pytest.raises(UnknownReference):
        each_graph.tasks.create(task(requires={"Jura": 3}))

    assert each_graph.changes.number() == number


def test_the_same_load_says_what_is_a_group(each_graph: GraphStore) -> None:
    loading = each_graph.loading
    fill(each_graph, skill("Jura"), skill("GDPR", kind=SkillKind.GROUP), workplace("Jobcenter"))
    law, privacy = task("a", requires={"Jura": 3}), task("b", requires={"GDPR": 3})

    with pytest.raises(UnknownReference):
        loading.apply(loading.plan_skills([skill("Jura", kind=SkillKind.GROUP)]), loading.plan_tasks([law]))
    loading.apply(loading.plan_skills([skill("GDPR")]), loading.plan_tasks([privacy]))

    assert each_graph.tasks.ids() == {privacy.id}


def test_groups_give_skills_their_place(each_graph: GraphStore) -> None:
    fill(each_graph, skill("Jura", kind=SkillKind.GROUP), skill("GDPR", broader=["Jura"]))

    assert each_graph.skills.get(skill_id("GDPR")).value.broader == (skill_id("Jura"),)
