"""HR's page Indlæs: what files would do, mended, written, given up; on a real graph, without JavaScript."""

import stat
from pathlib import Path

import pytest
from flask import Flask

from graph.errors import GraphUnavailable
from graph.store import GraphStore
from harness.factories import fill, workplace
from service.hr.uploads import Progress, Step
from service.roles import PERSONS, Role
from service.use_cases.loading import HrLoading
from tests.service.web.loading.house import (
    AASE,
    BJOERN,
    COLUMNS,
    CPR,
    LOST,
    NUMBERED,
    PAGE,
    done,
    figures,
    house,
    hr,
    kept,
    mended,
    pressed,
    send,
)
from tests.service.web.pages import press, read


@pytest.fixture
def app(graph: GraphStore) -> Flask:
    return house(graph)


def everything(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())


def test_what_files_would_do_is_shown_and_nothing_is_written(app: Flask, graph: GraphStore) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE + BJOERN))
    assert figures(page) == ["2", "0", "0", "0"]
    assert graph.employees.ids() == {"hr"}


def test_files_of_one_load_are_fitted_together_and_written_at_once(app: Flask, graph: GraphStore) -> None:
    places = "arbejdsplads_id;navn\nh1;Hallen\n"
    page = done(hr(app), send(hr(app), workplaces=places, employees=COLUMNS + LOST))
    assert figures(page) == ["1", "0", "0", "0"] * 2
    page = pressed(hr(app), page, "Skriv")
    assert "Det er skrevet" in page.text_of("p", class_="alert-heading")
    assert graph.employees.get("00419").value.workplace == "h1"


def test_writing_does_what_was_shown_and_leaves_nothing_of_the_files(app: Flask, graph: GraphStore) -> None:
    page = pressed(hr(app), done(hr(app), send(hr(app), employees=COLUMNS + AASE)), "Skriv")
    assert "af dig" in " ".join(page.text_of("p", class_="alert-text"))
    assert graph.employees.get("00417").value.name == "Åse Nørgård"
    assert kept(app).all() == []
    [load] = graph.loads.latest(9)
    assert (load.by, load.kinds, load.counts[0].new, bool(load.written)) == ("hr", ("employees",), 1, True)


def test_a_row_that_is_mended_in_place_is_written(app: Flask, graph: GraphStore) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE + LOST))
    assert "Medarbejdere, linje 3: 00419" in page.text_of("h3")
    page = mended(hr(app), page, arbejdsplads_id="Skolen")
    assert not page.text_of("h3")
    pressed(hr(app), page, "Skriv")
    assert graph.employees.ids() == {"hr", "00417", "00419"}


def test_what_is_mended_wrong_is_rejected_again(app: Flask) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE + LOST))
    page = mended(hr(app), page, arbejdsplads_id="Svømmehallen")
    assert page.elements_of("input", value="Svømmehallen")


def test_too_many_rejects_stop_it_until_they_are_mended_or_the_limit_is_raised(
    app: Flask, graph: GraphStore
) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE + LOST))
    assert "Der skal 50 til." in page.html
    assert not [form for form in page.forms if form.action.endswith("/skriv")]
    limits = page.form_with("afvist")
    limits.fields = [(name, "50" if name == "afvist" else value) for name, value in limits.fields]
    page = pressed(hr(app), page, "Sæt grænsen, og se igen")
    pressed(hr(app), page, "Skriv")
    assert graph.employees.ids() == {"hr", "00417"}


def test_who_a_complete_file_no_longer_has_goes_when_the_limit_lets_them(
    app: Flask, graph: GraphStore
) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE, complete=("employees",)))
    assert "Der skal 100 til." in page.html
    limits = page.form_with("udgaar")
    limits.fields = [(name, "100" if name == "udgaar" else value) for name, value in limits.fields]
    page = pressed(hr(app), page, "Sæt grænsen, og se igen")
    assert "Udgår, medarbejdere: hr." in page.text_of("p")
    pressed(hr(app), page, "Skriv")
    assert graph.employees.ids() == {"00417"}


