from dataclasses import replace

from graph.joining import join
from graph.vocabulary.esco import read_catalogue
from harness.factories import employee, fill, held, profession, profession_id, skill, skill_id, task, task_id
from matching.model import Skill
from scripts.command_line import DONE, FAILED, SOME_REJECTED
from tests.graph.vocabulary.esco_folder import FOLDER, folder


def test_the_catalogue_is_shown_then_loaded_and_loading_twice_changes_nothing(tvaers_on_graph, graph):
    catalogue = read_catalogue()
    assert tvaers_on_graph("load-catalogue").code == DONE
    assert not graph.skills.ids()
    assert tvaers_on_graph("load-catalogue", "--apply").code == DONE
    assert graph.skills.ids() == {each.id for each in catalogue.skills}
    assert graph.professions.ids() == {each.id for each in catalogue.professions}
    number = graph.changes.number()
    assert "intet er ændret" in tvaers_on_graph("load-catalogue", "--apply").said
    assert graph.changes.number() == number


def test_esco_and_the_catalogue_meet_by_uri_in_any_order(tvaers_on_graph, graph, tmp_path):
    ours = next(each for each in read_catalogue().skills if each.id.startswith("http") and each.label_da)
    changed = {
        name.removesuffix(".csv"): text.replace("urn:a", ours.id).replace("pleje ældre", "noget ganske andet")
        for name, text in FOLDER.items()
    }
    esco = folder(tmp_path, **changed)
    assert tvaers_on_graph("load-esco", esco, "--apply").code == DONE
    merged = graph.skills.get(ours.id).value
    assert (merged.label_da, merged.source) == (ours.label_da, "catalogue+esco")
    assert "noget ganske andet" in merged.alt_da
    assert "urn:g" in merged.broader
    number = graph.changes.number()
    tvaers_on_graph("load-catalogue", "--apply")
    tvaers_on_graph("load-esco", esco, "--apply")
    assert graph.changes.number() == number


def test_what_the_catalogue_no_longer_has_goes_only_if_asked_and_unused(tvaers_on_graph, graph):
    fill(
        graph, skill("Glemt"), skill("Brugt"), skill("Fra ESCO", source="esco"), employee(skills={"Brugt": 3})
    )
    tvaers_on_graph("load-catalogue", "--apply")
    assert skill_id("Glemt") in graph.skills.ids()
    said = tvaers_on_graph("load-catalogue", "--apply", "--complete").said
    assert "bruges stadig" in said
    left = graph.skills.ids()
    assert skill_id("Glemt") not in left
    assert {skill_id("Brugt"), skill_id("Fra ESCO")} <= left
    assert graph.employees.get(employee().id).value.skills


def test_a_folder_that_is_not_escos_is_refused_with_file_and_column(tvaers_on_graph, graph, tmp_path):
    broken = folder(tmp_path, occupations_da="conceptUri,preferredLabel,altLabels\n")
    outcome = tvaers_on_graph("load-esco", broken, "--apply")
    assert outcome.code == FAILED
    assert "occupations_da.csv: kolonnen iscoGroup mangler" in outcome.said
    assert not graph.skills.ids()


def test_a_folder_that_is_not_there_is_refused(tvaers_on_graph, tmp_path):
    outcome = tvaers_on_graph("load-esco", tmp_path / "nowhere")
    assert outcome.code == FAILED
    assert "det er ikke en mappe" in outcome.said


def old(path):
    """ESCO's folder with one skill that is given up."""
    text = (
        "conceptUri,skillType,preferredLabel,altLabels,status\n"
        "urn:a,,care for elderly,,released\nurn:b,knowledge,geriatrics,,obsolete\n"
    )
    return folder(path, skills_en=text)


def test_what_esco_has_given_up_is_not_loaded(tvaers_on_graph, graph, tmp_path):
    outcome = tvaers_on_graph("load-esco", old(tmp_path), "--apply")
    assert outcome.code == DONE
    assert "1 kompetencer er forældede: 0 er i grafen" in outcome.said
    assert "urn:a" in graph.skills.ids()
    assert "urn:b" not in graph.skills.ids()


