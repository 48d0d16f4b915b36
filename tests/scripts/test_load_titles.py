import pytest

from harness.factories import fill, profession, profession_id, skill_id, workplace
from matching.model import Evidence, Profession, RequirementKind
from scripts.command_line import DONE, FAILED, SOME_REJECTED

HEADER = "Classification 1 URI,Classification 1 PrefLabel,Classification 2 PrefLabel,Mapping relation\n"
PLAY, CARE, ROOFS = "http://esco/play", "http://esco/care", "http://esco/roofs"


@pytest.fixture
def load(tvaers_on_graph, graph, tmp_path):
    """Runs the command on a file with the given rows."""
    fill(
        graph,
        profession("Pædagog"),
        *(
            Profession(id=id, label_da=label, alt_da=("omsorg",) if id == CARE else (), source="esco")
            for id, label in ((PLAY, "børnehavepædagog"), (CARE, "plejer"), (ROOFS, "tækkemand"))
        ),
    )

    def load(*rows, header=HEADER, apply=True, end="\n"):
        path = tmp_path / "titler.csv"
        path.write_text(header + "\n".join(",".join(row) for row in rows) + end, encoding="utf-8")
        rejects = tmp_path / "afvist.csv"
        return tvaers_on_graph("load-titles", path, "--rejects", rejects, *(["--apply"] if apply else []))

    return load


def row(title, occupation, relation="exact"):
    return occupation, "label", title, f"skos:{relation}Match"


def titles(graph):
    return {each.id: each.alt_da for each in graph.professions.all() if each.source == "esco"}


def test_titles_become_names_of_their_professions_and_loading_twice_changes_nothing(load, graph):
    rows = [row("Legepædagog", PLAY), row("Plejehjælper", CARE)]
    assert load(*rows, apply=False).code == DONE
    assert titles(graph)[PLAY] == ()
    assert load(*rows).code == DONE
    assert titles(graph) == {PLAY: ("Legepædagog",), CARE: ("omsorg", "Plejehjælper"), ROOFS: ()}
    number = graph.changes.number()
    assert "intet er ændret" in load(*rows).said
    assert graph.changes.number() == number


def test_close_matches_count_only_without_an_exact_one_and_broad_ones_never(load, graph):
    load(
        row("Legepædagog", PLAY),
        row("Legepædagog", CARE, "close"),
        row("Hjemmehjælper", CARE, "close"),
        row("Hjemmehjælper", PLAY, "broad"),
        row("Blikkenslager", ROOFS, "narrow"),
    )
    assert titles(graph) == {PLAY: ("Legepædagog",), CARE: ("omsorg", "Hjemmehjælper"), ROOFS: ()}


def test_a_title_that_already_names_a_profession_keeps_its_meaning(load, graph):
    load(row("pædagog", PLAY), row("Omsorg", ROOFS))
    assert titles(graph)[PLAY] == titles(graph)[ROOFS] == ()


def test_professions_that_the_graph_has_not_are_counted(load):
    assert "1 titler hører til fagligheder" in load(row("Minearbejder", "http://esco/mines")).said


def test_bad_rows_come_back_in_the_file_that_is_named(load, graph, tmp_path):
    assert load(row("Legepædagog", PLAY), row("", CARE)).code == SOME_REJECTED
    assert "linje 3;Classification 2 PrefLabel" in (tmp_path / "afvist.csv").read_text("utf-8-sig")
    assert titles(graph)[PLAY] == ("Legepædagog",)


def test_a_file_that_was_cut_off_is_refused(load, graph):
    outcome = load(row("Legepædagog", PLAY), (CARE, "label"), end="")
    assert outcome.code == FAILED
    assert "titler.csv, linje 3: filen slutter midt i en række" in outcome.said
    assert titles(graph)[PLAY] == ()


def test_another_file_is_refused_with_the_columns_it_should_have(load):
    outcome = load(header="a,b\n")
    assert outcome.code == FAILED
    assert "Mapping relation" in outcome.said


def test_a_title_of_several_professions_rejects_the_employee_with_the_choices(load, run_import, graph):
    fill(graph, workplace("Jobcenter"))
    load(row("Medhjælper", PLAY), row("Medhjælper", CARE))
    outcome = run_import(employees="medarbejder_id;navn;arbejdsplads;stilling\n1;Åse;Jobcenter;medhjælper\n")
    (reject,) = outcome.rejects
    assert PLAY in reject["rettelse"]
    assert CARE in reject["rettelse"]


def test_an_employee_with_such_a_title_starts_with_assumed_skills_and_again_nothing_changes(
    load, run_import, graph
):
    fill(
        graph,
        workplace("Jobcenter"),
        Profession(
            id=CARE,
            label_da="plejer",
            requires=(
                (skill_id("Demens"), RequirementKind.ESSENTIAL),
                (skill_id("Sang"), RequirementKind.OPTIONAL),
            ),
            source="esco",
        ),
    )
    load(row("Plejehjælper", CARE))
    file = "medarbejder_id;navn;arbejdsplads;stilling\n1;Åse;Jobcenter;plejehjælper\n"
    outcome = run_import("--apply", employees=file)
    assert "1 kompetencer antages" in outcome.said
    stored = graph.employees.get("1").value
    (assumed,) = stored.skills
    assert (stored.profession, assumed.skill) == (CARE, skill_id("Demens"))
    assert (assumed.level, assumed.evidence, assumed.source) == (2, Evidence.ASSUMED, "faglighed")
    number = graph.changes.number()
    run_import("--apply", employees=file)
    assert graph.changes.number() == number
    run_import("--apply", employees=file.replace("plejehjælper", "Pædagog"))
    assert graph.employees.get("1").value.profession == profession_id("Pædagog")
    assert not graph.employees.get("1").value.skills


def test_a_private_title_is_no_name_of_a_profession_and_one_that_is_there_goes(load, graph):
    fill(graph, Profession(id=ROOFS, label_da="tækkemand", alt_da=("tækkemand i fleksjob",), source="esco"))
    said = load(row("Fleksjobber", PLAY), row("Legepædagog", PLAY)).said
    assert titles(graph) == {PLAY: ("Legepædagog",), CARE: ("omsorg",), ROOFS: ()}
    assert "1 titler siger noget privat" in said