def test_rejects_can_be_taken_along_as_a_spreadsheet_without_formulas(app: Flask) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + "1;Bo;=1+1;Lærer\n"))
    [link] = [each for each in page.elements_of("a") if each.attributes["href"].endswith("/afviste.csv")]
    answer = hr(app).get(link.attributes["href"])
    assert "'=1+1" in answer.get_data().decode("utf-8-sig")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_personal_number_reaches_neither_page_nor_disk(app: Flask) -> None:
    extra = COLUMNS.replace("\n", ";cpr\n")
    text = extra + NUMBERED.replace("\n", f";{CPR}\n")
    page = done(hr(app), send(hr(app), employees=text))
    assert "ligner et CPR-nummer" in page.html
    assert CPR not in page.html
    assert CPR not in everything(kept(app).folder)


def test_a_personal_number_is_no_mend(app: Flask) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE + LOST))
    form = next(each for each in page.forms if each.action.endswith("/ret"))
    name = next(name for name, _ in form.fields if name.endswith("arbejdsplads_id"))
    answer = hr(app).post(form.action, data={name: CPR}, headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, CPR in answer.text) == (422, False)
    assert CPR not in everything(kept(app).folder)


def test_columns_that_nobody_reads_are_not_kept_and_what_is_kept_only_its_owner_reads(app: Flask) -> None:
    text = COLUMNS.replace("\n", ";fravær\n") + AASE.replace("\n", ";syg siden maj\n")
    page = done(hr(app), send(hr(app), employees=text))
    assert "Kolonner, der ikke bruges: fravær." in page.html
    assert "syg siden maj" not in everything(kept(app).folder)
    [upload] = kept(app).all()
    assert stat.S_IMODE(upload.path.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in upload.path.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "filen er tom"),
        ("navn\nBo\n", "mangler kolonnerne"),
        (b"PK\x03\x04nothing", "regnearket kan ikke læses"),
        (b"\xd0\xcf\x11\xe0old", "den gamle slags regneark"),
        (COLUMNS + "1;Bo", "slutter midt i en række"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    app: Flask, content: str | bytes, told: str
) -> None:
    answer = send(hr(app), employees=content)
    assert answer.status_code == 422
    assert told in answer.text
    assert kept(app).all() == []


def test_one_of_several_files_that_cannot_be_read_keeps_none(app: Flask) -> None:
    answer = send(hr(app), employees=COLUMNS + AASE, tasks="navn\n")
    assert (answer.status_code, kept(app).all()) == (422, [])


def test_no_file_at_all_is_said(app: Flask) -> None:
    answer = send(hr(app))
    assert (answer.status_code, "Vælg mindst én fil." in answer.text) == (422, True)


def test_too_large_files_are_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        __import__("service.request.passage").request.passage.LARGER_BODIES, "POST /indlaes", 9
    )
    assert send(hr(app), employees=COLUMNS).status_code == 413


def test_given_up_nothing_is_left_and_the_history_says_so(app: Flask, graph: GraphStore) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE))
    page = pressed(hr(app), page, "Fortryd, og slet filerne")
    assert kept(app).all() == []
    [load] = graph.loads.latest(9)
    assert load.written is None
    assert "Det blev ikke skrevet" in hr(app).get(f"{PAGE}/{load.id}").text
    assert "nej" in page.text_of("td")


def test_what_changed_meanwhile_is_shown_before_anything_is_written(app: Flask, graph: GraphStore) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE + LOST.replace("Hallen", "wp-skolen")))
    fill(graph, workplace("Hallen"))
    graph.loading.apply(graph.loading.plan_employees([graph.employees.get("hr").value], retire=False))
    page_before = page
    other = done(hr(app), send(hr(app), employees=COLUMNS + AASE))
    pressed(hr(app), other, "Skriv")
    page = pressed(hr(app), page_before, "Skriv")
    assert "Intet er skrevet endnu" in page.text_of("p", class_="alert-heading")
    assert graph.employees.ids() == {"hr", "00417"}
    pressed(hr(app), page, "Skriv")
    assert graph.employees.ids() == {"hr", "00417", "00419"}


