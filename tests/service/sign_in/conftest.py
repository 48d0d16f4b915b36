"""The sign-in server knows where the service of these tests lies."""

import pytest

from harness.keycloak import Keycloak
from tests.service.sign_in.people import ADDRESS


@pytest.fixture(scope="session")
def provider(keycloak: Keycloak) -> Keycloak:
    """Keycloak, with the address of these tests beside that of docker-compose.yml."""
    keycloak.change_client(
        "tvaers",
        redirectUris=[f"{ADDRESS}/log-ind/retur", "http://127.0.0.1/*"],
        attributes={
            "post.logout.redirect.uris": f"{ADDRESS}/logget-ud##http://127.0.0.1/*",
            "backchannel.logout.url": "",
        },
    )
    return keycloak
