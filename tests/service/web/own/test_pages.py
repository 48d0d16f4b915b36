"""Min side, used by an employee as a browser without scripts does, and looked at in a real one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from werkzeug.test import TestResponse

from graph.audit.journal import Journal
from graph.contacts import Contact, How
from graph.store import GraphStore
from harness.factories import employee, fill, held, profession, skill, skill_id, task
from matching.model import Employee, Evidence
from matching.own_skills import counting
from matching.showing import filed
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.recording import Recording
from tests.service.fakes import NOW, as_role
from tests.service.serving import serving
from tests.service.standing import asking, service_on
from tests.service.web.accessibility import sound
from tests.service.web.pages import FROM_HERE, Element, Form, read, submit

SKILLS, CHOICES, TRACES = "/min-side", "/min-side/valg", "/min-side/spor"
GDPR, BUDGET, JURA, KORSANG = map(skill_id, ("GDPR", "Budget", "Jura", "Korsang"))


@pytest.fixture
def municipality(graph: GraphStore) -> GraphStore:
    """Anna with a skill from HR's file, a finished task, and a profession that takes law."""
    fill(
        graph,
        profession("Socialrådgiver", requires=["Jura"]),
        *map(skill, ("GDPR", "Budget", "Jura", "Korsang")),
        replace(
            employee("Anna Holm", skills=[held("GDPR", 2, evidence=Evidence.CONFIRMED, source="hr")]),
            id="employee",
        ),
        replace(employee("Hans"), id="hr"),
    )
    done = task("Ny <cykelsti>", requires={"Budget": 4}, closed_on=date(2026, 10, 1), members=["employee"])
    assigned = tuple(replace(each, employee="employee") for each in done.assignments)
    fill(graph, replace(done, assignments=assigned))
    return graph


def visitor(graph: GraphStore, record: Journal | None = None) -> FlaskClient:
    """Anna's browser."""
    return asking(service_on(graph, record=record), Role.EMPLOYEE)


def as_another(anna: FlaskClient, role: Role) -> FlaskClient:
    """Another's browser, at the same service."""
    return asking(anna.application, role)


def kept(graph: GraphStore) -> Employee:
    return graph.employees.get("employee").value


def levels(graph: GraphStore) -> dict[str, int]:
    return {each.skill: each.level for each in counting(kept(graph))}


def form_of(page: TestResponse, action: str, skill: str | None = None) -> Form:
    return next(
        form
        for form in read(page).forms
        if form.action == action and (skill is None or ("kompetence", skill) in form.fields)
    )


def move(anna: FlaskClient, skill: str, what: str, **values: Any) -> TestResponse:
    """Press a button beside a skill on Min side."""
    form = form_of(anna.get(SKILLS), f"{SKILLS}/kompetencer", skill)
    button: Element = next(each for each in form.buttons if each.attributes["value"] == what)
    answer = submit(anna, form, button=button, **values)
    assert answer.status_code == 200
    return answer


def test_one_reads_what_is_kept_of_each_skill(municipality: GraphStore) -> None:
    page = visitor(municipality).get(SKILLS).text
    assert "Let øvet." in page
    assert "Kan løse afgrænsede opgaver med nogen at spørge." in page
    assert "Bekræftet af en kollega · fra HR · " in page


