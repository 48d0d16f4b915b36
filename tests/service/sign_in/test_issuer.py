"""What an issuer signed is believed as long as it says, and it is not asked without end."""

import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from service.sign_in.issuer import (
    KEPT_SECONDS,
    LEEWAY_SECONDS,
    REFETCH_SECONDS,
    Issuer,
    IssuerUnavailable,
    TokenRefused,
)

ADDRESS = "https://login.example/realms/kommune"
FOR_US = "tvaers-api"


class Server:
    """An issuer's two documents, and how often they were asked for."""

    def __init__(self, address: str = ADDRESS) -> None:
        self.address = address
        self.keys = [RSAKey.generate_key(2048, {"kid": "first"})]
        self.asked = 0
        self.away = False
        self.now = 1_000.0

    def __call__(self, address: str) -> Any:
        self.asked += 1
        if self.away:
            raise IssuerUnavailable("away")
        if address.endswith("openid-configuration"):
            return {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}
        return KeySet(self.keys).as_dict(private=False)

    def issuer(self, address: str = ADDRESS) -> Issuer:
        return Issuer(address, fetch=self, seconds=lambda: self.now)

    def token(self, key: int = -1, **claims: Any) -> str:
        said = {"iss": ADDRESS, "aud": FOR_US, "iat": int(time.time()), "exp": int(time.time()) + 300}
        signing = self.keys[key]
        given = {name: each for name, each in (said | claims).items() if each is not None}
        return jwt.encode({"alg": "RS256", "kid": signing.kid}, given, signing)


@pytest.fixture(scope="module")
def made() -> Server:
    return Server()


@pytest.mark.parametrize("audience", [FOR_US, [FOR_US, "account"]])
def test_a_token_for_us_is_believed(made: Server, audience: object) -> None:
    assert made.issuer().claims(made.token(aud=audience, sub="x"), audience=FOR_US)["sub"] == "x"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://login.example/realms/anden"},
        {"iss": None},
        {"aud": "other"},
        {"aud": []},
        {"aud": None},
        {"exp": int(time.time()) - 300},
        {"exp": None},
        {"exp": "soon"},
        {"iat": int(time.time()) + 3000},
        {"iat": None},
        {"nbf": int(time.time()) + 3000},
        {"jti": None},
    ],
)
def test_what_is_not_from_there_for_us_now_is_refused(made: Server, claims: dict[str, Any]) -> None:
    token = made.token(**({"jti": "1"} | claims))

    with pytest.raises(TokenRefused):
        made.issuer().claims(token, audience=FOR_US, essential=("jti",))


def test_a_token_that_was_good_is_refused_once_it_has_run_out(made: Server) -> None:
    issuer, token = made.issuer(), made.token(exp=int(time.time()) - LEEWAY_SECONDS + 2)
    assert issuer.claims(token, audience=FOR_US)

    time.sleep(3)
    with pytest.raises(TokenRefused):
        issuer.claims(token, audience=FOR_US)


@pytest.mark.parametrize(
    "token", ["", ".", "..", "a.b.c", "æ.ø.å", "e30.e30.", "x" * 100_000, "\x00.\x00.\x00"]
)
def test_what_is_no_token_is_refused(made: Server, token: str) -> None:
    with pytest.raises(TokenRefused):
        made.issuer().claims(token, audience=FOR_US)


def test_keys_are_fetched_once_and_again_after_a_while() -> None:
    server = Server()
    issuer = server.issuer()
    for _ in range(5):
        issuer.claims(server.token(), audience=FOR_US)
    assert server.asked == 2

    server.now += KEPT_SECONDS + 1
    issuer.claims(server.token(), audience=FOR_US)
    assert server.asked == 4


def test_a_new_key_is_learnt_but_unknown_ones_fetch_no_more_often_than_said() -> None:
    server = Server()
    issuer = server.issuer()
    issuer.claims(server.token(), audience=FOR_US)
    server.keys = [RSAKey.generate_key(2048, {"kid": "second"})]
    issuer.claims(server.token(), audience=FOR_US)
    asked = server.asked
    stranger = Server()
    stranger.keys = [RSAKey.generate_key(2048, {"kid": "made up"})]
    for _ in range(20):
        with pytest.raises(TokenRefused):
            issuer.claims(stranger.token(), audience=FOR_US)
    assert server.asked == asked

    server.now += REFETCH_SECONDS + 1
    with pytest.raises(TokenRefused):
        issuer.claims(stranger.token(), audience=FOR_US)
    assert server.asked == asked + 2


def test_while_it_is_away_its_known_keys_go_on() -> None:
    server = Server()
    issuer = server.issuer()
    issuer.claims(server.token(), audience=FOR_US)
    server.away, server.now = True, server.now + KEPT_SECONDS + 1

    assert issuer.claims(server.token(), audience=FOR_US)


def test_who_never_answered_is_not_there() -> None:
    server = Server()
    server.away = True
    with pytest.raises(IssuerUnavailable):
        server.issuer().claims(server.token(), audience=FOR_US)


def test_who_names_itself_otherwise_is_not_believed() -> None:
    with pytest.raises(IssuerUnavailable):
        Server("https://login.example/realms/anden").issuer().claims("a.b.c", audience=FOR_US)
