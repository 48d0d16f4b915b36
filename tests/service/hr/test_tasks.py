from dataclasses import replace
from datetime import date

from harness.factories import employee, employee_id, skill_id, task, task_id, workplace, workplace_id
from matching.model import Assignment, LifePhase, Period, Requirement, TaskStatus
from service.hr.schemas import PARTICIPANTS, TASKS
from tests.service.hr.conftest import PARTICIPANT_COLUMNS, reasons, snapshot


def test_a_task_is_read_with_what_it_needs_and_who_owns_it(fit):
    text = (
        "opgave_id;titel;beskrivelse;oprettet;lukket;krævede_kompetencer;kompetencer;arbejdspladser;livsfaser\n"
        "1;Sti;En sti.;01-02-2026;01-03-2026;GDPR=4;ledelse | gdpr;Jobcenter;skolelivet\n"
    )
    made, _ = fit({TASKS: text}, snapshot(workplaces=[workplace("Jobcenter")]))
    assert made.tasks["1"] == replace(
        task("Sti", requires=()),
        id="1",
        description="En sti.",
        status=TaskStatus.CLOSED,
        created_on=date(2026, 2, 1),
        closed_on=date(2026, 3, 1),
        requirements=(
            Requirement(skill=skill_id("GDPR"), level=4, essential=True),
            Requirement(skill=skill_id("Ledelse"), level=3),
        ),
        owners=(workplace_id("Jobcenter"),),
        life_phases=(LifePhase.SCHOOL,),
    )


def test_a_bad_skill_or_owner_refuses_the_task_and_is_named(fit):
    text = "opgave_id;titel;oprettet;kompetencer;arbejdspladser\n1;Sti;01-02-2026;GDPR | Svejsing;Nowhere\n"
    made, files = fit({TASKS: text}, snapshot())
    assert not made.tasks
    assert [each.reason for each in files[TASKS].rejects] == [
        "»Svejsing«: kompetencen findes ikke",
        "»Nowhere«: arbejdspladsen findes ikke",
    ]


def test_a_task_of_the_graph_keeps_what_the_file_has_no_column_for(fit):
    before = task("Sti", requires={"GDPR": 4}, members=["Anna"], closed_on=date(2026, 11, 1))
    made, _ = fit(
        {TASKS: f"opgave_id;titel;oprettet\n{before.id};Ny sti;01-10-2026\n"}, snapshot(tasks=[before])
    )
    assert made.tasks[before.id] == replace(before, title="Ny sti")


def test_what_a_person_took_away_stays_so_unless_the_file_says_that_the_task_needs_it(fit):
    before = task("Sti", taken_away=["GDPR", "Ledelse"])
    text = f"opgave_id;titel;oprettet;kompetencer\n{before.id};Sti;01-10-2026;GDPR\n"
    made, _ = fit({TASKS: text}, snapshot(tasks=[before]))
    assert made.tasks[before.id].taken_away == (skill_id("Ledelse"),)


def test_participants_join_those_of_the_graph(fit):
    before = task("Sti", members=["Anna"])
    graph = snapshot(employees=[employee("Anna"), employee("Bo")], tasks=[before])
    text = f"{PARTICIPANT_COLUMNS}{before.id};{employee_id('Bo')};leder\n"
    made, _ = fit({PARTICIPANTS: text}, graph)
    assert [each.employee for each in made.tasks[before.id].assignments] == [
        employee_id("Anna"),
        employee_id("Bo"),
    ]
    made, _ = fit({PARTICIPANTS: text}, graph, complete=[PARTICIPANTS])
    assert made.tasks[before.id].assignments == (Assignment(employee=employee_id("Bo"), role="leder"),)


def test_participants_of_nothing_and_nobody_are_refused(fit):
    text = f"{PARTICIPANT_COLUMNS}x;{employee_id('Anna')};\n{task_id('Sti')};x;\n"
    _, files = fit({PARTICIPANTS: text}, snapshot(employees=[employee("Anna")], tasks=[task("Sti")]))
    assert [reason for *_, reason in reasons(files)] == ["opgaven findes ikke", "medarbejderen findes ikke"]


def test_who_took_part_twice_has_both_periods(fit):
    graph = snapshot(employees=[employee("Anna")], tasks=[task("Sti")])
    columns = "opgave_id;medarbejder_id;rolle;fra;til;timer\n"
    who = f"{task_id('Sti')};{employee_id('Anna')}"
    text = f"{columns}{who};leder;01-09-2026;31-12-2026;3\n{who};deltager;01-02-2026;30-06-2026;5\n"
    made, files = fit({PARTICIPANTS: text}, graph)
    assert not reasons(files)
    (anna,) = made.tasks[task_id("Sti")].assignments
    assert (anna.role, anna.hours, anna.started_on) == ("leder", 3, date(2026, 9, 1))
    assert anna.earlier == (Period(started_on=date(2026, 2, 1), ended_on=date(2026, 6, 30), hours=5),)
    assert fit({PARTICIPANTS: text}, replace(graph, tasks=made.tasks))[0].tasks == made.tasks


def test_the_same_period_twice_cannot_mean_two_things(fit):
    graph = snapshot(employees=[employee("Anna")], tasks=[task("Sti")])
    who = f"{task_id('Sti')};{employee_id('Anna')}"
    text = f"opgave_id;medarbejder_id;fra;timer\n{who};01-02-2026;3\n{who};01-02-2026;5\n"
    assert "andre oplysninger" in reasons(fit({PARTICIPANTS: text}, graph)[1])[0][2]


def test_a_role_says_nothing_private_of_who_has_it_or_of_others(fit):
    graph = snapshot(employees=[employee("Anna"), employee("Bo")], tasks=[task("Sti")])
    rows = [(employee_id("Anna"), "Vikar for sygemeldt"), (employee_id("Bo"), "i fleksjob")]
    text = PARTICIPANT_COLUMNS + "".join(f"{task_id('Sti')};{id};{role}\n" for id, role in rows)
    made, _ = fit({PARTICIPANTS: text}, graph)
    assert [each.role for each in made.tasks[task_id("Sti")].assignments] == ["vikar", ""]
