from dataclasses import replace
from datetime import date

import pytest

from graph.vocabulary.neutral_titles import NEUTRAL
from harness.factories import employee, profession_id, workplace, workplace_id
from matching.model import Visibility
from service.hr.schemas import EMPLOYEES, WORKPLACES
from tests.service.hr.conftest import EMPLOYEE_COLUMNS, snapshot


def test_an_employee_can_work_at_a_workplace_of_the_same_import(fit):
    made, _ = fit(
        {
            EMPLOYEES: f"{EMPLOYEE_COLUMNS}00417;Åse;Skolen;lærer\n",
            WORKPLACES: "arbejdsplads_id;navn\n0220;Skolen\n",
        },
        snapshot(),
    )
    assert made.employees["00417"].workplace == "0220"
    assert made.employees["00417"].profession == profession_id("Lærer")
    assert made.employees["00417"].weekly_hours == 37


def test_an_unknown_workplace_or_profession_refuses_the_row_with_suggestions(fit):
    graph = snapshot(workplaces=[workplace("Jobcenter")])
    made, files = fit({EMPLOYEES: f"{EMPLOYEE_COLUMNS}1;a;Jobcentr;Lærer\n2;b;Jobcenter;Lærar\n"}, graph)
    assert not made.employees
    assert [each.fix for each in files[EMPLOYEES].rejects] == ["Mente du: Jobcenter?", "Mente du: Lærer?"]


def test_what_the_graph_knows_of_an_employee_stays(fit):
    before = employee(
        "Åse", skills={"GDPR": 4}, hours_offered=3, visibility=Visibility.HIDDEN, wants_to_learn=["Ledelse"]
    )
    graph = snapshot(workplaces=[workplace("Jobcenter"), workplace("Skolen")], employees=[before])
    text = (
        "medarbejder_id;navn;arbejdsplads;faglighed;timer_om_ugen;timer_tilbudt;synlighed\n"
        f"{before.id};Åse;Skolen;Lærer;32,5;;alle\n"
    )
    made, _ = fit({EMPLOYEES: text}, graph)
    assert made.employees[before.id] == replace(
        before,
        workplace=workplace_id("Skolen"),
        profession=profession_id("Lærer"),
        weekly_hours=32.5,
        visibility_in_file=Visibility.EVERYONE,
    )


def test_a_new_employee_is_as_visible_as_the_file_says(fit):
    text = "medarbejder_id;navn;arbejdsplads;faglighed;synlighed\n1;Åse;Jobcenter;Lærer;skjult\n"
    made, _ = fit({EMPLOYEES: text}, snapshot(workplaces=[workplace("Jobcenter")]))
    assert made.employees["1"].visibility is Visibility.HIDDEN


@pytest.mark.parametrize("before", Visibility)
@pytest.mark.parametrize("words", ["alle", "ledere", "skjult", ""])
def test_a_file_can_hide_a_known_employee_from_more_and_never_show_them_to_more(fit, before, words):
    known = employee("Åse", visibility=before)
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=[known])
    columns = "medarbejder_id;navn;arbejdsplads;faglighed;synlighed\n"
    made, _ = fit({EMPLOYEES: f"{columns}{known.id};Åse;Jobcenter;Lærer;{words}\n"}, graph)
    said = {"ledere": Visibility.LEADS, "skjult": Visibility.HIDDEN}.get(words, Visibility.EVERYONE)
    assert made.employees[known.id].visibility is before.narrowed(said)


def test_hours_are_taken_for_those_who_have_said_none_and_nothing_else_that_is_declared(fit):
    said = replace(
        employee("Åse", hours_offered=3),
        invitation_cap=1,
        offers_from=date(2026, 1, 1),
        offers_until=date(2026, 6, 30),
    )
    silent = employee("Bo")
    graph = snapshot(workplaces=[workplace("Jobcenter")], employees=[said, silent])
    text = "medarbejder_id;navn;arbejdsplads;faglighed;timer_tilbudt\n" + "".join(
        f"{each.id};{each.name};Jobcenter;Socialrådgiver;6\n" for each in (said, silent)
    )
    made, _ = fit({EMPLOYEES: text}, graph)
    assert made.employees[said.id] == said
    assert made.employees[silent.id].hours_offered == 6


PRIVATE = """medarbejder_id;navn;arbejdsplads;stilling
1;Åse;Jobcenter;Lærer i fleksjob
2;Bo;Jobcenter;Fleksjobber
"""


def test_a_private_title_is_nowhere_kept_and_a_neutral_one_stands_in_its_place(fit):
    made, files = fit({EMPLOYEES: PRIVATE}, snapshot(workplaces=[workplace("Jobcenter")]))
    assert {each.id: each.profession for each in made.employees.values()} == {
        "1": profession_id("Lærer"),
        "2": NEUTRAL.id,
    }
    assert made.professions == {NEUTRAL.id: NEUTRAL}
    assert made.notes == ["2 stillinger eller roller siger noget privat og er gjort neutrale."]
    assert "fleks" not in f"{made}{files}".lower()


def test_nor_does_it_stand_in_the_rejects(fit):
    _, files = fit({EMPLOYEES: PRIVATE}, snapshot())
    assert len(files[EMPLOYEES].rejects) == 2
    assert "fleks" not in repr(files[EMPLOYEES].rejects).lower()
