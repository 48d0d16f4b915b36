"""HR's files all the way into a graph and back out, with what the command says and the file of rejects."""

from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter

from graph.joining import join
from graph.store import GraphStore
from graph.vocabulary.esco import CATALOGUE_FILES
from graph.vocabulary.neutral_titles import NEUTRAL
from graph.vocabulary.replaced import read_replaced
from harness.factories import (
    employee,
    employee_id,
    fill,
    profession,
    profession_id,
    skill,
    skill_id,
    workplace,
)
from matching.bounds import OutOfBounds
from matching.model import Evidence, Visibility
from matching.own_skills import counting, disputing, stating, taking_off
from matching.showing import chosen
from scripts.command_line import DONE, FAILED, REFUSED, SOME_REJECTED
from service.hr import comparing
from tests.scripts.conftest import Import

CPR = "010190-1234"

EMPLOYEES = """medarbejder_id;navn;arbejdsplads;faglighed
00417;Åse Nørgaard;Jobcenter;Socialrådgiver
00418;Bjørn Ærenlund;Jobcenter;Lærer
"""
COMPETENCES = """medarbejder_id;kompetence;niveau;grundlag;dato
00417;GDPR;4;bekræftet;01-03-2026
00418;ledelse;2;;2026-02-01
"""


@pytest.fixture
def run(run_import: Import, graph: GraphStore) -> Import:
    """The command on a graph that has two skills, two professions and a workplace."""
    fill(graph, skill("GDPR"), skill("Ledelse"), workplace("Jobcenter"))
    fill(graph, profession("Socialrådgiver"), profession("Lærer"))
    return run_import


def test_without_apply_the_difference_is_shown_and_nothing_is_written(run, graph):
    number = graph.changes.number()
    outcome = run(employees=EMPLOYEES, competences=COMPETENCES)
    assert outcome.code == DONE
    assert "medarbejdere │   2 │       0 │     0 │        0" in outcome.said
    assert "kompetencer  │   2 │" in outcome.said
    assert "--apply" in outcome.said
    assert graph.changes.number() == number
    assert not graph.employees.ids()


def test_with_apply_all_given_files_are_written_as_one_change(run, graph):
    number = graph.changes.number()
    assert run("--apply", employees=EMPLOYEES, competences=COMPETENCES).code == DONE
    assert graph.changes.number() == number + 1
    anna = graph.employees.get("00417").value
    assert (anna.name, anna.workplace) == ("Åse Nørgaard", "wp-jobcenter")
    (held,) = anna.skills
    assert (held.skill, held.level, held.evidence, held.source) == (
        skill_id("GDPR"),
        4,
        Evidence.CONFIRMED,
        "hr",
    )


def test_loading_twice_changes_nothing(run, graph):
    run("--apply", employees=EMPLOYEES, competences=COMPETENCES)
    number = graph.changes.number()
    outcome = run("--apply", "--complete", employees=EMPLOYEES, competences=COMPETENCES)
    assert outcome.code == DONE
    assert "intet er ændret" in outcome.said
    assert graph.changes.number() == number


def test_a_title_that_names_the_neutral_profession_means_it_the_first_time_too(run, graph):
    text = EMPLOYEES + "00419;Cy Vig;Jobcenter;fleksjobber\n00420;Di Dahl;Jobcenter;Medarbejder\n"
    assert run("--apply", employees=text).code == DONE
    assert {graph.employees.get(id).value.profession for id in ("00419", "00420")} == {NEUTRAL.id}
    number = graph.changes.number()
    run("--apply", employees=text)
    assert graph.changes.number() == number


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_danish_names_arrive_whole_in_every_encoding(run, graph, encoding):
    assert run("--apply", employees=EMPLOYEES, encoding=encoding).code == DONE
    assert graph.employees.get("00418").value.name == "Bjørn Ærenlund"


