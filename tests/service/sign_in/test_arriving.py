"""People sign in at a real Keycloak, through its own form, on a real graph, and nobody else gets in."""

from urllib.parse import parse_qs, urlsplit

import pytest

from graph.store import GraphStore
from harness.keycloak import Keycloak
from tests.service.sign_in.people import ADDRESS, COOKIE, Browser, cookies, municipality, service


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    return municipality(graph)


def test_somebody_signs_in_through_the_form_and_comes_to_the_page_they_wished(
    provider: Keycloak, store: GraphStore
) -> None:
    kasper = Browser(service(store, provider))
    answer = kasper.sign_in("leder", "/mine-invitationer?fra=post")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/mine-invitationer?fra=post")
    assert "Log ud" in kasper.get("/mine-invitationer").text


def test_the_server_is_asked_with_state_nonce_and_a_challenge(provider: Keycloak, store: GraphStore) -> None:
    asked = parse_qs(urlsplit(Browser(service(store, provider)).to_keycloak()).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{ADDRESS}/log-ind/retur"]
    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32


@pytest.mark.parametrize(
    ("username", "roles"),
    [
        ("medarbejder", {"employee"}),
        ("leder", {"employee", "lead"}),
        ("hr", {"employee", "hr"}),
        ("chef", {"employee", "head", "lead"}),
        ("tillid", {"employee", "council"}),
        ("dpo", {"employee", "dpo"}),
        ("admin", {"employee", "admin"}),
    ],
)
def test_roles_are_those_of_the_server(
    provider: Keycloak, store: GraphStore, username: str, roles: set[str]
) -> None:
    person = Browser(service(store, provider))
    person.sign_in(username)
    [session] = store.sessions.of(_employee(username))

    assert session.roles == roles
    assert (person.get("/opgave").status_code != 403) == ("lead" in roles)


def _employee(username: str) -> str:
    numbers = {"medarbejder": 1, "leder": 2, "hr": 4, "chef": 5, "tillid": 6, "dpo": 8, "admin": 9}
    return f"fjordby-{numbers[username]:05}"


def test_who_is_not_in_the_graph_reads_what_to_do_and_is_not_let_in(
    provider: Keycloak, store: GraphStore
) -> None:
    new = Browser(service(store, provider))
    answer = new.sign_in("ny")

    assert answer.status_code == 403
    assert "fjordby-99999" in answer.text
    assert "skriv til HR" in answer.text
    assert COOKIE not in cookies(answer)


def test_whose_number_the_server_does_not_say_reads_whom_to_ask(
    provider: Keycloak, store: GraphStore
) -> None:
    answer = Browser(service(store, provider)).sign_in("uden-nummer")

    assert answer.status_code == 403
    assert "it-afdeling" in answer.text


def test_a_wrong_password_comes_no_further_than_keycloak(provider: Keycloak, store: GraphStore) -> None:
    person = Browser(service(store, provider))

    assert person.fill_in(person.to_keycloak(), "leder", "forkert") == ""


def test_an_answer_that_this_browser_never_asked_for_lets_nobody_in(
    provider: Keycloak, store: GraphStore
) -> None:
    app = service(store, provider)
    somebody, victim = Browser(app), Browser(app)
    answer = somebody.fill_in(somebody.to_keycloak(), "leder")

    assert victim.come_back(answer).status_code == 400
    assert not victim.is_signed_in


def test_an_answer_counts_once(provider: Keycloak, store: GraphStore) -> None:
    person = Browser(service(store, provider))
    answer = person.fill_in(person.to_keycloak(), "leder")

    assert person.come_back(answer).status_code == 303
    assert person.come_back(answer).status_code == 400


def test_a_code_that_the_server_did_not_give_is_refused(provider: Keycloak, store: GraphStore) -> None:
    person = Browser(service(store, provider))
    [state] = parse_qs(urlsplit(person.to_keycloak()).query)["state"]

    answer = person.get(f"/log-ind/retur?code=made-up&state={state}")

    assert answer.status_code == 400
    assert "Prøv igen" in answer.text


@pytest.mark.parametrize("wish", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(provider: Keycloak, store: GraphStore, wish: str) -> None:
    person = Browser(service(store, provider))
    sent = person.here.get("/log-ind", query_string={"next": wish}, base_url=ADDRESS)
    answer = person.come_back(person.fill_in(sent.headers["Location"], "leder"))

    assert answer.headers["Location"] == "/"
    again = person.here.get("/log-ind", query_string={"next": wish}, base_url=ADDRESS)
    assert again.headers["Location"] == "/"


def test_without_a_session_a_form_is_not_lost_in_a_redirect(provider: Keycloak, store: GraphStore) -> None:
    person = Browser(service(store, provider))

    answer = person.post("/opgave", tekst="Ny cykelsti")
    assert answer.status_code == 401
    assert "Log ind i et nyt vindue" in answer.text
    assert person.api("GET", "/sessions").status_code == 401


def test_a_key_that_the_server_changed_to_is_learnt(provider: Keycloak, store: GraphStore) -> None:
    app = service(store, provider)
    assert Browser(app).sign_in("leder").status_code == 303
    provider.rotate_keys()

    assert Browser(app).sign_in("leder").status_code == 303


def test_while_the_server_is_away_nobody_signs_in_and_reads_so(provider: Keycloak, store: GraphStore) -> None:
    nowhere = Keycloak("http://127.0.0.1:9")
    answer = Browser(service(store, nowhere)).get("/log-ind")

    assert answer.status_code == 503
    assert "login svarer ikke" in answer.text
