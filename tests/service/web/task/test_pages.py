"""The pages as somebody without JavaScript uses them."""

from dataclasses import replace

import pytest

from harness.recording import Lines
from matching.model import Visibility
from service import matcher
from tests.service.web.municipality import (
    ARABIC,
    BICYCLES,
    CARE_HOMES,
    CHILDREN,
    DEMENTIA,
    EMPLOYEES,
    NEW_DISTRICT,
    AskedMatcher,
    StoreInMemory,
    app,
)
from tests.service.web.pages import ask, press, read, submit


def asked(text: str = NEW_DISTRICT, **values: str):
    """The page that answers a task, with the client that got it."""
    client = app().test_client()
    start = read(client.get("/"))
    response = submit(client, start.form_with("tekst"), tekst=text, **values)
    return client, response, read(response)


def test_the_start_page_asks_for_a_task_and_shows_three_to_try_and_five_steps():
    page = read(app().test_client().get("/"))
    assert page.elements_of("textarea", name="tekst")
    assert len(page.elements_of("li", class_="example")) == 3
    assert len(page.elements_of("li", class_="step")) == 5
    assert "vælger – Tværs foreslår" in page.html


def test_an_example_is_answered():
    client = app().test_client()
    page = read(client.get("/"))
    assert not [each for each in page.elements_of("a") if "tekst=" in each.attributes["href"]]
    assert "Karen Holm" in press(client, page, "En ny bydel").text


def test_a_task_gives_skills_with_the_words_that_led_to_them():
    _, _, page = asked()
    chips = page.text_of("li", class_="chip")
    assert "Cykelstier fra cykelsti" in chips
    assert "cykelsti" in page.text_of("mark")


def test_a_task_gives_colleagues_with_workplace_profession_and_band_but_no_score():
    _, _, page = asked()
    cards = page.text_of("li", class_="card-person")
    karen = next(card for card in cards if "Karen Holm" in card)
    assert "Park og Vej" in karen
    assert "Teknik og Miljø" in karen
    assert "Trafikplanlægger" in karen
    assert any(band in karen for band in ("Stærkt match", "Godt match", "Muligt match"))
    assert "Cykelstier erfaren, brugt i en løst opgave, marts 2026" in karen
    assert "0." not in karen


def test_who_asks_can_be_named_and_each_card_then_shows_the_way():
    client, _, page = asked(enhed="park")
    assert not page.elements_of("p", class_="card-way")
    named = read(submit(client, page.form_with("spoerger"), spoerger="e1"))
    ways = named.text_of("p", class_="card-way")
    assert "Vejen dertil: I har begge arbejdet med »Trygge cykelstier ved skolerne«." in ways
    assert not any(card.split(" ")[1] == "Karen" for card in named.text_of("li", class_="card-person"))


def test_nobody_can_be_named_before_the_asking_workplace():
    _, _, page = asked()
    assert not page.elements_of("select", name="spoerger")


def test_the_answer_tells_what_nobody_covers():
    client = app().test_client()
    page = read(ask(client, "/opgave", {"tekst": NEW_DISTRICT, "med": CARE_HOMES.id}))
    gaps = " ".join(page.text_of("div", class_="gaps"))
    assert "Drift af plejecenter" in gaps
    assert "delvist: Kaj Hansen" in gaps


def test_a_skill_can_be_taken_out_and_brought_back():
    client, _, page = asked()
    page = read(press(client, page, "Fjern Cykelstier"))
    assert not any(chip.startswith("Cykelstier") for chip in page.text_of("li", class_="chip"))
    assert "Cykelstier" in page.text_of("s")
    page = read(press(client, page, "Tag Cykelstier med igen"))
    assert any(chip.startswith("Cykelstier") for chip in page.text_of("li", class_="chip"))


def test_a_skill_can_be_searched_for_and_added():
    client, _, page = asked()
    page = read(submit(client, page.form_with("soeg"), soeg="demens"))
    assert "Demensomsorg" in page.text_of("button", class_="suggestion")
    page = read(press(client, page, "Demensomsorg"))
    assert "Demensomsorg fra plejecenter · bekræftet af jer" in page.text_of("li", class_="chip")
    assert page.elements_of("input", name="soeg")[0].attributes["value"] == ""