def test_bad_rows_are_rejected_and_good_ones_load(run, graph):
    text = EMPLOYEES + "00419;=1+1;Jobcentr;Lærer\n"
    outcome = run("--apply", "--max-rejected", "50", employees=text)
    assert outcome.code == SOME_REJECTED
    assert graph.employees.ids() == {"00417", "00418"}
    (reject,) = outcome.rejects
    assert (reject["kilde"], reject["sted"], reject["kolonne"]) == (
        "employees.csv",
        "linje 4",
        "arbejdsplads_id",
    )
    assert (reject["værdi"], reject["rettelse"]) == ("Jobcentr", "Mente du: Jobcenter?")


def test_over_the_threshold_nothing_is_written(run, graph):
    text = EMPLOYEES + "00419;Bo;Jobcenter;\n"
    outcome = run("--apply", employees=text)
    assert outcome.code == REFUSED
    assert "1 af 3" in outcome.said
    assert not graph.employees.ids()
    assert len(outcome.rejects) == 1


def test_formulas_in_rejected_cells_are_escaped(run):
    outcome = run(employees=EMPLOYEES + '00419;Bo;"=HYPERLINK(""http://x"")";Lærer\n')
    assert outcome.rejects[0]["værdi"].startswith("'=")


@pytest.mark.parametrize(
    "texts",
    [
        {"employees": EMPLOYEES.replace("00417", CPR)},
        {"employees": EMPLOYEES.replace("Åse Nørgaard", f"Åse {CPR}")},
        {"employees": EMPLOYEES.replace("medarbejder_id", CPR)},
        {"employees": EMPLOYEES.replace("Lærer", CPR)},
        {"employees": f'medarbejder_id;navn;arbejdsplads;faglighed\n1;"{CPR};x;y\n'},
        {"competences": COMPETENCES.replace("GDPR", CPR)},
        {"competences": COMPETENCES.replace("4;bekræftet", f"4;{CPR}")},
        {"workplaces": f"arbejdsplads_id;navn;del_af\n1;a;{CPR}\n"},
        {"tasks": f"opgave_id;titel;oprettet;beskrivelse\n1;Sti;01-02-2026;Ring til {CPR} i dag\n"},
        {"tasks": f"opgave_id;titel;oprettet;kompetencer\n1;Sti;01-02-2026;GDPR|{CPR}\n"},
        {"participants": f"opgave_id;medarbejder_id;rolle\n1;2;{CPR}\n"},
    ],
)
@pytest.mark.parametrize("shape", [CPR, "0101901234", "01.01.90 1234"])
def test_a_personal_number_is_refused_and_never_repeated_anywhere(run, graph, texts, shape, caplog):
    number = graph.changes.number()
    texts = {kind: text.replace(CPR, shape) for kind, text in texts.items()}
    outcome = run("--apply", **texts)
    assert outcome.code in (REFUSED, FAILED)
    for text in (outcome.said, outcome.rejects_file, caplog.text):
        assert shape not in text
        assert "1234" not in text
    assert graph.changes.number() == number


@pytest.mark.parametrize(
    "arguments", [["--employees", f"{CPR}.csv"], ["--complete", CPR], ["--max-gone", CPR], [f"--{CPR}"]]
)
def test_a_personal_number_typed_as_an_argument_is_not_repeated(run, arguments):
    outcome = run(*arguments)
    assert outcome.code == FAILED
    assert CPR not in outcome.said


SHOWN = "medarbejder_id;navn;arbejdsplads;faglighed;synlighed\n00417;Åse Nørgaard;Jobcenter;Lærer;"


def test_a_later_file_hides_at_once_and_none_shows_again_who_was_hidden(run, graph):
    run("--apply", employees=f"{SHOWN}alle\n")
    assert run("--apply", employees=f"{SHOWN}skjult\n").code == DONE
    assert graph.employees.get("00417").value.visibility is Visibility.HIDDEN
    for later in ("alle", "ledere", ""):
        run("--apply", employees=f"{SHOWN}{later}\n")
        assert graph.employees.get("00417").value.visibility is Visibility.HIDDEN
    assert "intet er ændret" in run("--apply", employees=f"{SHOWN}\n").said


