from dataclasses import replace

from harness.factories import employee, task, task_id, workplace, workplace_id
from service.hr.assembly import assemble
from service.hr.intake import take_in
from service.hr.schemas import COMPETENCES, EMPLOYEES, PARTICIPANTS, WORKPLACES
from service.hr.source import Records, Row
from tests.service.hr.conftest import (
    CLOCK,
    COMPETENCE_COLUMNS,
    EMPLOYEE_COLUMNS,
    PARTICIPANT_COLUMNS,
    TITLES,
    WORKPLACE_COLUMNS,
    reasons,
    snapshot,
)


def people(count):
    return [employee(f"Nr {number}") for number in range(count)]


def export(employees):
    return EMPLOYEE_COLUMNS + "".join(f"{each.id};{each.name};Jobcenter;Lærer\n" for each in employees)


def test_nothing_is_gone_unless_the_export_is_complete(fit):
    everybody = people(10)
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=everybody)
    assert not fit({EMPLOYEES: export(everybody[:9])}, graph)[0].gone
    made, _ = fit({EMPLOYEES: export(everybody[:9])}, graph, complete=[EMPLOYEES])
    assert made.gone["employees"].ids == {everybody[9].id}
    assert not made.refusals


def test_a_sharply_smaller_export_is_refused_and_says_how_to_confirm(fit):
    everybody = people(10)
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=everybody)
    made, _ = fit({EMPLOYEES: export(everybody[:7])}, graph, complete=[EMPLOYEES])
    assert made.refusals[0].needs == 30
    made, _ = fit({EMPLOYEES: export(everybody[:7])}, graph, complete=[EMPLOYEES], max_gone=30)
    assert len(made.gone["employees"].ids) == 3


def test_an_export_with_other_ids_is_refused_although_it_is_as_large(fit):
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=people(10))
    renumbered = [replace(each, id=f"0{each.id}") for each in people(10)]
    assert fit({EMPLOYEES: export(renumbered)}, graph, complete=[EMPLOYEES])[0].refusals


def test_an_empty_export_is_refused_whatever_is_allowed(fit):
    graph = snapshot(employees=people(3))
    made, _ = fit({EMPLOYEES: EMPLOYEE_COLUMNS}, graph, complete=[EMPLOYEES], max_gone=100)
    assert "ingen gyldige rækker" in made.refusals[0].reason


def test_what_a_rejected_row_is_about_is_not_gone(fit):
    everybody = people(10)
    text = export(everybody[:9]) + f"{everybody[9].id};;Jobcenter;Lærer\n"
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=everybody)
    assert not fit({EMPLOYEES: text}, graph, complete=[EMPLOYEES])[0].gone["employees"].ids


def test_nothing_is_gone_while_a_rejected_row_has_no_readable_id(fit):
    everybody = people(10)
    text = export(everybody[:9]) + "010190-1234;Nr 9;Jobcenter;Lærer\n"
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=everybody)
    made, _ = fit({EMPLOYEES: text}, graph, complete=[EMPLOYEES])
    assert not made.gone["employees"].ids
    assert "intet læsbart id" in made.notes[0]


def test_a_workplace_that_is_still_used_stays(fit):
    places = [workplace(f"Sted {number}") for number in range(8)]
    places += [workplace("Jobcenter", part_of="By"), workplace("By"), workplace("Lukket"), workplace("Ejer")]
    graph = snapshot(workplaces=places, employees=[employee("Anna")], tasks=[task("Åben", owners=["Ejer"])])
    rows = "".join(f"{each.id};{each.name};\n" for each in places[:8])
    made, _ = fit({WORKPLACES: WORKPLACE_COLUMNS + rows}, graph, complete=[WORKPLACES], max_gone=50)
    assert made.gone["workplaces"].ids == {workplace_id("Lukket")}
    assert "bruges stadig" in made.notes[0]


def test_who_is_gone_has_no_competences_and_takes_part_in_nothing_new(fit):
    everybody = people(10)
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=everybody, tasks=[task("Sti")])
    made, files = fit(
        {
            EMPLOYEES: export(everybody[:9]),
            COMPETENCES: f"{COMPETENCE_COLUMNS}{everybody[9].id};GDPR;3;;;01-03-2026\n",
            PARTICIPANTS: f"{PARTICIPANT_COLUMNS}{task_id('Sti')};{everybody[9].id};\n",
        },
        graph,
        complete=[EMPLOYEES],
    )
    assert everybody[9].id not in made.employees
    assert not made.tasks
    assert len(reasons(files)) == 2


def records(*people, left):
    cells = [Row(each.id, (each.id, each.name, "Jobcenter", "Lærer")) for each in people]
    columns = ("id", "name", "workplace", "profession")
    return Records(name="Løn", noun="ansættelse", columns=columns, rows=cells, left=left)


def test_what_a_source_says_has_left_is_gone_though_it_is_not_complete():
    everybody = people(10)
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=everybody)
    intake = take_in(
        records(everybody[0], left={everybody[9].id, "ukendt"}), EMPLOYEES, clock=CLOCK, titles=TITLES
    )
    made = assemble({EMPLOYEES: intake}, graph, max_gone=20)
    assert made.gone["employees"].ids == {everybody[9].id}
    assert not made.refusals


def test_what_a_source_says_has_left_is_gone_though_it_has_nothing_else_to_say():
    everybody = people(10)
    intake = take_in(records(left={everybody[9].id}), EMPLOYEES, clock=CLOCK, titles=TITLES)
    made = assemble({EMPLOYEES: intake}, snapshot(employees=everybody), max_gone=20)
    assert (made.gone["employees"].ids, made.refusals) == ({everybody[9].id}, [])


def test_much_that_has_left_is_refused_and_who_is_in_a_row_too_stays():
    everybody = people(10)
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=everybody)
    left = {each.id for each in everybody[:4]}
    intake = take_in(records(everybody[0], left=left), EMPLOYEES, clock=CLOCK, titles=TITLES)
    made = assemble({EMPLOYEES: intake}, graph, max_gone=20)
    assert made.refusals[0].needs == 30
