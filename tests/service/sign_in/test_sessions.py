"""A session holds in every worker until it ends by itself, or somebody or something ends it."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask, request

from graph.store import GraphStore
from harness.keycloak import Keycloak
from service.settings import Environment
from service.sign_in.sessions import SignedInPeople
from tests.service.fakes import NOW, clock_at, settings
from tests.service.sign_in.people import ADDRESS, COOKIE, LED, Browser, cookies, municipality, service


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    return municipality(graph)


def test_the_graph_is_not_asked_whose_session_it_is_for_a_file_that_everybody_gets() -> None:
    without_graph = Flask(__name__)
    cookie = {"Cookie": f"{COOKIE}=somebodys"}
    people = SignedInPeople(settings(environment=Environment.PRODUCTION))
    with without_graph.test_request_context("/static/css/base.css", headers=cookie):
        assert people.identify(request) is None
    with without_graph.test_request_context("/min-side", headers=cookie), pytest.raises(KeyError):
        people.identify(request)


def test_signing_in_gives_a_new_session_and_forgets_what_was_planted(
    provider: Keycloak, store: GraphStore
) -> None:
    person = Browser(service(store, provider))
    person.here.set_cookie(COOKIE, "planted-by-somebody-else", domain=urlsplit(ADDRESS).hostname or "")
    first = cookies(person.sign_in("leder"))[COOKIE]
    assert "planted" not in first

    person.post("/log-ud")
    person.there.cookies.clear()
    second = cookies(person.sign_in("leder"))[COOKIE]
    assert second.split(";")[0] != first.split(";")[0]


def test_the_cookie_is_for_this_host_https_and_no_script(provider: Keycloak, store: GraphStore) -> None:
    answer = Browser(service(store, provider)).sign_in("leder")

    session = cookies(answer)[COOKIE]
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(session.split("; "))
    assert "Domain" not in session


def test_signing_out_ends_it_here_and_at_the_server(provider: Keycloak, store: GraphStore) -> None:
    person = Browser(service(store, provider))
    cookie = cookies(person.sign_in("leder"))[COOKIE].split(";")[0].split("=", 1)[1]
    answer = person.post("/log-ud")
    at_server = person.there.get(
        answer.headers["Refresh"].removeprefix("0; url="), timeout=30, allow_redirects=False
    )

    assert at_server.headers["Location"] == f"{ADDRESS}/logget-ud"
    assert not person.is_signed_in
    person.here.set_cookie(COOKIE, cookie, domain=urlsplit(ADDRESS).hostname or "")
    assert not person.is_signed_in, "the old cookie is worth nothing"
    assert person.fill_in(person.to_keycloak(), "", "") == "", "the server asks anew"


def test_a_session_that_is_not_used_or_is_old_ends(provider: Keycloak, store: GraphStore) -> None:
    app = service(store, provider)
    person = Browser(app)
    person.sign_in("leder")

    idle = Browser(service(store, provider, clock=clock_at(NOW + timedelta(minutes=61))))
    used = NOW
    while used < NOW + timedelta(hours=10) - timedelta(minutes=50):
        used += timedelta(minutes=50)
        later = Browser(service(store, provider, clock=clock_at(used)))
        later.here = _with_cookies_of(person, later)
        assert later.is_signed_in, used - NOW
    old = Browser(service(store, provider, clock=clock_at(NOW + timedelta(hours=10))))
    for each in (idle, old):
        each.here = _with_cookies_of(person, each)
    assert not old.is_signed_in
    [session] = store.sessions.of(LED)
    assert session.seen == used


def _with_cookies_of(person: Browser, other: Browser) -> object:
    cookie = person.here.get_cookie(COOKIE, domain=urlsplit(ADDRESS).hostname or "")
    assert cookie is not None
    other.here.set_cookie(COOKIE, cookie.value, domain=urlsplit(ADDRESS).hostname or "")
    return other.here


def test_an_unused_session_ends(provider: Keycloak, store: GraphStore) -> None:
    person = Browser(service(store, provider))
    person.sign_in("leder")

    later = Browser(service(store, provider, clock=clock_at(NOW + timedelta(minutes=61))))
    later.here = _with_cookies_of(person, later)
    assert not later.is_signed_in


def test_who_leaves_the_house_is_signed_out(provider: Keycloak, store: GraphStore) -> None:
    person = Browser(service(store, provider))
    person.sign_in("leder")
    others = [store.employees.get(id).value for id in ("fjordby-00001", "fjordby-00004")]
    store.loading.apply(store.loading.plan_employees(others, retire=True))

    later = Browser(service(store, provider))
    later.here = _with_cookies_of(person, later)
    assert not later.is_signed_in


def test_own_sessions_are_listed_and_ended_from_another_device(provider: Keycloak, store: GraphStore) -> None:
    app = service(store, provider)
    desk, phone = Browser(app), Browser(app)
    desk.sign_in("leder")
    phone.sign_in("leder")

    listed = phone.api("GET", "/sessions").json["items"]
    assert [each["current"] for each in listed].count(True) == 1
    [other] = [each["id"] for each in listed if not each["current"]]
    assert phone.api("DELETE", f"/sessions/{other}").status_code == 200
    assert not desk.is_signed_in
    assert phone.is_signed_in


def test_nobody_ends_the_session_of_another(provider: Keycloak, store: GraphStore) -> None:
    app = service(store, provider)
    kasper, jesper = Browser(app), Browser(app)
    kasper.sign_in("leder")
    jesper.sign_in("medarbejder")
    [session] = store.sessions.of(LED)

    assert jesper.api("DELETE", f"/sessions/{session.id}").status_code == 404
    assert kasper.is_signed_in


def test_a_session_that_was_ended_is_over_at_the_next_request_in_another_worker(
    provider: Keycloak, store: GraphStore
) -> None:
    person = Browser(service(store, provider))
    person.sign_in("leder")
    elsewhere = Browser(service(store, provider))
    elsewhere.here = _with_cookies_of(person, elsewhere)
    assert elsewhere.is_signed_in

    person.post("/log-ud")
    assert not elsewhere.is_signed_in
