"""The sign-in server that tests ask is a real one, with the realm of the file."""

import pytest
import requests

from harness.keycloak import Keycloak


def test_it_tells_where_people_sign_in(keycloak: Keycloak) -> None:
    told = requests.get(f"{keycloak.issuer()}/.well-known/openid-configuration", timeout=30).json()

    assert told["issuer"] == keycloak.issuer()
    assert told["backchannel_logout_supported"]


def test_a_tool_gets_a_token_with_its_secret_only(keycloak: Keycloak) -> None:
    assert keycloak.tool_token("sagssystem").count(".") == 2

    with pytest.raises(requests.HTTPError):
        keycloak.tool_token("sagssystem", secret="another")
