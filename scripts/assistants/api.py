"""Asks the API of Tværs as the person whose token it is, and says in one sentence what it refuses.

Nothing is kept, and no token, text or answer is logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import requests
from requests.auth import AuthBase

from matching.language.personal_numbers import holds_personal_number

TIMEOUT = (10.0, 60.0)
"""Seconds to wait for a connection, and for an answer: the best team may take some. By eye."""

Answer = dict[str, Any]


class Refused(Exception):
    """The API doesn't answer what was asked; the text says why, and repeats nothing of the question."""


@dataclass(frozen=True, slots=True)
class Bearer(AuthBase):
    """The asker's token; as `auth` it also keeps out what a .netrc file says of the address."""

    token: str = field(repr=False)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """The request with the token, for this one request alone."""
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The API at an address (`https://tvaers.kommune.dk`), asked with one token."""

    address: str
    token: str = field(repr=False)

    def get(self, path: str) -> Answer:
        """What stands at a path below `/api/v1`; raises `Refused`."""
        if holds_personal_number(unquote(path)):  # an address stands in the logs of every proxy on the way
            raise Refused("Something is shaped like a personal number; nothing was asked.")
        return self._answer("GET", path, None)

    def ask(self, path: str, question: Mapping[str, Any]) -> Answer:
        """What the API answers to a question; raises `Refused`."""
        return self._answer("POST", path, question)

    def _answer(self, method: str, path: str, question: Mapping[str, Any] | None) -> Answer:
        try:
            response = requests.request(
                method,
                f"{self.address}/api/v1{path}",
                json=None if question is None else dict(question),
                auth=Bearer(self.token),
                timeout=TIMEOUT,
                allow_redirects=False,  # the token is for this address alone
            )
            said = response.json()
        except requests.JSONDecodeError:
            raise Refused(
                f"What answers at TVAERS_MCP_ADDRESS is not Tværs (HTTP {response.status_code})."
            ) from None
        except requests.RequestException:  # its text has the address of the question in it
            raise Refused("Tværs does not answer. Try again later.") from None
        if not isinstance(said, dict):
            raise Refused(f"What answers at TVAERS_MCP_ADDRESS is not Tværs (HTTP {response.status_code}).")
        if response.status_code != 200:
            raise Refused(problem_of(said, status=response.status_code))
        return said


def problem_of(said: Mapping[str, Any], *, status: int) -> str:
    """The title, the detail and the bad fields of a problem (RFC 9457), as one line."""
    wrong = [
        f"{each.get('pointer') or each.get('parameter') or 'body'}: {each.get('detail')}"
        for each in said.get("errors", ())
    ]
    parts = (f"{said.get('title', 'Refused')} (HTTP {status})", said.get("detail"), *wrong)
    return ". ".join(str(part).rstrip(".") for part in parts if part) + "."
