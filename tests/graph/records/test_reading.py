from dataclasses import replace

import pytest

from graph.errors import NotFound
from graph.store import GraphStore
from harness.factories import (
    employee,
    employee_id,
    fill,
    profession,
    profession_id,
    skill,
    skill_id,
    workplace,
    workplace_id,
)
from matching.model import SkillKind, Visibility


@pytest.mark.parametrize("kind", ["skill", "profession", "workplace", "employee"])
def test_what_is_not_there_is_not_found(each_graph: GraphStore, kind: str) -> None:
    store = getattr(each_graph, f"{kind}s")

    with pytest.raises(NotFound) as caught:
        store.get("nope")

    assert (caught.value.kind, caught.value.id) == (kind, "nope")


def test_the_version_is_the_number_of_the_last_change(each_graph: GraphStore) -> None:
    first = fill(each_graph, skill("GDPR"), skill("Excel"))
    second = fill(each_graph, skill("GDPR", english="GDPR"))

    assert each_graph.skills.get(skill_id("GDPR")).version == second
    assert each_graph.skills.get(skill_id("Excel")).version == first


def test_skills_are_found_by_any_label_whatever_its_case(each_graph: GraphStore) -> None:
    fill(
        each_graph,
        skill("Ældrepleje", english="Elderly care", alternatives=["Omsorg for ÆLDRE"]),
        skill("Byplanlægning", english="Urban planning", alternatives=["Lokalplan"]),
    )

    for text in ("ældre", "ÆLDREPLEJE", "elderly", "for ældre", "  omsorg "):
        assert [each.id for each in each_graph.skills.search(text).items] == [skill_id("Ældrepleje")]
    assert each_graph.skills.search("plan").total == 1
    assert each_graph.skills.search("findes ikke").items == ()


def test_labels_that_begin_with_the_text_come_first(each_graph: GraphStore) -> None:
    fill(
        each_graph,
        skill("Anvende sprog"),
        skill("Kommunikation", alternatives=["Sprogbrug"]),
        skill("Sprogstimulering"),
        skill("Sprog"),
    )

    assert [each.label for each in each_graph.skills.search("sprog").items] == [
        "Sprog",
        "Sprogstimulering",
        "Anvende sprog",
        "Kommunikation",
    ]


def test_what_is_obsolete_is_kept_and_never_found(each_graph: GraphStore) -> None:
    old = replace(skill("Stenografi"), obsolete=True), replace(profession("Stenograf"), obsolete=True)
    fill(each_graph, *old)
    assert (each_graph.skills.get(old[0].id).value, each_graph.professions.get(old[1].id).value) == old
    assert not each_graph.skills.search("stenograf").items
    assert not each_graph.professions.search("stenograf").items


def test_skills_can_be_searched_within_one_kind(each_graph: GraphStore) -> None:
    fill(each_graph, skill("Sprog", kind=SkillKind.GROUP), skill("Sprogbrug"))

    found = each_graph.skills.search("sprog", kind=SkillKind.GROUP)
    assert [each.label for each in found.items] == ["Sprog"]


def test_pages_follow_each_other_without_gap_or_overlap(each_graph: GraphStore) -> None:
    fill(each_graph, *(skill(f"Kompetence {number:02}") for number in range(25)))
    pages = [each_graph.skills.search("kompetence", page=page, size=10) for page in (1, 2, 3, 4)]

    assert [page.total for page in pages] == [25] * 4
    assert [len(page.items) for page in pages] == [10, 10, 5, 0]
    assert [each.label for page in pages for each in page.items] == [f"Kompetence {n:02}" for n in range(25)]


@pytest.mark.parametrize(("page", "size"), [(0, 10), (1, 0), (1, 1001)])
def test_a_page_that_cannot_be_is_refused(graph: GraphStore, page: int, size: int) -> None:
    with pytest.raises(ValueError, match="page"):
        graph.skills.search("", page=page, size=size)


def test_professions_and_workplaces_are_found_by_name(each_graph: GraphStore) -> None:
    fill(
        each_graph, profession("Jurist", english="lawyer"), workplace("Ordrup Bibliotek"), workplace("Skolen")
    )

    assert [each.id for each in each_graph.professions.search("LAW").items] == [profession_id("Jurist")]
    assert [each.id for each in each_graph.workplaces.search("bib").items] == [
        workplace_id("Ordrup Bibliotek")
    ]
    assert each_graph.workplaces.search("").total == 2


def test_employees_are_found_by_name_profession_and_workplace_with_those_below(
    each_graph: GraphStore,
) -> None:
    fill(
        each_graph,
        workplace("Kommunen"),
        workplace("Børn", part_of="Kommunen"),
        workplace("Skolen", part_of="Børn"),
        workplace("Teknik", part_of="Kommunen"),
        employee("Anna Holm", workplace="Skolen", profession="Lærer"),
        employee("Bo Holm", workplace="Børn", profession="Jurist"),
        employee("Cæcilie Dahl", workplace="Teknik", profession="Jurist"),
    )

    def names(**asked: str) -> list[str]:
        found = each_graph.employees.search(**asked, audience=Visibility.EVERYONE)  # type: ignore[arg-type]
        assert found.total == len(found.items)
        return [each.name for each in found.items]

    assert names() == ["Anna Holm", "Bo Holm", "Cæcilie Dahl"]
    assert names(text="HOLM") == ["Anna Holm", "Bo Holm"]
    assert names(text="cæc") == ["Cæcilie Dahl"]
    assert names(profession=profession_id("Jurist")) == ["Bo Holm", "Cæcilie Dahl"]
    assert names(workplace=workplace_id("Kommunen")) == ["Anna Holm", "Bo Holm", "Cæcilie Dahl"]
    assert names(workplace=workplace_id("Børn")) == ["Anna Holm", "Bo Holm"]
    assert names(workplace=workplace_id("Børn"), profession=profession_id("Jurist")) == ["Bo Holm"]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Visibility.EVERYONE, ["Anna"]),
        (Visibility.LEADS, ["Anna", "Bo"]),
        (Visibility.HIDDEN, ["Anna", "Bo", "Carl"]),
    ],
)
def test_employees_are_seen_by_whom_they_show_themselves_to(
    each_graph: GraphStore, audience: Visibility, seen: list[str]
) -> None:
    fill(
        each_graph,
        employee("Anna", visibility=Visibility.EVERYONE),
        employee("Bo", visibility=Visibility.LEADS),
        employee("Carl", visibility=Visibility.HIDDEN),
    )

    assert [each.name for each in each_graph.employees.search(audience=audience).items] == seen


def test_text_is_a_value_and_never_cypher(each_graph: GraphStore) -> None:
    fill(each_graph, skill("GDPR"))
    nasty = "') DETACH DELETE n //"

    assert each_graph.skills.search(nasty).total == 0
    with pytest.raises(NotFound):
        each_graph.employees.get(nasty)
    assert each_graph.skills.ids() == {skill_id("GDPR")}
    assert employee_id("Anna") not in each_graph.employees.ids()
