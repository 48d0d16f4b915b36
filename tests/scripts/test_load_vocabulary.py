import pytest

from graph.vocabulary.esco import read_catalogue
from harness.factories import employee, fill, skill, skill_id
from scripts import command_line, load_catalogue, load_esco
from scripts.command_line import DONE, FAILED
from tests.graph.vocabulary.test_esco import FOLDER, folder


@pytest.fixture
def run(graph, data_dir, monkeypatch, capfd):
    """Runs one of the commands; gives its exit code and what it printed."""
    monkeypatch.setenv("TVAERS_DATA_DIR", str(data_dir))

    def run(command, *arguments):
        with pytest.raises(SystemExit) as ended:
            command_line.run(lambda: command.main([str(each) for each in arguments]))
        captured = capfd.readouterr()
        return ended.value.code, captured.out + captured.err

    return run


def test_the_catalogue_is_shown_then_loaded_and_loading_twice_changes_nothing(run, graph):
    catalogue = read_catalogue()
    assert run(load_catalogue)[0] == DONE
    assert not graph.skills.ids()
    assert run(load_catalogue, "--apply")[0] == DONE
    assert graph.skills.ids() == {each.id for each in catalogue.skills}
    assert graph.professions.ids() == {each.id for each in catalogue.professions}
    number = graph.changes.number()
    assert "intet er ændret" in run(load_catalogue, "--apply")[1]
    assert graph.changes.number() == number


def test_esco_and_the_catalogue_meet_by_uri_in_any_order(run, graph, tmp_path):
    ours = next(each for each in read_catalogue().skills if each.id.startswith("http") and each.label_da)
    changed = {
        name.removesuffix(".csv"): text.replace("urn:a", ours.id).replace("pleje ældre", "noget ganske andet")
        for name, text in FOLDER.items()
    }
    esco = folder(tmp_path, **changed)
    assert run(load_esco, esco, "--apply")[0] == DONE
    merged = graph.skills.get(ours.id).value
    assert (merged.label_da, merged.source) == (ours.label_da, "catalogue+esco")
    assert "noget ganske andet" in merged.alt_da
    assert "urn:g" in merged.broader
    number = graph.changes.number()
    run(load_catalogue, "--apply")
    run(load_esco, esco, "--apply")
    assert graph.changes.number() == number


def test_what_the_catalogue_no_longer_has_goes_only_if_asked_and_unused(run, graph):
    fill(
        graph, skill("Glemt"), skill("Brugt"), skill("Fra ESCO", source="esco"), employee(skills={"Brugt": 3})
    )
    run(load_catalogue, "--apply")
    assert skill_id("Glemt") in graph.skills.ids()
    said = run(load_catalogue, "--apply", "--complete")[1]
    assert "bruges stadig" in said
    left = graph.skills.ids()
    assert skill_id("Glemt") not in left
    assert {skill_id("Brugt"), skill_id("Fra ESCO")} <= left
    assert graph.employees.get(employee().id).value.skills


def test_a_folder_that_is_not_escos_is_refused_with_file_and_column(run, graph, tmp_path):
    broken = folder(tmp_path, occupations_da="conceptUri,preferredLabel,altLabels\n")
    code, said = run(load_esco, broken, "--apply")
    assert code == FAILED
    assert "occupations_da.csv: the column iscoGroup is missing" in said
    assert not graph.skills.ids()


def test_a_folder_that_is_not_there_is_refused(run, tmp_path):
    code, said = run(load_esco, tmp_path / "nowhere")
    assert code == FAILED
    assert "not a folder" in said
