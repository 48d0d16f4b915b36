"""Every response carries the security headers."""

import pytest

from service.request.passage import SECURITY_HEADERS
from service.roles import Role
from tests.service.fakes import FakeStore, app, as_role, employee


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/docs", "/api/v1/skills", "/no/such/path"])
def test_security_headers_are_on_every_response(path: str) -> None:
    answer = app().test_client().get(path)

    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_nothing_inline_and_nothing_from_elsewhere_is_let_in() -> None:
    policy = SECURITY_HEADERS["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_answers_are_not_kept_unless_they_have_a_tag() -> None:
    client = app(FakeStore([employee("e1")])).test_client()

    listed = client.get("/api/v1/employees", headers=as_role(Role.TOOL))
    single = client.get("/api/v1/employees/e1", headers=as_role(Role.TOOL))

    assert listed.headers["Cache-Control"] == "no-store"
    assert single.headers["Cache-Control"] == "private, no-cache"