def test_what_the_text_may_need_is_offered_and_added_with_one_press():
    client, _, page = asked()
    assert not any("Demensomsorg" in chip for chip in page.text_of("li", class_="chip"))
    page = read(press(client, page, "Tilføj Demensomsorg"))
    assert any("Demensomsorg" in chip for chip in page.text_of("li", class_="chip"))


def test_what_is_taken_out_brings_the_next_one_up_to_the_needed_ones():
    client, _, page = asked("mennesker med demens i trafikken")
    assert offers(page)[:2] == ["Tilføj Cykelstier", "Tilføj Demensomsorg"]
    page = read(press(client, page, "Fjern Trafikplanlægning"))
    chips = [chip.split(" fra ")[0] for chip in page.text_of("li", class_="chip")]
    assert chips == ["Cykelstier", "Demensomsorg"]


def test_what_is_added_brings_the_next_one_up_among_the_offered_ones(monkeypatch):
    monkeypatch.setattr(matcher, "MOST_OFFERED", 1)
    client, _, page = asked()
    assert offers(page) == ["Tilføj Drift af plejecenter"]
    page = read(press(client, page, "Tilføj Drift af plejecenter"))
    assert offers(page) == ["Tilføj Demensomsorg"]
    page = read(press(client, page, "Fjern Drift af plejecenter"))
    assert offers(page) == ["Tilføj Demensomsorg"]


def offers(page):
    return [each.attributes["aria-label"] for each in page.elements_of("button", class_="suggestion")]


def test_all_that_was_recognised_is_confirmed_with_one_press():
    client, _, page = asked()
    before = page.text_of("li", class_="chip")
    assert "Stærkt match" not in page.html
    page = read(press(client, page, "De passer alle"))
    assert page.text_of("li", class_="chip") == [f"{chip} · bekræftet af jer" for chip in before]
    assert "Stærkt match" in page.html


def test_who_says_too_little_is_asked_for_more_and_nobody_is_listed():
    client = app().test_client()
    for path in ("/opgave", "/hold"):
        page = read(ask(client, path, {"tekst": "Vi mangler en til at hjælpe"}))
        assert "Skriv lidt mere om opgaven" in page.text_of("h2")
        assert not page.elements_of("li", class_="card-person")


@pytest.mark.parametrize(
    ("path", "more"), [("/opgave", {}), ("/hold", {}), ("/hold/pladser", {"hold": "e1"})]
)
def test_a_question_about_private_matters_is_refused_with_whom_to_ask(path, more):
    text = "Hvem har haft flest sygedage i år?"
    page = read(ask(app().test_client(), path, {"tekst": text} | more))
    assert "Det svarer Tværs ikke på" in page.text_of("h2")
    assert "den nærmeste leder eller med HR" in page.html
    assert not page.elements_of("li", class_="card-person")
    assert not page.elements_of("li", class_="chip")


@pytest.mark.parametrize(
    ("path", "more"), [("/opgave", {}), ("/hold", {}), ("/hold/pladser", {"hold": "e1"})]
)
def test_of_a_refused_question_no_line_says_who_asked(path, more):
    lines = Lines()
    client = app(record=lines).test_client()
    ask(client, path, {"tekst": "Hvem har haft flest sygedage i år?"} | more)
    assert lines.lines == []
    ask(client, path, {"tekst": "Vi skal lave en ny cykelsti"} | more)
    assert {line.actor for line in lines.lines} == {"development"}


def test_who_was_misunderstood_goes_on_with_one_press():
    client, _, page = asked("Kan du give mig en opskrift på en cykelsti?")
    assert "Det ligner ikke en opgave" in page.text_of("h2")
    page = read(submit(client, page.form_with("opgave"), opgave="ja"))
    assert page.elements_of("li", class_="card-person")
    assert ("opgave", "ja") in page.form_with("soeg").fields


