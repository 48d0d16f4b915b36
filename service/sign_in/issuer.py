"""Who gives out tokens (an OpenID provider): how it describes itself, and the keys that it signs with.

Both are kept, so that signing in and calls of tools ask it nothing most of the time. A token that names an
unknown key lets the keys be fetched again, since they may have changed; but not more often than
REFETCH_SECONDS, or whoever sends made-up tokens would have us ask it without end.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import requests
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512")
"""Signatures that are taken: with a private key of the issuer. Never `none`, nor a secret of ours."""
PATIENCE_SECONDS = 5.0
"""So long the issuer may take to answer. By eye: people wait meanwhile."""
KEPT_SECONDS = 3600.0
"""So long its description and keys are used before they are fetched again; a withdrawn key lives as long."""
REFETCH_SECONDS = 30.0
"""So long nothing is fetched again for the sake of an unknown key. By eye."""
LEEWAY_SECONDS = 60
"""How far its clock and ours may be apart."""
LONGEST_TOKEN = 16_384
"""Characters of a token that are read; Entra ID's with two hundred groups have half as many."""
DISCOVERY = "/.well-known/openid-configuration"


class IssuerUnavailable(Exception):
    """The issuer doesn't answer, or not as one."""


class TokenRefused(Exception):
    """A token is not what it should be; the message is for the log and repeats nothing of it."""


def fetch_json(address: str) -> Any:
    """A JSON document. Raises IssuerUnavailable."""
    try:
        answer = requests.get(address, timeout=PATIENCE_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        return answer.json()
    except requests.RequestException as error:  # bad JSON too
        raise IssuerUnavailable(type(error).__name__) from error


class Issuer:
    """An OpenID provider, known by its address alone. Safe to share between threads."""

    def __init__(
        self,
        address: str,
        *,
        fetch: Callable[[str], Any] = fetch_json,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.address = address
        self._fetch = fetch
        self._seconds = seconds
        self._lock = threading.Lock()
        self._metadata: Mapping[str, Any] = {}
        self._keys = KeySet([])
        self._fetched = self._tried = float("-inf")

    @property
    def metadata(self) -> Mapping[str, Any]:
        """Its own description (OpenID Connect Discovery 1.0). Raises IssuerUnavailable."""
        self._current()
        return self._metadata

    def claims(self, token: str, *, audience: str, essential: Sequence[str] = ()) -> dict[str, Any]:
        """What a token says that it signed for this audience, and that holds now (RFC 7519, RFC 8725).

        Raises
        ------
        TokenRefused, IssuerUnavailable
        """
        required = {name: {"essential": True} for name in ("exp", "iat", *essential)}
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self.address},
            aud={"essential": True, "value": audience},
            **required,  # type: ignore[arg-type]
        )
        try:
            claims = self._decoded(token)
            registry.validate(claims)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise TokenRefused(type(error).__name__) from error
        return claims

    def _decoded(self, token: str) -> dict[str, Any]:
        if len(token) > LONGEST_TOKEN:
            raise ValueError
        keys = self._current()
        try:
            return jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        except InvalidKeyIdError:
            return jwt.decode(token, self._again(), algorithms=list(ALGORITHMS)).claims

    def _current(self) -> KeySet:
        with self._lock:
            if self._seconds() - self._fetched > KEPT_SECONDS:
                try:
                    self._read()
                except IssuerUnavailable:
                    if not self._metadata:
                        raise
                    self._fetched = (
                        self._seconds() - KEPT_SECONDS + REFETCH_SECONDS
                    )  # go on with what we have
            return self._keys

    def _again(self) -> KeySet:
        """The keys, fetched again unless that was tried just now."""
        with self._lock:
            if self._seconds() - self._tried > REFETCH_SECONDS:
                self._tried = self._seconds()
                self._read()
            return self._keys

    def _read(self) -> None:
        metadata = self._fetch(f"{self.address.rstrip('/')}{DISCOVERY}")
        if not isinstance(metadata, dict) or metadata.get("issuer") != self.address:
            raise IssuerUnavailable("it says that it is another")
        try:
            keys = KeySet.import_key_set(self._fetch(metadata["jwks_uri"]))
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise IssuerUnavailable("its keys cannot be read") from error
        self._metadata, self._keys, self._fetched = metadata, keys, self._seconds()
