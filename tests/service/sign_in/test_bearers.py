"""Tools call with tokens that a real Keycloak gave them or the settings name, and with no others."""

import base64
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey

from graph.store import GraphStore
from harness.keycloak import PASSWORD, Keycloak
from service.api_tokens import ApiToken
from service.request.identity import current_identity
from service.roles import Role
from tests.service.fakes import TODAY, FakeStore, app
from tests.service.sign_in.people import Browser, settings_for

QUESTION = {"text": "Databeskyttelse"}


def tools(keycloak: Keycloak, **values: Any) -> Flask:
    made = settings_for(keycloak, **values)
    return app(FakeStore(), **{name: getattr(made, name) for name in made.__slots__})


def status(app: Flask, token: str, path: str = "/api/v1/skills") -> int:
    return app.test_client().get(path, headers={"Authorization": f"Bearer {token}"}).status_code


def claims_of(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return found


def encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def with_secret(header: dict[str, Any], payload: str, secret: bytes) -> str:
    """A token signed with a secret, which libraries refuse to do with what is a public key."""
    signed = f"{encoded(header)}.{payload}"
    digest = hmac.digest(secret, signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def test_a_tool_may_call_the_families_in_its_scopes_and_no_other(provider: Keycloak) -> None:
    asked, token = tools(provider), provider.tool_token("sagssystem")

    assert status(asked, token) == 200
    assert status(asked, token, "/api/v1/tasks") == 200
    assert status(asked, token, "/api/v1/employees") == 403
    assert status(asked, token, "/api/v1/sessions") == 403


def test_the_person_who_acts_through_a_tool_is_known_and_gives_it_nothing(provider: Keycloak) -> None:
    asked, token = tools(provider), provider.tool_token("assistent")

    with asked.test_request_context("/api/v1/skills", headers={"Authorization": f"Bearer {token}"}):
        asked.preprocess_request()
        identity = current_identity()
    assert (identity.subject, identity.acting) == ("assistent", "fjordby-00002")
    assert status(asked, token, "/api/v1/tasks") == 403


def test_a_token_for_another_system_is_refused(provider: Keycloak) -> None:
    assert status(tools(provider), provider.tool_token("fremmed")) == 401


def test_a_token_of_another_realm_is_refused(provider: Keycloak) -> None:
    other = provider._token(
        "master", grant_type="password", client_id="admin-cli", username="admin", password=PASSWORD
    )

    assert status(tools(provider), other) == 401


def test_a_persons_own_token_opens_nothing_for_tools(provider: Keycloak, graph: GraphStore) -> None:
    from tests.service.sign_in.people import municipality, service

    served = service(municipality(graph), provider)
    person = Browser(served)
    person.sign_in("leder")
    hint = person.here.get_cookie("__Secure-tvaers-ud", domain="tvaers.fjordby.example", path="/log-ud")
    assert hint is not None

    assert status(served, hint.value) == 401


def test_a_token_that_ran_out_is_refused(provider: Keycloak) -> None:
    provider.change_client("sagssystem", attributes={"access.token.lifespan": "-120"})
    try:
        stale = provider.tool_token("sagssystem")
    finally:
        provider.change_client("sagssystem", attributes={"access.token.lifespan": ""})

    assert status(tools(provider), stale) == 401


def test_nobody_signs_a_token_but_the_server(provider: Keycloak) -> None:
    asked, token = tools(provider), provider.tool_token("sagssystem")
    header, payload, signature = token.split(".")
    claims, kid = claims_of(token), json.loads(base64.urlsafe_b64decode(header + "=="))["kid"]
    own, public = RSAKey.generate_key(2048), provider.public_key(kid)
    made = {
        "alg none": f"{encoded({'alg': 'none', 'kid': kid})}.{payload}.",
        "alg None": f"{encoded({'alg': 'None', 'kid': kid})}.{payload}.{signature}",
        "no signature": f"{header}.{payload}.",
        "another payload": f"{header}.{encoded(claims | {'scope': 'people'})}.{signature}",
        "another key of the same name": jwt.encode({"alg": "RS256", "kid": kid}, claims, own),
        "a key of its own": jwt.encode({"alg": "RS256", "jwk": own.as_dict(private=False)}, claims, own),
        "the public key as a secret": with_secret({"alg": "HS256", "kid": kid}, payload, public),
        "an unknown key": jwt.encode({"alg": "RS256", "kid": "other"}, claims, own),
        "no token": "a.b.c",
    }

    assert {name: status(asked, each) for name, each in made.items()} == dict.fromkeys(made, 401)
    assert status(asked, token) == 200


def test_tokens_signed_with_a_new_key_are_taken_and_made_up_keys_fetch_nothing(provider: Keycloak) -> None:
    asked = tools(provider, questions_per_minute=1)  # an app of its own, which has fetched no keys yet
    before = provider.tool_token("sagssystem")
    assert status(asked, before) == 200
    provider.rotate_keys()

    assert status(asked, provider.tool_token("sagssystem")) == 200
    assert status(asked, before) == 401, "a key that the server no longer has"


STATIC = "token-of-the-planning-tool-for-tests"
ENTRY = ApiToken.of(STATIC, name="planlægning", role=Role.TOOL, until=TODAY)


def test_a_static_token_holds_its_last_day_and_not_the_day_after() -> None:
    assert status(app(api_tokens=(ENTRY,)), STATIC) == 200
    assert status(app(api_tokens=(replace(ENTRY, until=TODAY - timedelta(days=1)),)), STATIC) == 401


def test_a_static_token_ends_with_its_line_in_the_file_and_the_others_hold(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    asked = app(api_tokens_file=file)
    other = replace(ENTRY, name="andet", digest="a" * 64)

    def written(*lines: str) -> int:
        file.write_text("\n".join(lines))
        return status(asked, STATIC)

    assert written("# navn:rolle:til:hash:områder", ENTRY.entry, other.entry) == 200
    assert written(f"# {ENTRY.entry}", other.entry) == 401
    assert written(other.entry, ENTRY.entry) == 200
    assert written(ENTRY.entry.replace(TODAY.isoformat(), "2000-01-31")) == 401
    assert written("no entry at all", ENTRY.entry) == 200, "a fault in one line takes no other along"
    assert written(f"{ENTRY.entry} everything") == 401
    assert written(ENTRY.entry) == 200
    file.unlink()
    assert status(asked, STATIC) == 401