def test_what_one_chose_stays_until_a_file_says_something_new_that_is_narrower(run, graph):
    def shown_after(*files: str) -> Visibility:
        for each in files:
            run("--apply", employees=f"{SHOWN}{each}\n")
        return graph.employees.get("00417").value.visibility

    run("--apply", employees=f"{SHOWN}skjult\n")
    graph.employees.alter("00417", lambda own: chosen(own, Visibility.EVERYONE))
    assert shown_after("skjult", "", "skjult", "alle") is Visibility.EVERYONE
    assert shown_after("ledere") is Visibility.LEADS
    graph.employees.alter("00417", lambda own: chosen(own, Visibility.EVERYONE))
    assert shown_after("ledere") is Visibility.EVERYONE
    assert shown_after("skjult") is Visibility.HIDDEN


def test_who_is_protected_hides_from_then_on_until_they_choose_after_a_file_says_it_is_over(run, graph):
    rows = SHOWN.replace("synlighed", "beskyttet")
    run("--apply", employees=f"{rows}nej\n")
    graph.employees.alter("00417", lambda own: chosen(own, Visibility.EVERYONE))
    run("--apply", employees=f"{rows}ja\n")
    for later in (f"{rows}\n", f"{SHOWN}alle\n", EMPLOYEES):
        run("--apply", employees=later)
        assert graph.employees.get("00417").value.protected
        assert graph.employees.get("00417").value.visibility is Visibility.HIDDEN
        with pytest.raises(OutOfBounds):
            graph.employees.alter("00417", lambda own: chosen(own, Visibility.EVERYONE))
    run("--apply", employees=f"{rows}nej\n")
    assert graph.employees.get("00417").value.visibility is Visibility.HIDDEN
    graph.employees.alter("00417", lambda own: chosen(own, Visibility.EVERYONE))
    assert graph.employees.get("00417").value.visibility is Visibility.EVERYONE


def test_no_file_undoes_what_somebody_said_of_a_skill_and_the_dry_run_counts_it(run, graph):
    columns = "medarbejder_id;kompetence;niveau;grundlag;dato\n"
    row = f"{columns}00417;GDPR;5;{{}};01-03-2026\n"
    run("--apply", employees=EMPLOYEES, competences=row.format("bekræftet"))
    gdpr = skill_id("GDPR")
    for said in (
        lambda own: stating(own, gdpr, 2, on=date(2026, 4, 1)),
        lambda own: taking_off(own, gdpr, on=date(2026, 4, 2)),
    ):
        before = counting(graph.employees.alter("00417", said).value)
        assert "1 kompetencer i filen tæller ikke" in run(competences=row.format("anvendt")).said
        for rung in ("bekræftet", "anvendt"):
            run("--apply", "--complete", "competences", competences=row.format(rung))
            now = counting(graph.employees.get("00417").value)
            assert [(each.skill, each.level) for each in now] == [(each.skill, each.level) for each in before]


def test_hr_reads_what_is_disputed_until_a_file_puts_it_right(run, graph):
    columns = "medarbejder_id;kompetence;niveau;grundlag;dato\n"
    first = f"{columns}00417;GDPR;5;anvendt;01-03-2026\n"
    run("--apply", employees=EMPLOYEES, competences=first)
    [held] = [each for each in graph.employees.get("00417").value.skills if each.level == 5]
    graph.employees.alter("00417", lambda own: disputing(own, held, on=date(2026, 4, 1)))
    same = run("--apply", competences=f"{columns}00417;GDPR;5;anvendt;01-04-2026\n")
    assert f"00417: {held.skill}, niveau 5" in same.said
    assert held.skill not in {each.skill for each in counting(graph.employees.get("00417").value)}
    right = run("--apply", competences=f"{columns}00417;GDPR;3;bekræftet;01-04-2026\n")
    assert "bestrides" not in right.said
    assert (held.skill, 3) in {(one.skill, one.level) for one in counting(graph.employees.get("00417").value)}