def test_a_kill_before_it_was_written_leaves_the_old_state_and_the_page_says_so(
    app: Flask, graph: GraphStore
) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE))
    [upload] = kept(app).all()
    upload.note(Progress(Step.WRITING, 3, 9))
    page = read(hr(app).get(f"{PAGE}/{upload.id}"))
    assert "Indlæsningen blev afbrudt" in page.text_of("h1")
    page = pressed(hr(app), page, "Se igen, hvad der ville ske")
    pressed(hr(app), page, "Skriv")
    assert graph.employees.ids() == {"hr", "00417"}


def test_a_kill_just_after_it_was_written_leaves_the_new_state_and_the_page_says_so(
    app: Flask, graph: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE))
    monkeypatch.setattr("service.hr.uploads.Upload.remove", lambda _: None)
    page = pressed(hr(app), page, "Skriv")
    monkeypatch.undo()
    [upload] = kept(app).all()
    page = read(hr(app).get(f"{PAGE}/{upload.id}"))
    assert "Det er skrevet" in page.text_of("p", class_="alert-heading")
    assert kept(app).all() == []


def test_while_it_is_worked_on_the_page_says_how_far_it_is_and_refreshes_itself(app: Flask) -> None:
    done(hr(app), send(hr(app), employees=COLUMNS + AASE))
    [upload] = kept(app).all()
    with upload.work() as mine:
        assert mine
        upload.note(Progress(Step.WRITING, 30, 90))
        page = read(hr(app).get(f"{PAGE}/{upload.id}"))
        assert page.elements_of("meta", http_equiv="refresh")
        assert "Skriver: 30 af 90 rækker." in page.html
        assert (
            hr(app).post(f"{PAGE}/{upload.id}/fortryd", headers={"Sec-Fetch-Site": "same-origin"}).status_code
            == 303
        )
    assert len(kept(app).all()) == 1


def test_what_fails_is_said_and_can_be_tried_again(
    app: Flask, graph: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE))

    def away(*_: object) -> None:
        raise GraphUnavailable("away")

    monkeypatch.setattr(HrLoading, "_compared", away)
    page = pressed(hr(app), page, "Skriv")
    assert "Intet er skrevet." in page.html
    monkeypatch.undo()
    assert "Hvad der ville ske" in pressed(hr(app), page, "Prøv igen").text_of("h1")


def test_a_template_has_every_column_and_loads_as_it_is(app: Flask, graph: GraphStore) -> None:
    fill(graph, workplace("Vej og Park"))
    answer = hr(app).get(f"{PAGE}/skabeloner/employees.csv")
    assert answer.get_data().decode("utf-8-sig").splitlines()[0].startswith("medarbejder_id;navn;")
    page = done(
        hr(app),
        send(hr(app), employees=answer.get_data().replace("trafikplanlægger".encode(), "Lærer".encode())),
    )
    assert figures(page)[:4] == ["1", "0", "0", "0"]
    assert hr(app).get(f"{PAGE}/skabeloner/andet.csv").status_code == 404


@pytest.mark.parametrize("role", sorted(PERSONS - {Role.HR}))
def test_nobody_but_hr_sees_or_sends_anything(app: Flask, role: Role) -> None:
    page = done(hr(app), send(hr(app), employees=COLUMNS + AASE))
    [upload] = kept(app).all()
    assert hr(app, role).get(PAGE).status_code == 403
    assert hr(app, role).get(f"{PAGE}/{upload.id}").status_code == 403
    assert send(hr(app, role), employees=COLUMNS + BJOERN).status_code == 403
    assert press(hr(app, role), page, "Skriv").status_code == 403
    assert len(kept(app).all()) == 1


def test_a_load_that_never_was_is_not_found(app: Flask) -> None:
    assert hr(app).get(f"{PAGE}/aaaa").status_code == 404
    assert hr(app).get(f"{PAGE}/..%2Frecord").status_code == 404