def test_where_it_is_used_it_is_kept_and_not_offered_any_more(tvaers_on_graph, graph, tmp_path):
    geriatrics = Skill(id="urn:b", label_en="geriatrics", source="esco")
    fill(graph, geriatrics, employee(skills=[replace(held("x"), skill="urn:b")]))
    assert graph.skills.search("geriatrics").total == 1
    for arguments in (("--apply",), ("--apply", "--complete")):
        assert tvaers_on_graph("load-esco", old(tmp_path), *arguments).code == DONE
        assert graph.skills.get("urn:b").value.obsolete
        assert graph.employees.get(employee().id).value.skills
        assert "urn:b" not in {each.id for each in graph.skills.search("geriatrics").items}


def test_where_it_is_not_used_it_goes_if_asked(tvaers_on_graph, graph, tmp_path):
    fill(graph, Skill(id="urn:b", label_en="geriatrics", source="esco"))
    tvaers_on_graph("load-esco", old(tmp_path), "--apply")
    assert graph.skills.get("urn:b").value.obsolete
    tvaers_on_graph("load-esco", old(tmp_path), "--apply", "--complete")
    assert "urn:b" not in graph.skills.ids()


def test_a_bad_row_is_told_and_the_others_load(tvaers_on_graph, graph, tmp_path):
    text = "conceptUri,skillType,preferredLabel,altLabels\nurn:a,,pleje,\n,,intet,\n"
    outcome = tvaers_on_graph("load-esco", folder(tmp_path, skills_da=text), "--apply")
    assert outcome.code == SOME_REJECTED
    assert "skills_da.csv, linje 3: conceptUri er tom" in outcome.said
    assert {"urn:a", "urn:b", "urn:g"} <= graph.skills.ids()


def test_where_two_skills_became_one_nobody_loses_it_and_the_other_goes(tvaers_on_graph, graph):
    fill(
        graph,
        employee(skills={"borgerservice": 4}, wants_to_learn=["borgerservice"]),
        task(requires={"borgerservice": 3}),
        profession("Servicevært", requires=["borgerservice"]),
    )
    assert (
        "1 kompetencer er lagt sammen med andre: 1 medarbejdere og 1 opgaver"
        in tvaers_on_graph("load-catalogue").said
    )
    assert skill_id("borgerservice") in graph.skills.ids()
    tvaers_on_graph("load-catalogue", "--apply")
    kept = skill_id("borgerbetjening")
    assert skill_id("borgerservice") not in graph.skills.ids()
    person = graph.employees.get(employee().id).value
    assert [(each.skill, each.level) for each in person.skills] == [(kept, 4)]
    assert person.wants_to_learn == (kept,)
    assert [each.skill for each in graph.tasks.get(task_id("Ny cykelsti")).value.requirements] == [kept]
    assert [id for id, _ in graph.professions.get(profession_id("Servicevært")).value.requires] == [kept]
    number = graph.changes.number()
    tvaers_on_graph("load-catalogue", "--apply")
    assert graph.changes.number() == number


def test_esco_does_not_bring_a_replaced_skill_back(tvaers_on_graph, graph, tmp_path):
    gone, kept = next(iter(read_catalogue().replaced.items()))
    changed = {name.removesuffix(".csv"): text.replace("urn:b", gone) for name, text in FOLDER.items()}
    tvaers_on_graph("load-esco", folder(tmp_path, **changed), "--apply")
    assert gone not in graph.skills.ids()
    assert kept in {id for id, _ in graph.professions.get("urn:o").value.requires}
    assert graph.skills.get("urn:a").value.related == (kept,)


def test_what_the_organisation_changed_added_and_joined_itself_no_load_undoes(
    tvaers_on_graph, graph, tmp_path
):
    tvaers_on_graph("load-catalogue", "--apply")
    pointed = {id for each in read_catalogue().skills for id in each.broader}
    former, kept, renamed = [each for each in read_catalogue().skills if each.id not in pointed][:3]
    graph.skills.alter(renamed.id, lambda each: replace(each, label_da="vores navn"))
    own = graph.skills.add(skill("Kun her")).value
    join(graph.changes, former.id, kept=kept.id)
    state = {each.id: each for each in graph.skills.all()}

    for command in (
        ("load-catalogue", "--apply", "--complete"),
        ("load-esco", folder(tmp_path), "--apply"),
        ("load-catalogue", "--apply"),
    ):
        assert tvaers_on_graph(*command).code == DONE
        found = {each.id: each for each in graph.skills.all()}
        assert found[renamed.id].label_da == "vores navn"
        assert own.id in found
        assert former.id not in found
        assert former.label_da in found[kept.id].alt_da
        assert {id: found[id] for id in state} == state
        assert not any(former.id in dict(each.requires) for each in graph.professions.all())