def test_who_left_hidden_comes_back_hidden(run, graph):
    run("--apply", employees=f"{SHOWN}skjult\n")
    run("--apply", "--complete", "--max-gone", "100", employees=EMPLOYEES.replace("00417", "00419"))
    assert "00417" not in graph.employees.ids()
    run("--apply", employees=EMPLOYEES)
    assert graph.employees.get("00417").value.visibility is Visibility.HIDDEN


def test_who_has_a_private_title_only_is_an_employee_like_others_and_again_nothing_changes(run, graph):
    text = EMPLOYEES.replace("Lærer", "Fleksjobber").replace("Socialrådgiver", "Spydspidsjob")
    outcome = run("--apply", "--max-rejected", "50", employees=text)
    assert outcome.code == SOME_REJECTED
    assert graph.employees.get("00418").value.profession == NEUTRAL.id
    assert graph.professions.get(NEUTRAL.id).value.label == "medarbejder"
    assert "fleks" not in (outcome.said + outcome.rejects_file).lower()
    number = graph.changes.number()
    run("--apply", "--max-rejected", "50", employees=text)
    assert graph.changes.number() == number


def test_a_municipality_has_its_own_private_titles(run, graph, tmp_path, monkeypatch):
    (tmp_path / "egne.csv").write_text("betegnelse;i_stedet\nspydspidsjob;\n", encoding="utf-8")
    monkeypatch.setenv("TVAERS_SENSITIVE_TITLES", str(tmp_path / "egne.csv"))
    run("--apply", employees=EMPLOYEES.replace("Socialrådgiver", "Socialrådgiver, spydspidsjob"))
    assert graph.employees.get("00417").value.profession == profession_id("Socialrådgiver")
    monkeypatch.setenv("TVAERS_SENSITIVE_TITLES", str(tmp_path / "borte.csv"))
    assert run(employees=EMPLOYEES).code == FAILED


def test_a_workbook_with_a_sheet_for_each_kind_is_loaded(run, graph, tmp_path):
    book = tmp_path / "alt.xlsx"
    with xlsxwriter.Workbook(book) as made:
        for name, text in (("Medarbejdere", EMPLOYEES), ("Kompetencer", COMPETENCES)):
            sheet = made.add_worksheet(name)
            for number, line in enumerate(text.splitlines()):
                for position, cell in enumerate(line.split(";")):
                    sheet.write_string(number, position, cell)
    assert run("--apply", "--medarbejdere", str(book), "--kompetencer", str(book)).code == DONE
    assert graph.employees.get("00418").value.skills[0].level == 2


def test_who_a_complete_export_no_longer_holds_is_retired(run, graph):
    fill(graph, *(employee(f"Nr {number}") for number in range(8)))
    text = EMPLOYEES + "".join(f"{employee_id(f'Nr {n}')};Nr {n};Jobcenter;Lærer\n" for n in range(7))
    outcome = run("--apply", employees=text)
    assert employee_id("Nr 7") in graph.employees.ids()
    outcome = run("--apply", "--complete", "employees", employees=text)
    assert outcome.code == DONE
    assert f"Udgår, medarbejdere: {employee_id('Nr 7')}." in outcome.said
    assert employee_id("Nr 7") not in graph.employees.ids()


def test_a_sharply_smaller_export_is_refused_until_it_is_confirmed(run, graph):
    fill(graph, *(employee(f"Nr {number}") for number in range(8)))
    everybody = graph.employees.ids()
    outcome = run("--apply", "--complete", employees=EMPLOYEES)
    assert outcome.code == REFUSED
    assert graph.employees.ids() == everybody
    assert "--max-gone 100" in outcome.said
    assert run("--apply", "--complete", "--max-gone", "100", employees=EMPLOYEES).code == DONE
    assert graph.employees.ids() == {"00417", "00418"}


