"""Whatever a file says, a row comes in as something that may be written, or is refused in Danish."""

from dataclasses import replace
from datetime import date

import pytest

from graph.employees import EMPLOYEE
from graph.records.nodes import creation
from graph.tasks import TASK
from harness.factories import employee, employee_id, skill, task, task_id, workplace
from matching.bounds import EARLIEST, LATEST, MOST_HOURS, MOST_OWNERS, MOST_REQUIREMENTS
from service.hr.labels import Labels
from service.hr.schemas import COMPETENCES, EMPLOYEES, PARTICIPANTS, TASKS, WORKPLACES
from tests.service.hr.conftest import reasons, snapshot

ANNA, STI = employee_id("Anna"), task_id("Sti")
DAYS = ("1949-12-31", "1900-01-01", "1950-01-01T00:30:00+05:00", "2101-01-01", "2100-12-31T23:30:00Z")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (TASKS, "opgave_id;titel;oprettet\nO1;Sti;{}\n"),
        (TASKS, "opgave_id;titel;oprettet;lukket\nO1;Sti;2026-01-01;{}\n"),
        (COMPETENCES, f"medarbejder_id;kompetence;niveau;dato\n{ANNA};GDPR;3;{{}}\n"),
        (PARTICIPANTS, f"opgave_id;medarbejder_id;fra\n{STI};{ANNA};{{}}\n"),
        (PARTICIPANTS, f"opgave_id;medarbejder_id;til\n{STI};{ANNA};{{}}\n"),
    ],
)
def test_a_day_out_of_bounds_refuses_the_row(fit, kind, text, day):
    made, files = fit({kind: text.format(day)}, snapshot(employees=[employee("Anna")], tasks=[task("Sti")]))
    assert len(reasons(files)) == 1
    assert not made.tasks
    assert not made.employees


@pytest.mark.parametrize("day", [EARLIEST, LATEST])
def test_a_day_on_the_bounds_can_be_written(fit, day):
    text = f"opgave_id;medarbejder_id;fra;til;timer\n{STI};{ANNA};{day};{day};{MOST_HOURS:g}\n"
    made, files = fit({PARTICIPANTS: text}, snapshot(employees=[employee("Anna")], tasks=[task("Sti")]))
    assert not reasons(files)
    assert creation(TASK, made.tasks[STI])


@pytest.mark.parametrize(("hours", "refused"), [("60", False), ("60,1", True), ("61", True), ("-1", True)])
def test_hours_out_of_bounds_refuse_the_row(fit, hours, refused):
    columns = "medarbejder_id;navn;arbejdsplads;faglighed;timer_om_ugen;timer_tilbudt\n"
    for cells in (f"{hours};1", f"37;{hours}"):
        text = f"{columns}1;Åse;Skolen;lærer;{cells}\n"
        made, files = fit({EMPLOYEES: text}, snapshot(workplaces=[workplace("Skolen")]))
        assert bool(reasons(files)) is refused
        assert all(creation(EMPLOYEE, each) for each in made.employees.values())


@pytest.mark.parametrize("id", ["system", "Anonymous", "tool:planner", "erased-1"])
def test_an_id_that_means_something_else_refuses_the_row(fit, id):
    known = snapshot(workplaces=[workplace("Skolen")])
    said = "id'et bruges af Tværs selv og kan ikke være en medarbejders"
    columns = "medarbejder_id;navn;arbejdsplads;faglighed\n"
    made, files = fit({EMPLOYEES: f"{columns}{id};Åse;Skolen;lærer\n2;Bo;Skolen;lærer\n"}, known)
    assert set(made.employees) == {"2"}
    assert [reason for *_, reason in reasons(files)] == [said]

    made, files = fit({WORKPLACES: f"arbejdsplads_id;navn;leder_id\n1;Park;{id}\n"}, known)
    assert not made.workplaces
    assert [reason for *_, reason in reasons(files)] == [said]


def test_a_task_that_the_graph_knows_as_closed_before_the_file_lets_it_begin_is_refused(fit):
    before = task("Sti", closed_on=date(2025, 3, 1))
    text = f"opgave_id;titel;oprettet\n{before.id};Sti;01-04-2025\n"
    made, files = fit({TASKS: text}, snapshot(tasks=[before]))
    assert reasons(files) == [("opgaver", "linje 2", "opgaven er lukket, før den blev oprettet")]
    assert files[TASKS].rejects[0].column == "oprettet"
    assert not made.tasks


def test_what_was_wrong_in_the_graph_before_refuses_no_row(fit):
    before = replace(task("Sti", closed_on=date(2025, 3, 1)), created_on=date(2025, 4, 1))
    text = f"opgave_id;titel;oprettet\n{before.id};Ny sti;01-04-2025\n"
    made, files = fit({TASKS: text}, snapshot(tasks=[before]))
    assert not reasons(files)
    assert made.tasks[before.id].title == "Ny sti"


@pytest.mark.parametrize("more", [0, 1])
def test_a_task_has_only_so_many_skills_and_owners(fit, more):
    labels = [f"Evne {number}" for number in range(MOST_REQUIREMENTS + more)]
    places = [workplace(f"Sted {number}") for number in range(MOST_OWNERS + more)]
    graph = replace(snapshot(workplaces=places), skills=Labels.of_skills(map(skill, labels)))
    needs = f"{' | '.join(labels[:20])};{' | '.join(labels[20:])}"
    owners = "|".join(each.name for each in places)
    text = "opgave_id;titel;oprettet;krævede_kompetencer;kompetencer;arbejdspladser\n"
    made, files = fit({TASKS: f"{text}O1;Sti;01-04-2025;{needs};{owners}\n"}, graph)
    assert [reason for *_, reason in reasons(files)] == [
        f"opgaven har flere end {MOST_REQUIREMENTS} kompetencer",
        f"opgaven har flere end {MOST_OWNERS} arbejdspladser",
    ][: 2 * more]
    assert bool(made.tasks) is not bool(more)
