"""Signing in and out at the house's own server: OpenID Connect, code flow with PKCE, state and nonce.

Keycloak, Entra ID and OS2faktor differ in settings alone (docs/sign-in.md).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from service.settings import Settings
from service.sign_in.issuer import PATIENCE_SECONDS, Issuer, IssuerUnavailable, TokenRefused

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
RETURN_PATH = "/log-ind/retur"
SIGNED_OUT_PATH = "/logget-ud"


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-in that waits for the person to come back: what only their browser and we know of it."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server said of whoever came back: its claims, and the ID token that they stood in."""

    claims: Mapping[str, Any]
    id_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """That the server ended one session (`session`), or all of a person (`subject`), at a moment."""

    session: str
    subject: str
    at: datetime


class Provider:
    """The house's sign-in server, as the settings name it."""

    def __init__(self, settings: Settings, *, issuer: Issuer | None = None) -> None:
        self._settings = settings
        self._issuer = issuer or Issuer(settings.oidc_issuer)

    def begin(self) -> tuple[str, Begun]:
        """Where to send somebody who signs in, and what to keep meanwhile. Raises IssuerUnavailable."""
        begun = Begun(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
        )
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._issuer.metadata["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
            )
        return str(address), begun

    def finish(self, begun: Begun, *, code: str) -> Answer:
        """Give the code for the ID token, and check that. Raises TokenRefused, IssuerUnavailable."""
        try:
            with self._client() as client:
                token = client.fetch_token(
                    self._issuer.metadata["token_endpoint"], code=code, code_verifier=begun.verifier
                )
        except requests.RequestException as error:
            raise IssuerUnavailable(type(error).__name__) from error
        except AuthlibBaseError as error:  # a code that was used, is too old, or made up
            raise TokenRefused(str(error.error or type(error).__name__)) from error
        id_token = str(token.get("id_token") or "")
        claims = self._issuer.claims(
            id_token, audience=self._settings.oidc_client_id, essential=("sub", "nonce")
        )
        if not compare_digest(str(claims["nonce"]).encode(), begun.nonce.encode()):
            raise TokenRefused("nonce")
        if claims.get("azp", self._settings.oidc_client_id) != self._settings.oidc_client_id:
            raise TokenRefused("azp")
        return Answer(claims=claims, id_token=id_token)

    def sign_out_address(self, id_token: str) -> str | None:
        """Where somebody signs out of the server too (RP-initiated logout); None where it has no such place.

        Without the ID token that they came with the server asks them whether they mean it.
        """
        try:
            endpoint = self._issuer.metadata.get("end_session_endpoint")
        except IssuerUnavailable:
            return None
        fields = {
            "client_id": self._settings.oidc_client_id,
            "post_logout_redirect_uri": f"{self._settings.address}{SIGNED_OUT_PATH}",
            "id_token_hint": id_token,
        }
        query = urlencode({name: value for name, value in fields.items() if value})
        return f"{endpoint}?{query}" if endpoint else None

    def ended(self, logout_token: str) -> Ended:
        """What the server tells behind people's backs (OpenID Connect Back-Channel Logout 1.0, 2.6).

        Raises TokenRefused, IssuerUnavailable.
        """
        claims = self._issuer.claims(
            logout_token, audience=self._settings.oidc_client_id, essential=("jti", "events")
        )
        session, subject = str(claims.get("sid") or ""), str(claims.get("sub") or "")
        events = claims["events"]
        if "nonce" in claims or not isinstance(events, dict) or LOGOUT_EVENT not in events:
            raise TokenRefused("no logout token")
        if not session and not subject:
            raise TokenRefused("it says of nobody")
        return Ended(session=session, subject=subject, at=datetime.fromtimestamp(claims["iat"], UTC))

    def ended_or_none(self, logout_token: str) -> Ended | None:
        """The same; None for what is no such token of the server. Raises IssuerUnavailable."""
        try:
            return self.ended(logout_token)
        except TokenRefused:
            return None

    def _client(self) -> OAuth2Session:
        return OAuth2Session(
            self._settings.oidc_client_id,
            self._settings.oidc_client_secret,
            scope=" ".join(self._settings.oidc_scopes),
            redirect_uri=f"{self._settings.address}{RETURN_PATH}",
            code_challenge_method="S256",
            default_timeout=PATIENCE_SECONDS,
        )