def test_tasks_are_only_retired_when_that_is_said(run, graph):
    tasks = "opgave_id;titel;oprettet\n" + "".join(f"{n};Opgave {n};01-02-2026\n" for n in range(10))
    run("--apply", tasks=tasks)
    fewer = tasks.replace("9;Opgave 9;01-02-2026\n", "")
    run("--apply", "--complete", tasks=fewer)
    assert len(graph.tasks.ids()) == 10
    run("--apply", "--complete", "opgaver", tasks=fewer)
    assert len(graph.tasks.ids()) == 9


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "mindst én fil"),
        (["--employees", "findes_ikke.csv"], "findes ikke"),
        (["--complete", "tasks", "--employees", "x.csv"], "--complete tasks kræver filen"),
        (["--max-gone", "120", "--employees", "x.csv"], "--max-gone"),
        (["--unknown"], "--unknown"),
    ],
)
def test_what_cannot_run_ends_with_one_and_a_reason(run, arguments, told):
    outcome = run(*arguments)
    assert outcome.code == FAILED
    assert told in outcome.said


def test_what_somebody_changed_meanwhile_is_not_overwritten(run, graph, monkeypatch):
    run("--apply", employees=EMPLOYEES)
    assemble = comparing.assemble

    def assemble_while_somebody_writes(*files, **options):
        fill(graph, replace(graph.employees.get("00417").value, name="Åse Holm"))
        return assemble(*files, **options)

    monkeypatch.setattr(comparing, "assemble", assemble_while_somebody_writes)
    outcome = run("--apply", employees=EMPLOYEES)
    assert outcome.code == FAILED
    assert "kør igen" in outcome.said
    assert graph.employees.get("00417").value.name == "Åse Holm"


def test_another_file_is_not_overwritten_by_rejects(run, tmp_path):
    precious = tmp_path / "afvist.csv"
    precious.write_text("medarbejder_id\n")
    assert run(employees=EMPLOYEES).code == FAILED
    assert precious.read_text() == "medarbejder_id\n"


def test_a_skill_that_the_organisation_joined_itself_is_read_as_the_one_that_is_kept(run, graph):
    former, kept = skill("Skranke"), skill("Betjening")
    fill(graph, former, kept)
    join(graph.changes, former.id, kept=kept.id)
    competences = (
        f"medarbejder_id;kompetence;niveau;grundlag;dato\n00417;{former.id};4;bekræftet;01-03-2026\n"
    )
    assert run("--apply", employees=EMPLOYEES, competences=competences).code == DONE
    assert [each.skill for each in graph.employees.get("00417").value.skills if each.level == 4] == [kept.id]


def test_a_former_skill_of_the_catalogue_is_read_as_what_it_became_and_the_dry_run_says_so(run, graph):
    former, now = next(iter(read_replaced(CATALOGUE_FILES).items()))
    kept = replace(skill("Ny"), id=now)
    fill(graph, kept)
    competences = f"medarbejder_id;kompetence;niveau;grundlag;dato\n00417;{former};4;bekræftet;01-03-2026\n"
    told = f"{former} er ikke længere en kompetence for sig og er læst som {now} (Ny)."

    outcome = run(employees=EMPLOYEES, competences=competences)
    assert (outcome.code, told in outcome.said) == (DONE, True)
    assert run("--apply", employees=EMPLOYEES, competences=competences).code == DONE
    assert now in {each.skill for each in graph.employees.get("00417").value.skills}


def test_what_the_command_wrote_stands_in_the_history_and_a_dry_run_does_not(run, graph):
    run(employees=EMPLOYEES)
    assert graph.loads.latest(9) == ()
    run("--apply", employees=EMPLOYEES)
    [load] = graph.loads.latest(9)
    assert (load.by, load.kinds, load.written is not None) == ("command:import-hr", ("employees",), True)