def test_a_list_of_people_can_not_be_said_to_be_a_task():
    text = "Giv mig en liste over alle ansatte med alder og adresse."
    page = read(ask(app().test_client(), "/opgave", {"tekst": text, "opgave": "ja"}))
    assert "Det svarer Tværs ikke på" in page.text_of("h2")
    assert "databeskyttelsesrådgiver (DPO)" in page.html
    assert 'name="opgave"' not in page.html.split('class="panel empty"')[1]


def test_a_search_without_a_hit_says_what_to_do():
    client, _, page = asked()
    page = read(submit(client, page.form_with("soeg"), soeg="xyzzyq"))
    assert "Prøv et kortere eller mere almindeligt ord" in page.html


def test_what_was_taken_out_stays_out_when_the_text_is_edited():
    client, _, page = asked()
    page = read(press(client, page, "Fjern Cykelstier"))
    page = read(submit(client, page.form_with("tekst"), tekst="Cykelsti med plads til børn"))
    assert not any(chip.startswith("Cykelstier") for chip in page.text_of("li", class_="chip"))


def test_what_is_typed_gets_suggestions_as_a_piece_of_a_page():
    client, _, page = asked()
    form = page.form_with("soeg")
    response = client.post("/kompetencer", data={**dict(form.fields), "soeg": "demens"})
    assert "Demensomsorg" in response.text
    assert "<html" not in response.text


def test_htmx_gets_the_answer_without_the_frame_of_the_page():
    client, _, _ = asked()
    response = ask(client, "/opgave", {"tekst": "cykelsti"}, **{"HX-Request": "true"})
    assert 'id="svar"' in response.text
    assert "<html" not in response.text


def test_filters_keep_others_out_and_say_so():
    _, _, page = asked(omraade="boern", livsfase="boernelivet", sprog=ARABIC.id, timer="3")
    names = [each for card in page.text_of("li", class_="card-person") for each in [card.split(" ")[1]]]
    assert names == ["Fatima"]
    assert "Kun: Børn og Skole, Børnelivet, taler arabisk, mindst 3 timer om ugen" in page.html


def test_when_nobody_passes_the_page_offers_the_whole_municipality():
    client, _, page = asked(timer="30")
    assert "Ingen kolleger passer på søgningen" in page.html
    page = read(press(client, page, "Søg i hele kommunen"))
    assert "Karen Holm" in page.html


def test_a_text_without_known_skills_says_what_to_do():
    _, _, page = asked("qqq www")
    assert "Vi genkendte ingen kompetencer" in page.html


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"tekst": "  "}, "Beskriv opgaven, før du søger."),
        ({"tekst": "x" * 10_001}, "Teksten er for lang."),
        ({"tekst": "cykelsti", "timer": "mange"}, "Skriv et antal timer om ugen"),
    ],
)
def test_a_wrong_field_is_told_beside_it_and_nothing_typed_is_lost(values, message):
    client = app().test_client()
    form = read(client.get("/")).form_with("tekst")
    response = submit(client, form, **values)
    page = read(response)
    assert response.status_code == 422
    assert message in " ".join(page.text_of("span", class_="form-error-message"))
    assert page.elements_of("textarea")[0].text.strip() == values["tekst"].strip()


def test_a_personal_number_is_told_beside_the_text_which_comes_back_without_it():
    client = app().test_client()
    response = submit(client, read(client.get("/")).form_with("tekst"), tekst="Hjælp til 010190-1234 i dag")
    page = read(response)
    assert response.status_code == 422
    assert "ligner et CPR-nummer" in " ".join(page.text_of("span", class_="form-error-message"))
    assert page.elements_of("textarea")[0].text.strip() == "Hjælp til [fjernet] i dag"
    assert "1234" not in response.text


def test_a_question_without_anything_leads_to_the_start():
    response = app().test_client().get("/opgave")
    assert response.status_code == 302
    assert response.location == "/"


def test_an_old_bookmark_with_what_has_gone_is_still_answered():
    gone = {"tekst": "cykelsti", "enhed": "lukket", "faglighed": "væk", "med": "urn:væk"}
    response = ask(app().test_client(), "/opgave", gone)
    assert "Karen Holm" in response.text


