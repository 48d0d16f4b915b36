"""The team pages as somebody without JavaScript uses them."""

import pytest

from tests.service.web.municipality import CHILDREN, NEW_DISTRICT, PLAYGROUNDS, StoreInMemory, app
from tests.service.web.pages import ask, press, read, submit

TEAM = {"tekst": NEW_DISTRICT}


def proposals(**values: object):
    """The page of proposals for a task, with the client that got it."""
    client = app().test_client()
    response = ask(client, "/hold", TEAM | values)
    return client, response, read(response)


def test_a_team_is_put_together_from_the_answer_with_those_who_were_ticked():
    client = app().test_client()
    answer = read(ask(client, "/opgave", TEAM))
    form = next(form for form in answer.forms if form.action == "/hold")
    response = submit(client, form, medlem="e3")
    assert ("medlem", "e3") in read(response).form_with("hoejst").fields
    [team, *_] = read(response).text_of("article", class_="team-card")
    assert "Kaj Hansen valgt af jer" in team


def test_the_list_has_every_member_of_the_teams_and_says_who_stands_there_for_that():
    client, _, page = proposals(omraade="teknik")
    teams = " ".join(page.text_of("article", class_="team-card"))
    cards = read(press(client, page, "Til opgaven")).text_of("li", class_="card-person")
    reason = "Står her, fordi kollegaen er med på et hold, I har fået foreslået."
    for name in ("Karen Holm", "Fatima Yilmaz", "Kaj Hansen"):
        if name in teams:
            assert any(name in card for card in cards), name
    assert [reason in card for card in cards] == [False, *[True] * (len(cards) - 1)]
    assert len(cards) > 1


def test_a_proposal_says_who_does_what_and_by_what():
    _, _, page = proposals()
    team = page.text_of("article", class_="team-card")[0]
    assert "Det bedste hold, vi fandt" in team
    assert "Karen Holm" in team
    assert "Cykelstier erfaren, brugt i en løst opgave, marts 2026" in team
    assert "Har løst »Trygge cykelstier ved skolerne«" in team


def test_the_ring_has_a_line_for_each_tie_and_the_teams_stand_side_by_side():
    _, _, page = proposals()
    cards = page.elements_of("article", class_="team-card")
    ties = sum(card.text.count("Har løst »") for card in cards)
    drawn = [each for each in page.elements_of("line") if each.attributes["x1"] != "0"]
    assert len(drawn) == ties > 0
    bars = page.elements_of("rect", class_="measure-bar")
    assert len(bars) == 4 * len(cards) > 4


def test_another_proposal_says_what_it_trades():
    _, _, page = proposals()
    others = page.text_of("article", class_="team-card")[1:]
    assert others
    assert all("I forhold til det første hold:" in other for other in others)


def test_what_is_missing_is_said_in_a_sentence():
    _, _, page = proposals(timer="5", fra="2026-03-01", til="2026-03-31")
    [missing] = page.text_of("div", class_="gaps")
    assert "»inddragelse af børn« på niveauet »øvet« har oplyst 5 timer om ugen i marts 2026" in missing
    assert "den nærmeste har oplyst 3,5 (Fatima Yilmaz)" in missing


def test_a_life_phase_that_nobody_serves_is_missed_and_the_best_is_shown_all_the_same():
    _, _, page = proposals(fase=["skolelivet", "boernelivet"])
    [missing] = page.text_of("div", class_="gaps")
    assert "Ingen fra »Skolelivet« kan være med." in missing
    assert "Det kan ikke lade sig gøre præcis, som I ønsker" in missing
    assert "Arbejder med »Børnelivet«" in page.text_of("article", class_="team-card")[0]


def test_a_learners_seat_that_nobody_wants_is_missed():
    _, _, page = proposals(laer=CHILDREN.id)
    [missing] = page.text_of("div", class_="gaps")
    assert "har sagt, at de vil lære »inddragelse af børn«." in missing
    assert "har sagt, at de vil lære »inddragelse af børn« fra sig." in missing


def test_whoever_is_hidden_is_never_shown_not_even_by_name_in_an_address():
    _, response, _ = proposals(medlem="e4", ikke="e4", hold="e4")
    assert "Lise Usynlig" not in response.text


def test_the_seats_of_a_team_say_who_else_could_sit_there_and_are_swapped():
    client, _, page = proposals(hoejst="2", uden=PLAYGROUNDS.id)
    form = next(form for form in page.forms if form.action == "/hold/pladser")
    seats = read(submit(client, form))
    assert "Byt Karen Holm ud med Kaj Hansen" in [
        button.attributes.get("aria-label") for form in seats.forms for button in form.buttons
    ]
    swapped = press(client, seats, "Byt Karen Holm ud med Kaj Hansen")
    [team] = read(swapped).text_of("article", class_="team-card")
    assert "Kaj Hansen" in team


def test_a_member_can_be_kept_or_left_out_of_the_next_proposals():
    client, _, page = proposals()
    form = next(form for form in page.forms if form.action == "/hold/pladser")
    seats = read(submit(client, form))
    kept = read(press(client, seats, "Sæt et hold, hvor Karen Holm er med"))
    assert "Karen Holm valgt af jer" in kept.text_of("article", class_="team-card")[0]
    without = read(press(client, seats, "Sæt et hold uden Karen Holm"))
    assert all("Karen Holm" not in team for team in without.text_of("article", class_="team-card"))
    assert "Karen Holm" in without.text_of("fieldset", class_="team-choice")[0]


@pytest.mark.parametrize(("field", "value"), [("fra", "i marts"), ("til", "2026-99-99")])
def test_a_date_that_is_none_is_pointed_at(field: str, value: str):
    _, response, page = proposals(**{field: value})
    assert response.status_code == 200
    assert "Skriv en dato" in page.text_of("span", id=f"{field}-fejl")[0]


@pytest.mark.parametrize("path", ["/hold", "/hold/pladser"])
def test_without_a_task_the_way_leads_to_the_start(path: str):
    assert app().test_client().get(path).headers["Location"] == "/"


@pytest.mark.parametrize("away", [False, True])
def test_teams_have_a_short_address_unless_the_graph_is_away(away: bool):
    store = StoreInMemory()
    client = app(store).test_client()
    store.away = away
    response = ask(client, "/hold", {"tekst": NEW_DISTRICT + " Og mere." * 400})
    assert response.status_code == 200
    assert response.request.method == ("POST" if away else "GET")
    assert len(response.request.url) < 80
    assert read(response).text_of("article", class_="team-card")


def test_the_pages_speak_english():
    client = app().test_client()
    page = read(ask(client, "/hold", TEAM | {"lang": "en"}))
    assert "The best team that we found" in page.text_of("article", class_="team-card")[0]