def test_a_skill_is_corrected_confirmed_and_removed_with_one_press_each(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    assert "Gemt" in move(anna, GDPR, "ret", niveau="5").text
    assert levels(municipality) == {GDPR: 5}
    move(anna, GDPR, "bekraeft")
    assert levels(municipality) == {GDPR: 5}
    move(anna, GDPR, "fjern")
    assert levels(municipality) == {}
    assert "Det har du fjernet" in anna.get(SKILLS).text
    move(anna, GDPR, "ret", niveau="4")
    assert levels(municipality) == {GDPR: 4}


def test_what_a_file_says_is_disputed_and_taken_back(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    assert "Kun du og HR ser det" in move(anna, GDPR, "bestrid").text
    assert levels(municipality) == {}
    move(anna, GDPR, "tag-tilbage")
    assert levels(municipality) == {GDPR: 2}
    move(anna, GDPR, "ret", niveau="3")
    assert 'value="bestrid"' not in anna.get(SKILLS).text


def test_suggestions_come_from_finished_tasks_and_the_profession_and_only_those_ticked_are_added(
    municipality: GraphStore,
) -> None:
    anna = visitor(municipality)
    page = anna.get(SKILLS)
    assert "Opgaven »Ny &lt;cykelsti&gt;« krævede det" in page.text
    assert "Hører til din faglighed" in page.text
    form = form_of(page, f"{SKILLS}/forslag")
    ticked = [(name, value) for name, value in form.fields if (name, value) != ("kompetence", JURA)]
    submit(anna, replace(form, fields=ticked), **{f"niveau-{BUDGET}": "2"})
    assert levels(municipality) == {GDPR: 2, BUDGET: 2}
    assert JURA in {value for name, value in form_of(anna.get(SKILLS), f"{SKILLS}/forslag").fields}


def test_own_words_lead_to_skills_to_tick_and_are_not_kept(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    before = kept(municipality)
    form = form_of(anna.get(SKILLS), f"{SKILLS}/fortael#forslag")
    page = submit(anna, form, tekst="Jeg leder korsang, og jeg kan GDPR")
    assert "Fundet i din tekst" in page.text
    assert f'href="{SKILLS}?lang=en"' in page.text
    assert "Du skrev »korsang«" in page.text
    assert "Jeg leder" not in page.text
    assert kept(municipality) == before
    ticked = form_of(page, f"{SKILLS}/forslag")
    assert [value for name, value in ticked.fields if name == "kompetence"] == [KORSANG]
    submit(anna, ticked)
    assert levels(municipality) == {GDPR: 2, KORSANG: 3}


def test_a_personal_number_in_own_words_is_refused(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    form = form_of(anna.get(SKILLS), f"{SKILLS}/fortael#forslag")
    assert submit(anna, form, tekst="Jeg leder korsang, 010190-1234").status_code == 422


def test_a_skill_is_searched_for_and_added(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    form = form_of(anna.get(SKILLS, query_string={"soeg": "korsa"}), f"{SKILLS}/kompetencer", KORSANG)
    submit(anna, form, button=form.buttons[0])
    assert levels(municipality) == {GDPR: 2, KORSANG: 3}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("kompetencer", {"kompetence": GDPR, "handling": "ret", "niveau": "6"}),
        ("kompetencer", {"kompetence": GDPR, "handling": "noget"}),
        ("synlighed", {"synlighed": "alle"}),
    ],
)
def test_what_no_form_of_ours_sends_changes_nothing(
    municipality: GraphStore, path: str, fields: dict[str, str]
) -> None:
    before = kept(municipality)
    anna = visitor(municipality)
    answer = anna.post(f"{SKILLS}/{path}", data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 400
    assert kept(municipality) == before


def test_who_hides_is_gone_for_others_at_the_next_request(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    hr = as_another(anna, Role.HR)
    assert hr.get("/api/v1/employees/employee").status_code == 200
    submit(anna, form_of(anna.get(CHOICES), f"{SKILLS}/synlighed"), synlighed="hidden")
    assert hr.get("/api/v1/employees/employee").status_code == 404
    assert "Du er skjult: ingen andre ser det her." in anna.get(f"{SKILLS}/kort").text


def test_who_is_protected_is_told_so_and_offered_no_other_choice(municipality: GraphStore) -> None:
    municipality.employees.alter("employee", lambda own: filed(own, visibility=None, protected=True))
    page = visitor(municipality).get(CHOICES).text
    assert "beskyttet navn og adresse" in page
    assert 'name="synlighed"' not in page


def test_one_objects_to_suggestions_and_takes_it_back(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    for objects in (True, False):
        submit(anna, form_of(anna.get(CHOICES), f"{SKILLS}/indsigelse"))
        assert kept(municipality).objects is objects


def test_one_offers_hours_in_a_period_and_takes_them_back(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    offer = {"timer": "3.5", "fra": "2026-12-01", "til": "2027-02-28", "loft": "0"}
    submit(anna, form_of(anna.get(CHOICES), f"{SKILLS}/tilbud"), **offer)
    own = kept(municipality)
    assert (own.hours_offered, own.offers_from, own.offers_until, own.invitation_cap) == (
        3.5,
        date(2026, 12, 1),
        date(2027, 2, 28),
        0,
    )
    form = form_of(anna.get(CHOICES), f"{SKILLS}/tilbud")
    assert {("timer", "3.5"), ("fra", "2026-12-01"), ("loft", "0")} <= set(form.fields)
    submit(anna, form, **dict.fromkeys(offer, ""))
    assert kept(municipality).hours_offered is None


def test_what_cannot_be_offered_is_said_and_nothing_that_was_written_is_lost(
    municipality: GraphStore,
) -> None:
    anna = visitor(municipality)
    form = form_of(anna.get(CHOICES), f"{SKILLS}/tilbud")
    refused = submit(anna, form, timer="3,5", fra="2027-02-01", til="2027-01-01", loft="5")
    assert refused.status_code == 422
    assert "Slutdatoen skal ligge efter startdatoen." in refused.text
    again = form_of(refused, f"{SKILLS}/tilbud")
    assert {("timer", "3,5"), ("fra", "2027-02-01"), ("til", "2027-01-01"), ("loft", "5")} <= {*again.fields}
    assert kept(municipality).hours_offered is None
    submit(anna, again, til="2027-03-01", timer="3.5")
    assert kept(municipality).hours_offered == 3.5


def test_the_card_shows_all_that_others_see(municipality: GraphStore) -> None:
    own = replace(kept(municipality), wants_to_learn=(KORSANG,), can_teach=(GDPR,), hours_offered=3.5)
    fill(municipality, own)
    card = read(visitor(municipality).get(f"{SKILLS}/kort"))
    assert {"Korsang", "GDPR"} <= {*card.text_of("p")}
    assert "Tilbyder 3,5 timer om ugen til andre arbejdspladsers opgaver." in card.text_of("p")
    (skill,) = [each for each in card.text_of("tr") if each.startswith("GDPR")]
    assert "Bekræftet af en kollega · fra HR · 1. marts 2026" in skill


def test_the_pdf_speaks_the_language_of_the_page(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    anna.get(f"{TRACES}?lang=en")
    (pdf,) = [
        each.attributes["href"]
        for each in read(anna.get(TRACES)).elements_of("a")
        if "format=pdf" in each.attributes["href"]
    ]
    assert "Your profile" in PdfReader(BytesIO(anna.get(pdf).data)).pages[0].extract_text()


def test_one_says_what_one_learns_and_teaches(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    page = anna.get(CHOICES, query_string={"soeg": "korsa"})
    submit(anna, form_of(page, f"{SKILLS}/laering"))
    assert (kept(municipality).wants_to_learn, kept(municipality).can_teach) == ((KORSANG,), (GDPR,))
    assert "GDPR" in read(anna.get(f"{SKILLS}/kort")).text_of("p")


def test_one_says_how_often_one_gets_mail_and_in_which_language(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    form = form_of(anna.get(CHOICES), f"{SKILLS}/beskeder")
    submit(anna, form, **{"hvor-tit": "daily", "sprog": "en"})
    assert municipality.contacts.of("employee") == Contact(id="employee", how=How.DAILY, language="en")
    refused = anna.post(f"{SKILLS}/beskeder", data={"hvor-tit": "tit"}, headers=FROM_HERE)
    assert refused.status_code == 400


def test_one_reads_who_looked_and_where_one_was_suggested_and_why(
    municipality: GraphStore, tmp_path: Path
) -> None:
    with Journal(tmp_path, municipality.record) as journal:
        anna = visitor(municipality, record=journal)
        as_another(anna, Role.HR).get("/api/v1/employees/employee")
        asked = {"requirements": [{"skill": GDPR, "level": 2}]}
        assert as_another(anna, Role.LEAD).post("/api/v1/matches", json=asked).status_code == 200
        journal.ship()
        told = [each for each in read(anna.get(TRACES)).text_of("li") if " dig " in each]
    suggested, looked_up = told
    assert "Hans slog dig op." in looked_up
    assert "fik dig foreslået til en opgave. Opgaven kaldte på GDPR (let øvet)." in suggested
    assert "Fordi du kan »GDPR«" in suggested


def test_one_reads_for_whom_a_tool_looked_and_that_the_dpo_read_of_one(
    municipality: GraphStore, tmp_path: Path
) -> None:
    with Journal(tmp_path, municipality.record) as journal:
        anna = visitor(municipality, record=journal)
        tool = Identity(subject="assistent", roles=frozenset({Role.TOOL}), acting="hr")
        Recording(record=journal, identity=tool, at=NOW).seen(["employee"], where="getEmployee")
        assert as_another(anna, Role.DPO).get("/api/v1/record?employee=employee").status_code == 200
        journal.ship()
        page = anna.get(TRACES).text
    assert "Hans gennem assistent slog dig op." in page
    assert "læste som databeskyttelsesrådgiver, hvad der er skrevet ned om dig." in page


def test_one_takes_all_of_it_along(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    links = [each.attributes for each in read(anna.get(TRACES)).elements_of("a")]
    answers = [anna.get(link["href"]) for link in links if "download" in link]
    assert [each.status_code for each in answers] == [200, 200, 200]
    assert answers[0].data.startswith(b"%PDF")


def test_who_is_no_employee_is_told_so(municipality: GraphStore) -> None:
    dpo = as_another(visitor(municipality), Role.DPO)
    for path in (SKILLS, CHOICES, TRACES):
        answer = dpo.get(path)
        assert answer.status_code == 404
        assert "Du står ikke blandt de ansatte i Tværs" in answer.text


def test_the_pages_speak_english_too(municipality: GraphStore) -> None:
    anna = visitor(municipality)
    assert "My page" in anna.get(f"{SKILLS}?lang=en", follow_redirects=True).text
    assert "Who can see me" in anna.get(CHOICES).text
    assert "Download my data" in anna.get(TRACES).text


@pytest.fixture(params=[1280, 360])
def opened(
    municipality: GraphStore, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, str]]:
    """A page of an employee's browser, at both widths, and the address of the app."""
    with serving(visitor(municipality).application) as address:
        context = browser.new_context(
            viewport={"width": request.param, "height": 800}, extra_http_headers=as_role(Role.EMPLOYEE)
        )
        yield context.new_page(), address
        context.close()


def test_the_pages_are_accessible_and_a_skill_is_confirmed_by_keyboard(opened: tuple[Page, str]) -> None:
    page, site = opened
    for path in (f"{SKILLS}?soeg=korsa", f"{CHOICES}?soeg=korsa", TRACES, f"{SKILLS}/kort"):
        page.goto(f"{site}{path}")
        sound(page)
    page.goto(f"{site}{SKILLS}")
    page.get_by_role("button", name="Bekræft").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Gemt")).to_be_visible()
