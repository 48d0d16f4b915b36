"""Two skills become one: whoever had the one has the other, at once and for good."""

from datetime import UTC, date, datetime

import pytest

from graph.errors import NotFound
from graph.joining import join
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import (
    employee,
    employee_id,
    fill,
    profession,
    profession_id,
    skill,
    skill_id,
    task,
    task_id,
)
from matching.invitation import Invitation
from matching.model import Skill
from matching.own_skills import counting, stating

GONE, KEPT = skill_id("Skranke"), skill_id("Betjening")
ON = date(2026, 11, 27)


def joined(store: GraphStore, gone: str = GONE, kept: str = KEPT) -> Skill:
    return join(store.changes, gone, kept=kept).value


def test_everybody_and_everything_that_had_the_one_has_the_other(each_graph: GraphStore) -> None:
    anna, bo, ida = map(employee_id, ("Anna", "Bo", "Ida"))
    fill(
        each_graph,
        employee("Anna", skills={"Skranke": 3, "Betjening": 2, "Jura": 1}),
        employee("Bo"),
        employee("Ida", wants_to_learn=["Skranke"], can_teach=["Skranke"]),
        profession("Vært", requires=["Skranke"]),
        task("Åben", requires={"Skranke": 4, "Jura": 2}),
        task("Før", requires={"Skranke": 2}, taken_away=["Betjening"], closed_on=ON),
    )
    each_graph.employees.alter(bo, lambda own: stating(own, GONE, 5, on=ON))
    offer = each_graph.invitations.offer(
        Invitation(id="", task=task_id("Åben"), employee=anna, offers=GONE),
        Mover(anna, datetime(2026, 11, 23, 9, tzinfo=UTC)),
    )
    before = each_graph.changes.number()
    joined(each_graph)

    assert each_graph.changes.number() == before + 1
    assert GONE not in each_graph.skills.ids()
    people = {each.id: each for each in each_graph.employees.all(before)}
    assert {each.skill: each.level for each in people[anna].skills} == {KEPT: 3, skill_id("Jura"): 1}
    assert [(each.skill, each.level) for each in counting(people[bo])] == [(KEPT, 5)]
    assert (people[ida].wants_to_learn, people[ida].can_teach) == ((KEPT,), (KEPT,))
    assert [id for id, _ in each_graph.professions.get(profession_id("Vært")).value.requires] == [KEPT]
    asked = {each.id: each.requirements for each in each_graph.tasks.all()}
    needs = {id: {each.skill: each.level for each in of_task} for id, of_task in asked.items()}
    assert needs == {task_id("Åben"): {KEPT: 4, skill_id("Jura"): 2}, task_id("Før"): {KEPT: 2}}
    assert each_graph.invitations.get(offer.id).value.offers == KEPT
    assert each_graph.skills.replaced() == {GONE: KEPT}


def test_the_one_that_is_left_is_found_by_the_names_of_both_and_has_the_place_of_its_own(
    each_graph: GraphStore,
) -> None:
    fill(
        each_graph,
        skill("Service"),
        skill("Skranke", alternatives=["disk"], broader=["Ude"], related=["Jura"]),
        skill("Betjening", alternatives=["hjælp"], broader=["Service"]),
        skill("Kasse", broader=["Skranke"], related=["Skranke"]),
    )
    found = joined(each_graph)

    assert set(found.alt_da) == {"hjælp", "Skranke", "disk"}
    assert (found.broader, found.related) == ((skill_id("Service"),), (skill_id("Jura"),))
    till = each_graph.skills.get(skill_id("Kasse")).value
    assert (till.broader, till.related) == ((KEPT,), (KEPT,))
    assert [each.id for each in each_graph.skills.search("disk").items] == [KEPT]


@pytest.mark.parametrize(("gone", "kept"), [("Over", "Under"), ("Under", "Over"), ("Midt", "Over")])
def test_no_circle_comes_of_it(graph: GraphStore, gone: str, kept: str) -> None:
    fill(
        graph,
        skill("Over", broader=["Top"]),
        skill("Midt", broader=["Over"]),
        skill("Under", broader=["Midt"]),
    )
    joined(graph, skill_id(gone), skill_id(kept))
    above = {each.id: each.broader for each in graph.skills.all()}

    for id in above:
        seen: set[str] = set()
        waiting = list(above[id])
        while waiting:
            one = waiting.pop()
            assert one != id
            if one not in seen:
                seen.add(one)
                waiting.extend(above[one])


def test_what_stands_for_one_that_was_joined_before_is_known_to_the_end(graph: GraphStore) -> None:
    fill(graph, *map(skill, ("Skranke", "Betjening", "Service")))
    joined(graph)
    joined(graph, KEPT, skill_id("Service"))
    assert graph.skills.replaced() == dict.fromkeys((GONE, KEPT), skill_id("Service"))


def test_nothing_is_written_where_one_of_them_is_not_there(graph: GraphStore) -> None:
    fill(graph, skill("Skranke"))
    number = graph.changes.number()
    for gone, kept in ((GONE, KEPT), (KEPT, GONE)):
        with pytest.raises(NotFound):
            joined(graph, gone, kept)
    assert (graph.changes.number(), graph.skills.ids()) == (number, {GONE})