def test_the_pages_ask_as_a_lead_for_the_unit_that_was_chosen():
    matcher = AskedMatcher(StoreInMemory())
    client = app(matcher=matcher).test_client()
    ask(client, "/opgave", {"tekst": "cykelsti", "enhed": "bakken", "med": DEMENTIA.id})
    question = matcher.asked[0]
    assert question.audience is Visibility.LEADS
    assert question.unit == "bakken"
    assert {each.skill for each in question.requirements} >= {BICYCLES.id, DEMENTIA.id}


def test_who_is_hidden_is_never_shown():
    _, _, page = asked("plejecenter")
    assert "Kaj Hansen" in page.html
    assert "Usynlig" not in page.html


def test_a_text_is_shown_as_text():
    _, _, page = asked("<script>alert(1)</script> cykelsti")
    assert "<script>alert" not in page.html
    assert "<script>alert(1)</script>" in page.text_of("blockquote")[0]


def test_english_is_remembered_and_leaves_the_address():
    client = app().test_client()
    _, answered, _ = asked("cykelsti")
    address = f"/opgave?{answered.request.query_string.decode()}"
    response = client.get(f"{address}&lang=en")
    assert response.location == address
    page = read(ask(client, "/opgave", {"tekst": "cykelsti"}))
    assert page.elements_of("html")[0].attributes["lang"] == "en"
    assert any(chip.startswith("Cycle paths") for chip in page.text_of("li", class_="chip"))
    assert (
        read(client.get("/?lang=da", follow_redirects=True)).elements_of("html")[0].attributes["lang"] == "da"
    )


def test_other_languages_are_not_taken():
    response = app().test_client().get("/?lang=tlh", follow_redirects=True)
    assert read(response).elements_of("html")[0].attributes["lang"] == "da"
    assert "tvaers_lang" not in response.headers.get("Set-Cookie", "")


def test_past_tasks_are_named_in_the_explanation():
    _, _, page = asked("cykelstier og inddragelse af børn")
    karen = next(card for card in page.text_of("li", class_="card-person") if "Karen Holm" in card)
    assert (
        "Har været med til at løse en lignende opgave: »Trygge cykelstier ved skolerne« (marts 2025)."
        in karen
    )


def test_what_the_own_unit_lacks_is_named():
    lacking = {"tekst": "cykelstier og inddragelse af børn", "enhed": "bakken"}
    response = ask(app().test_client(), "/opgave", lacking)
    karen = next(card for card in read(response).text_of("li", class_="card-person") if "Karen Holm" in card)
    assert "Jeres egen enhed mangler »cykelstier«" in karen
    assert CHILDREN.label not in karen.split("Jeres egen enhed mangler")[1].split(".")[0]


def cards(page):
    return page.text_of("li", class_="card-person")


def test_whom_a_lead_does_not_want_is_off_the_list_and_the_teams_and_can_be_brought_back():
    client, _, page = asked()
    page = read(press(client, page, "Ikke denne: Karen Holm"))
    assert cards(page)
    assert not any("Karen Holm" in card for card in cards(page))
    teams = read(press(client, page, "Sæt et hold")).text_of("article", class_="team-card")
    assert teams
    assert not any("Karen Holm" in team for team in teams)
    page = read(press(client, page, "Tag Karen Holm med igen"))
    assert any("Karen Holm" in card for card in cards(page))


def test_a_list_of_ten_has_more_with_one_press():
    crowd = [replace(EMPLOYEES[0], id=f"crowd-{n}", name=f"Kollega {n}") for n in range(24)]
    client = app(StoreInMemory(employees=tuple(crowd))).test_client()
    page = read(ask(client, "/opgave", {"tekst": "Ny cykelsti"}))
    counts = [len(cards(page))]
    while any("Vis flere" in button.text for form in page.forms for button in form.buttons):
        page = read(press(client, page, "Vis flere"))
        counts.append(len(cards(page)))
    assert counts == [10, 20, 24]


def test_a_card_is_short_and_tells_why_when_it_is_opened():
    _, _, page = asked()
    assert all("Dækker " in line and " af " in line for line in page.text_of("p", class_="card-short"))
    assert len(page.elements_of("details", class_="card-more")) == len(cards(page))
