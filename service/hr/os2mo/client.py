"""Asks OS2mo: with a token of its own (client credentials), page by page, and whole or not at all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from time import sleep
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from service.hr.os2mo.queries import VERSION
from service.unreadable import Unusable

PAGE_SIZE = 500
"""Objects that are asked for at once: an answer of some hundred kB, within seconds. By eye."""
TIMEOUT = (10.0, 120.0)
"""Seconds to wait for a connection, and for a page from an OS2mo that has just been started. By eye."""
PAUSES = (1.0, 5.0, 20.0)
"""Seconds before each new try, where OS2mo doesn't answer or says that it can't just now. By eye."""
BUSY = frozenset({429, 500, 502, 503, 504})
_WRONG_ADDRESS = "Adressen på OS2mo eller loginserveren er forkert ({})."

Answer = Mapping[str, Any]
Progress = Callable[[int, int | None], None]


class Os2moUnavailable(Unusable):
    """OS2mo doesn't answer, or can't just now; it may the next time."""


class Os2moRefused(Unusable):
    """OS2mo answers, but not to this: no access, or not this version of its GraphQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Where OS2mo is, and as whom Tværs asks it."""

    address: str
    token_address: str
    client_id: str
    client_secret: str = field(repr=False)


class Os2mo:
    """One conversation with OS2mo; its token is renewed as it runs out."""

    def __init__(self, access: Access, *, pauses: tuple[float, ...] = PAUSES) -> None:
        self._address = f"{access.address.rstrip('/')}/graphql/v{VERSION}"
        self._token_address = access.token_address
        self._pauses = pauses
        self._session = OAuth2Session(
            access.client_id,
            access.client_secret,
            token_endpoint=access.token_address,
            grant_type="client_credentials",
            default_timeout=TIMEOUT,
        )

    def ask(self, query: str, **variables: object) -> Answer:
        """What OS2mo answers to a query or a mutation.

        Raises
        ------
        Os2moUnavailable
            If it doesn't answer after some tries.
        Os2moRefused
            If it won't, or answers a part only: half a house looks like half of it leaving.
        """
        for pause in (*self._pauses, None):
            try:
                return self._answer(query, variables)
            except Os2moUnavailable:
                if pause is None:
                    raise
                sleep(pause)
        raise AssertionError("the last try returns or raises")

    def pages(self, query: str, *, progress: Progress) -> Iterator[tuple[str, Answer]]:
        """The id and the present state of every object of a query that is in force today."""
        cursor, done = None, 0
        while True:
            page = self.ask(query, limit=PAGE_SIZE, cursor=cursor)["page"]
            for each in page["objects"]:
                if each["current"] is not None:
                    yield each["uuid"], each["current"]
            done += len(page["objects"])
            progress(done, None)
            cursor = page["page_info"]["next_cursor"]
            if cursor is None:
                return

    def _answer(self, query: str, variables: Mapping[str, object]) -> Answer:
        response = self._post({"query": query, "variables": variables})
        if response.status_code in BUSY:
            raise Os2moUnavailable(f"OS2mo kan ikke svare lige nu (HTTP {response.status_code}). Prøv igen.")
        if response.status_code in {401, 403}:
            raise Os2moRefused(
                f"OS2mo giver ikke adgang (HTTP {response.status_code}). "
                "Se efter, at TVAERS_OS2MO_CLIENT_ID må læse."
            )
        try:
            answer = response.json()
        except requests.JSONDecodeError:
            answer = None
        if response.status_code != 200 and not isinstance(answer, dict):
            raise Os2moRefused(
                f"TVAERS_OS2MO_URL er ikke adressen på et OS2mo med GraphQL v{VERSION} "
                f"(HTTP {response.status_code})."
            )
        if not isinstance(answer, dict) or answer.get("errors") or not answer.get("data"):
            raise Os2moRefused(f"OS2mo kunne ikke svare på alt{_where(answer)}. Intet er læst.")
        data: Answer = answer["data"]
        return data

    def _post(self, body: Mapping[str, object]) -> requests.Response:
        try:
            if not self._session.token:
                self._session.fetch_token(self._token_address)
            found: requests.Response = self._session.post(self._address, json=body, allow_redirects=False)
            return found
        except OAuthError as error:
            raise Os2moRefused(
                f"Loginserveren giver ikke et token ({error.error or 'uden grund'}). "
                "Se efter TVAERS_OS2MO_CLIENT_ID og dens hemmelighed."
            ) from None
        except requests.HTTPError as error:  # of the login server; OS2mo's own are looked at by who asked
            if error.response is None or error.response.status_code in BUSY:
                raise Os2moUnavailable("OS2mo's loginserver kan ikke svare lige nu. Prøv igen.") from None
            raise Os2moRefused(_WRONG_ADDRESS.format(type(error).__name__)) from None
        except ValueError as error:  # also an address that is none, or one that answers something else
            raise Os2moRefused(_WRONG_ADDRESS.format(type(error).__name__)) from None
        except requests.RequestException as error:  # also an answer that breaks off
            raise Os2moUnavailable(
                f"OS2mo eller dens loginserver svarer ikke ({type(error).__name__})."
            ) from None


def _where(answer: object) -> str:
    """Which fields an answer has errors in; what the errors say may hold what no screen is to show."""
    errors = answer.get("errors") if isinstance(answer, dict) else None
    paths = [each.get("path") or () for each in errors or () if isinstance(each, dict)]
    names = {".".join(part for part in path if isinstance(part, str)) for path in paths}
    return f" ({', '.join(sorted(filter(None, names)))})" if any(names) else ""
