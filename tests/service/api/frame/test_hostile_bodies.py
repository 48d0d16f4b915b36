"""A body that is made to break the reader is refused as any other that can't be read."""

import pytest

from service.roles import Role
from tests.service.contract import client
from tests.service.fakes import app

DEEP = {
    "lists": lambda depth: "[" * depth + "]" * depth,
    "objects": lambda depth: '{"a":' * depth + "1" + "}" * depth,
    "unclosed": lambda depth: "[" * depth,
    "in a field": lambda depth: '{"text": "x", "requirements": ' + "[" * depth + "]" * depth + "}",
    "in an unknown field": lambda depth: (
        '{"text": "x", "more": ' + "[" * depth + '"010190-1234"' + "]" * depth + "}"
    ),
}


@pytest.mark.parametrize("depth", [100, 500, 900, 1_000, 1_020, 1_100, 100_000])
@pytest.mark.parametrize("written", DEEP.values(), ids=DEEP)
def test_a_body_however_deep_is_refused(written, depth: int) -> None:
    answer = client(app(), Role.TOOL).post(
        "/api/v1/matches", data=written(depth), content_type="application/json"
    )

    assert answer.status_code in (400, 413, 422)
    assert "1234" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "\\ud800"}',
        b"\xff\xfe{",
        b'{"text": NaN}',
        b'{"text": 1e99999}',
        b'{"limit": ' + b"9" * 5_000 + b"}",
        b'{"text": "x", "text": "y", "__proto__": {}, "constructor": {}}',
        b"null",
        b"",
    ],
)
def test_so_is_one_that_is_odd(body: bytes) -> None:
    answer = client(app(), Role.TOOL).post("/api/v1/matches", data=body, content_type="application/json")

    assert answer.status_code in (400, 422)
