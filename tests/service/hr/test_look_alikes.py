from dataclasses import replace

import pytest

from harness.factories import employee, task, workplace
from service.hr.look_alikes import Ids
from service.hr.schemas import COMPETENCES, EMPLOYEES, TASKS, WORKPLACES
from service.hr.words import blurred
from tests.service.hr.conftest import COMPETENCE_COLUMNS, EMPLOYEE_COLUMNS, WORKPLACE_COLUMNS, snapshot


@pytest.mark.parametrize("other", ["00417", "417.0", "417,0", " 417", "４１７"])
def test_an_id_without_its_zeros_looks_the_same(other):
    assert blurred(other) == blurred("417")


@pytest.mark.parametrize("other", ["o-26", "O–26", "O‑26", "O−26", "O-026", "O - 26"])
def test_so_does_one_in_other_case_or_with_another_dash(other):
    assert blurred(other) == blurred("O-26")


def test_other_ids_do_not():
    assert len({blurred(id) for id in ("417", "4170", "4017", "O-417", "A", "0", "10")}) == 7


def colleague(id):
    return replace(employee("Anna"), id=id)


def test_a_new_id_that_looks_like_one_of_the_graph_is_told_with_its_place(fit):
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=[colleague("00417"), colleague("00418")])
    made, _ = fit(
        {EMPLOYEES: f"{EMPLOYEE_COLUMNS}417;Anna;Jobcenter;Lærer\n00418;Bo;Jobcenter;Lærer\n"}, graph
    )
    assert "id'et 417 (linje 2) ligner 00417, som grafen har" in made.notes[1]
    assert len(made.notes) == 2
    assert set(made.employees) == {"417", "00418"}


def test_two_of_one_source_that_look_alike_are_told_once(fit):
    made, _ = fit({WORKPLACES: f"{WORKPLACE_COLUMNS}0110;a;\n110;b;\n"}, snapshot())
    assert [note for note in made.notes if "ligner" in note] == [
        "arbejdspladser.csv: id'et 110 (linje 3) ligner 0110 i samme kilde."
    ]


def test_many_are_counted_and_only_the_first_told(fit):
    graph = snapshot(tasks=[replace(task("Sti"), id=f"0{number}") for number in range(100, 130)])
    rows = "".join(f"{number};Sti;01-03-2026\n" for number in range(100, 130))
    made, _ = fit({TASKS: f"opgave_id;titel;oprettet\n{rows}"}, graph)
    assert "De første 10 af 30" in made.notes[0]
    assert len(made.notes) == 11


def test_who_is_not_found_but_looks_like_somebody_is_suggested(fit):
    _, files = fit(
        {COMPETENCES: f"{COMPETENCE_COLUMNS}417;GDPR;4;;;01-03-2026\n"},
        snapshot(employees=[colleague("00417")]),
    )
    assert files[COMPETENCES].rejects[0].fix == "Mente du 00417?"
    assert Ids(["1"]).meant("2", "Ret det.") == "Ret det."


def test_so_is_a_workplace(fit):
    graph = snapshot(workplaces=[replace(workplace("Vej og Park"), id="0110")])
    _, files = fit({EMPLOYEES: f"{EMPLOYEE_COLUMNS}1;Anna;110;Lærer\n"}, graph)
    assert files[EMPLOYEES].rejects[0].fix == "Mente du 0110 (Vej og Park)?"
