from harness.factories import employee, held, skill_id, workplace
from matching.model import Evidence
from service.hr.schemas import COMPETENCES, EMPLOYEES
from tests.service.hr.conftest import COMPETENCE_COLUMNS, EMPLOYEE_COLUMNS, reasons, snapshot


def test_competences_join_the_employees_of_the_graph_and_of_the_same_import(fit):
    anna = employee("Anna", skills={"Ledelse": 2})
    made, _ = fit(
        {
            EMPLOYEES: f"{EMPLOYEE_COLUMNS}2;Bo;Jobcenter;Lærer\n",
            COMPETENCES: (
                f"{COMPETENCE_COLUMNS}{anna.id};gdpr;4;bekræftet;;01-03-2026\n"
                f"2;{skill_id('Ledelse')};5;;MUS;01-03-2026\n"
            ),
        },
        snapshot(workplaces=[workplace("Jobcenter")], employees=[anna]),
    )
    assert made.employees[anna.id].skills == (
        held("GDPR", 4, evidence=Evidence.CONFIRMED, source="hr"),
        held("Ledelse", 2),
    )
    assert made.employees["2"].skills == (held("Ledelse", 5, source="MUS"),)


def test_a_competence_of_nobody_or_of_nothing_is_refused(fit):
    anna = employee("Anna")
    text = f"{COMPETENCE_COLUMNS}x;GDPR;4;;;01-03-2026\n{anna.id};svejsing;4;;;01-03-2026\n"
    _, files = fit({COMPETENCES: text}, snapshot(employees=[anna]))
    assert reasons(files) == [
        ("kompetencer", "linje 2", "medarbejderen findes ikke"),
        ("kompetencer", "linje 3", "kompetencen findes ikke"),
    ]
    assert files[COMPETENCES].rejects[1].fix == "Mente du: Svejsning?"


def test_weaker_evidence_of_a_file_does_not_overwrite_and_is_counted(fit):
    anna = employee("Anna", skills=[held("GDPR", 4, evidence=Evidence.USED)])
    text = f"{COMPETENCE_COLUMNS}{anna.id};GDPR;2;antaget;;01-04-2026\n"
    made, _ = fit({COMPETENCES: text}, snapshot(employees=[anna]))
    assert made.employees[anna.id] == anna
    assert made.outweighed == 1


def test_of_several_statements_the_same_one_counts_in_any_order(fit):
    anna = employee("Anna")
    rows = [
        f"{anna.id};GDPR;{level};{why};;{day}-01-2026"
        for level, why, day in ((2, "antaget", 3), (4, "bekræftet", 2), (5, "bekræftet", 1))
    ]
    for order in (rows, rows[::-1]):
        made, _ = fit({COMPETENCES: COMPETENCE_COLUMNS + "\n".join(order)}, snapshot(employees=[anna]))
        assert made.employees[anna.id].skills[0].level == 4


def test_a_complete_file_drops_what_its_own_sources_no_longer_say_and_nothing_else(fit):
    skills = [
        held("GDPR", source="hr"),
        held("Ledelse", source="medarbejder"),
        held("Svejsning", source="hr"),
    ]
    anna, bo = employee("Anna", skills=skills), employee("Bo", skills=[held("Svejsning", source="hr")])
    text = f"{COMPETENCE_COLUMNS}{anna.id};GDPR;3;;hr;01-03-2026\n{bo.id};Svejsning;3;;hr;01-03-2026\n"
    graph = snapshot(employees=[anna, bo])
    made, _ = fit({COMPETENCES: text}, graph, complete=[COMPETENCES], max_gone=50)
    assert [each.skill for each in made.employees[anna.id].skills] == [skill_id("GDPR"), skill_id("Ledelse")]
    made, _ = fit({COMPETENCES: text}, graph)
    assert made.employees[anna.id] == anna


def test_a_rejected_row_spares_what_its_employee_has(fit):
    anna = employee("Anna", skills=[held("GDPR", source="hr"), held("Ledelse", source="hr")])
    text = f"{COMPETENCE_COLUMNS}{anna.id};GDPR;3;;hr;01-03-2026\n{anna.id};Ledelse;9;;hr;01-03-2026\n"
    made, _ = fit({COMPETENCES: text}, snapshot(employees=[anna]), complete=[COMPETENCES])
    assert made.employees[anna.id] == anna


def test_a_sharply_smaller_file_of_competences_is_refused(fit):
    people = [employee(name, skills=[held("GDPR", source="hr")]) for name in "abcd"]
    text = f"{COMPETENCE_COLUMNS}{people[0].id};GDPR;3;;hr;01-03-2026\n"
    made, _ = fit({COMPETENCES: text}, snapshot(employees=people), complete=[COMPETENCES])
    assert "3 af 4" in made.refusals[0].reason
    assert made.refusals[0].needs == 75
