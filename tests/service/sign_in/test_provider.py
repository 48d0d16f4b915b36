"""What ends at a real Keycloak ends here: it tells us behind people's backs, at a real address."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey

from graph.store import GraphStore
from harness.keycloak import Keycloak
from harness.servers import eventually
from service.clock import Clock
from service.settings import Environment
from service.sign_in.provider import LOGOUT_EVENT
from tests.service.fakes import settings
from tests.service.serving import serving
from tests.service.sign_in.people import LED, Browser, municipality, service

PATH = "/log-ud/bagkanal"
NAMES_SESSION = "backchannel.logout.session.required"


@pytest.fixture
def served(provider: Keycloak, graph: GraphStore) -> Iterator[tuple[Flask, str]]:
    """The service at an address of this machine that Keycloak knows, and that address."""
    app: list[Flask] = []
    with serving(lambda *request: app[0](*request)) as address:
        clock = Clock(settings().time_zone, lambda: datetime.now(UTC))
        house = municipality(graph)
        app.append(
            service(house, provider, address=address, environment=Environment.DEVELOPMENT, clock=clock)
        )
        provider.change_client(
            "tvaers", attributes={"backchannel.logout.url": f"{address}{PATH}", NAMES_SESSION: "false"}
        )
        yield app[0], address
        provider.change_client("tvaers", attributes={"backchannel.logout.url": ""})


def test_whom_an_administrator_signs_out_there_is_signed_out_here_on_every_device(
    provider: Keycloak, served: tuple[Flask, str], graph: GraphStore
) -> None:
    app, address = served
    desk, phone, other = (Browser(app, address) for _ in range(3))
    for device, username in ((desk, "leder"), (phone, "leder"), (other, "hr")):
        assert device.sign_in(username).status_code == 303
        assert device.is_signed_in

    provider.end_sessions("leder")
    assert eventually(lambda: not graph.sessions.of(LED))
    assert [device.is_signed_in for device in (desk, phone, other)] == [False, False, True]


def test_who_signs_out_of_one_session_there_keeps_the_others_where_the_server_names_it(
    provider: Keycloak, served: tuple[Flask, str], graph: GraphStore
) -> None:
    app, address = served
    provider.change_client("tvaers", attributes={NAMES_SESSION: "true"})
    desk, phone = Browser(app, address), Browser(app, address)
    for device in (desk, phone):
        assert device.sign_in("chef").status_code == 303
    hint = desk.here.get_cookie("tvaers-ud", domain="127.0.0.1", path="/log-ud")
    assert hint is not None

    end = f"{provider.issuer()}/protocol/openid-connect/logout"
    desk.there.get(end, params={"id_token_hint": hint.value}, timeout=30, allow_redirects=False)
    assert eventually(lambda: len(graph.sessions.of("fjordby-00005")) == 1)
    assert [device.is_signed_in for device in (desk, phone)] == [False, True]


def test_a_token_that_is_not_the_servers_ends_nothing(
    provider: Keycloak, served: tuple[Flask, str], graph: GraphStore
) -> None:
    app, address = served
    person = Browser(app, address)
    person.sign_in("leder")
    [session] = graph.sessions.of(LED)
    hint = person.here.get_cookie("tvaers-ud", domain="127.0.0.1", path="/log-ud")
    assert hint is not None
    claims: dict[str, Any] = {
        "iss": provider.issuer(),
        "aud": "tvaers",
        "iat": int(time.time()),
        "exp": int(time.time()) + 60,
        "jti": "1",
        "sid": session.provider_session,
        "events": {LOGOUT_EVENT: {}},
    }
    made_up = jwt.encode({"alg": "RS256", "kid": "mine"}, claims, RSAKey.generate_key(2048))

    for token in ("", "a.b.c", made_up, hint.value, provider.tool_token("sagssystem")):
        answer = person.here.post(PATH, data={"logout_token": token}, base_url=address)
        assert answer.status_code == 400
    assert person.is_signed_in
