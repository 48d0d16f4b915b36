"""Tools, known by the bearer tokens that they send (RFC 6750): static ones, and those of the token server.

Static tokens stand hashed in the settings. A token of the token server is a JWT that a tool got for itself
(client credentials), for us (`aud`), with scopes; it can name the person who acts through the tool (`act`,
RFC 8693 4.1), who is then written down beside the tool and gives it no rights.
"""

import hmac
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Request
from werkzeug.exceptions import Unauthorized

from matching.bounds import LONGEST_ID
from service.api_tokens import token_digest, tokens_in
from service.context import services
from service.request.identity import Identity, challenge
from service.request.limits import WRONG_TOKENS, client_address
from service.roles import Role, Scope
from service.settings import Settings
from service.sign_in.claims import texts_at
from service.sign_in.issuer import Issuer, TokenRefused

CALLED = ("azp", "client_id", "appid", "sub")
"""The claims that name the tool, the first that is there: Keycloak and Entra ID, RFC 9068, Entra ID 1.0."""


class StaticTokens:
    """The tokens of the settings, or of their file as it is now; all are compared, in constant time."""

    def __init__(self, settings: Settings) -> None:
        self._set = settings.api_tokens
        self._file = settings.api_tokens_file

    def identity(self, token: str, *, today: date) -> Identity | None:
        """Who a token stands for; None where nobody has it, or had it until some day before today."""
        given, found = token_digest(token).encode(), None
        for known in self._set if self._file is None else tokens_in(self._file):
            if hmac.compare_digest(known.digest.encode(), given):
                found = known
        if found is None or found.until < today:
            return None
        return Identity(subject=found.name, roles=frozenset({found.role}), scopes=found.scopes)


class IssuedTokens:
    """The tokens that the token server gives out for us."""

    def __init__(self, issuer: Issuer, settings: Settings) -> None:
        self._issuer = issuer
        self._settings = settings

    def identity(self, token: str) -> Identity | None:
        """Which tool a token stands for; None where it is no token of the server, for us, now.

        Raises IssuerUnavailable.
        """
        try:
            claims = self._issuer.claims(token, audience=self._settings.tool_audience)
        except TokenRefused:
            return None
        name = next((str(claims[each]) for each in CALLED if claims.get(each)), "")
        given = {word for text in texts_at(claims, self._settings.tool_scope_claim) for word in text.split()}
        scopes = frozenset(scope for scope in Scope if scope in given)
        acting = _acting(claims)
        if not name or len(name) > LONGEST_ID or len(acting or "") > LONGEST_ID:
            return None
        return Identity(subject=name, roles=frozenset({Role.TOOL}), scopes=scopes, acting=acting)


class Bearers:
    """Tells tools by the header Authorization."""

    def __init__(self, settings: Settings, *, issuer: Issuer | None = None) -> None:
        self._static = StaticTokens(settings)
        self._issued: IssuedTokens | None = None
        if settings.tool_audience:
            self._issued = IssuedTokens(issuer or Issuer(settings.tool_issuer), settings)

    def identify(self, request: Request) -> Identity | None:
        """Who the token stands for; None without an Authorization header.

        Raises
        ------
        werkzeug.exceptions.Unauthorized
            For a header that isn't a bearer token, or a token that nobody has.
        werkzeug.exceptions.TooManyRequests
            After too many of these from one address.
        IssuerUnavailable
        """
        header = request.headers.get("Authorization")
        if header is None:
            return None
        address, limits = client_address(request), services().limits
        limits.hold(WRONG_TOKENS, address)
        scheme, _, token = header.partition(" ")
        found = self._known(token.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            limits.spend(WRONG_TOKENS, address)
            raise Unauthorized("The token is not known.", www_authenticate=challenge(error="invalid_token"))
        return found

    def _known(self, token: str) -> Identity | None:
        found = self._static.identity(token, today=services().clock.today())
        if found is None and self._issued is not None and token.count(".") == 2:
            found = self._issued.identity(token)
        return found


def _acting(claims: Mapping[str, Any]) -> str | None:
    """The employee who acts through the tool, where the server says so."""
    names = texts_at(claims, "act.sub") if isinstance(claims.get("act"), dict) else ()
    return names[0] if names else None
