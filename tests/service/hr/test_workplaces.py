from dataclasses import replace

import pytest

from harness.factories import employee, task, workplace, workplace_id
from matching.model import Involvement, LifePhase
from service.hr.schemas import EMPLOYEES, TASKS, WORKPLACES
from tests.service.hr.conftest import EMPLOYEE_COLUMNS, WORKPLACE_COLUMNS, reasons, snapshot

CLOSING = "arbejdsplads_id;navn;efterfølger\n"


def test_a_parent_is_named_by_id_or_name_and_can_come_later_in_the_file(fit):
    made, _ = fit(
        {WORKPLACES: f"{WORKPLACE_COLUMNS}1;Skolen;Børn og Skole\n2;Børn og Skole;3\n3;Kommunen;\n"},
        snapshot(),
    )
    assert {each.id: each.part_of for each in made.workplaces.values()} == {"1": "2", "2": "3", "3": None}


def test_an_unknown_parent_refuses_the_row_and_those_below_it(fit):
    made, files = fit({WORKPLACES: f"{WORKPLACE_COLUMNS}1;a;2\n2;b;x\n3;c;\n"}, snapshot())
    assert set(made.workplaces) == {"3"}
    assert {place for _, place, _ in reasons(files)} == {"linje 2", "linje 3"}


def test_workplaces_that_go_round_in_a_circle_are_refused(fit):
    made, files = fit({WORKPLACES: f"{WORKPLACE_COLUMNS}1;a;2\n2;b;1\n3;c;\n"}, snapshot())
    assert set(made.workplaces) == {"3"}
    assert {place for _, place, _ in reasons(files)} == {"linje 2", "linje 3"}


def test_a_column_that_the_file_has_not_leaves_what_the_graph_has(fit):
    before = replace(workplace("Skolen", part_of="By", life_phases=[LifePhase.SCHOOL]))
    graph = snapshot(workplaces=[workplace("By"), before])
    made, _ = fit({WORKPLACES: f"arbejdsplads_id;navn\n{before.id};Ny skole\n"}, graph)
    assert made.workplaces[before.id] == replace(before, name="Ny skole")
    made, _ = fit({WORKPLACES: f"arbejdsplads_id;navn;del_af;livsfaser\n{before.id};Skolen;;\n"}, graph)
    assert made.workplaces[before.id] == replace(before, part_of=None, life_phases=())


def test_a_workplace_has_the_manager_and_the_agreement_that_the_file_says(fit):
    columns = "arbejdsplads_id;navn;leder_id;leders_rolle\n"
    made, _ = fit({WORKPLACES: f"{columns}1;Skolen;00417;høres\n2;Hallen;;\n"}, snapshot())
    assert (made.workplaces["1"].manager, made.workplaces["1"].involvement) == (
        "00417",
        Involvement.CONSULTED,
    )
    assert (made.workplaces["2"].manager, made.workplaces["2"].involvement) == (None, Involvement.INFORMED)

    made, _ = fit(
        {WORKPLACES: "arbejdsplads_id;navn\n1;Skole\n"}, snapshot(workplaces=[made.workplaces["1"]])
    )
    assert (made.workplaces["1"].manager, made.workplaces["1"].involvement) == (
        "00417",
        Involvement.CONSULTED,
    )


@pytest.mark.parametrize("named", ["2", "Ny Skole"])
@pytest.mark.parametrize("known", [True, False])
def test_a_successor_is_named_by_id_or_name_and_is_known_or_comes_in_the_same_file(fit, named, known):
    before = [replace(workplace("Gammel Skole"), id="1"), replace(workplace("Ny Skole"), id="2")]
    text = f"{CLOSING}1;Gammel Skole;{named}\n" + ("" if known else "2;Ny Skole;\n")
    graph = snapshot(workplaces=before if known else before[:1], employees=[employee("Åse", workplace="x")])
    made, files = fit({WORKPLACES: text}, graph)
    assert not reasons(files)
    assert made.gone["workplaces"].ids == {"1"}


def test_at_the_end_of_a_chain_stands_who_takes_over(fit):
    text = f"{CLOSING}1;a;2\n2;b;3\n3;c;\n"
    owned = replace(task("Sti"), owners=("1", "2"))
    made, _ = fit({WORKPLACES: text}, snapshot(tasks=[owned]))
    assert made.tasks[owned.id].owners == ("3",)


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ("1;a;9\n", {"linje 2"}),
        ("1;a;1\n", {"linje 2"}),
        ("1;a;2\n2;b;1\n", {"linje 2", "linje 3"}),
        ("1;a;2\n2;b;9\n", {"linje 2", "linje 3"}),
        ("1;a;wp-lukket\n", {"linje 2"}),
        ("wp-by;By;wp-skolen\n", {"linje 2"}),
    ],
)
def test_a_successor_that_is_not_there_or_lies_below_refuses_the_row_and_nothing_closes(fit, rows, refused):
    places = [workplace("By"), workplace("Skolen", part_of="By"), workplace("Lukket", closed=True)]
    made, files = fit({WORKPLACES: CLOSING + rows}, snapshot(workplaces=places))
    assert {place for _, place, _ in reasons(files)} == refused
    assert not made.gone["workplaces"].ids


def test_what_has_closed_is_still_found_by_its_id_and_name_in_the_other_files(fit):
    made, files = fit(
        {
            WORKPLACES: "arbejdsplads_id;navn;del_af;efterfølger\n1;a;;2\n2;b;;\n3;c;1;\n",
            EMPLOYEES: f"{EMPLOYEE_COLUMNS}00417;Åse;1;lærer\n00418;Bo;A;lærer\n",
            TASKS: "opgave_id;titel;oprettet;arbejdspladser\nO1;Sti;01-03-2026;1|b\n",
        },
        snapshot(),
    )
    assert not reasons(files)
    assert {each.workplace for each in made.employees.values()} == {"2"}
    assert made.tasks["O1"].owners == ("2",)
    assert made.workplaces["3"].part_of == "2"


def test_nobody_comes_to_work_where_it_is_closed_but_its_past_tasks_can_be_loaded(fit):
    graph = snapshot(workplaces=[workplace("Lukket", closed=True), workplace("Skolen")])
    made, files = fit(
        {
            EMPLOYEES: f"{EMPLOYEE_COLUMNS}00417;Åse;Lukket;lærer\n",
            TASKS: "opgave_id;titel;oprettet;lukket;arbejdspladser\nO1;Sti;01-03-2025;01-04-2025;Lukket\n",
        },
        graph,
    )
    assert [reason for _, _, reason in reasons(files)] == ["arbejdspladsen findes ikke"]
    assert made.tasks["O1"].owners == (workplace_id("Lukket"),)


def test_the_name_of_what_is_open_goes_before_that_of_what_is_closed(fit):
    old, new = replace(workplace("Skolen", closed=True), id="1"), replace(workplace("Skolen"), id="2")
    made, _ = fit({EMPLOYEES: f"{EMPLOYEE_COLUMNS}1;Åse;Skolen;lærer\n"}, snapshot(workplaces=[old, new]))
    assert made.employees["1"].workplace == "2"


def test_what_the_file_has_again_is_open_again(fit):
    before = workplace("Skolen", closed=True)
    made, _ = fit({WORKPLACES: f"{WORKPLACE_COLUMNS}{before.id};Skolen;\n"}, snapshot(workplaces=[before]))
    assert made.workplaces[before.id] == replace(before, closed=False)
