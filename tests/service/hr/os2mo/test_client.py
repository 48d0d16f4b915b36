from dataclasses import replace

import pytest

from harness.os2mo import CPR
from service.hr.os2mo import client
from service.hr.os2mo.client import Os2mo, Os2moRefused, Os2moUnavailable
from service.hr.os2mo.queries import ORG_UNITS, VERSION


def units(os2mo: Os2mo) -> list[str]:
    return [each["name"] for _, each in os2mo.pages(ORG_UNITS, progress=lambda done, total: None)]


def test_all_pages_are_read_and_each_is_told(organisation, server, os2mo, monkeypatch):
    monkeypatch.setattr(client, "PAGE_SIZE", 2)
    for number in range(5):
        organisation.unit(f"Skole {number}")
    told = []
    found = os2mo.pages(ORG_UNITS, progress=lambda done, total: told.append(done))
    assert [each["name"] for _, each in found] == [f"Skole {number}" for number in range(5)]
    assert told == [2, 4, 5]


def test_the_version_stands_in_the_address(organisation, server, os2mo):
    organisation.unit("Skolen")
    assert units(os2mo) == ["Skolen"]
    assert VERSION == 29  # the server answers at no other


def test_one_token_is_asked_for_and_renewed_only_as_it_runs_out(server, os2mo):
    units(os2mo), units(os2mo)
    assert len(server.tokens) == 1
    server.token_seconds = 30
    os2mo = Os2mo(server.access)
    units(os2mo), units(os2mo)
    assert len(server.tokens) > 2


def test_an_os2mo_that_is_busy_for_a_moment_is_asked_again(organisation, server, os2mo):
    organisation.unit("Skolen")
    server.failures = [503, 502]
    assert units(os2mo) == ["Skolen"]


def test_a_login_server_that_is_busy_for_a_moment_is_asked_again(organisation, server, os2mo):
    organisation.unit("Skolen")
    server.token_failures = [503]
    assert units(os2mo) == ["Skolen"]


def test_an_os2mo_that_stays_busy_is_unavailable(server, os2mo):
    server.failures = [503] * 9
    with pytest.raises(Os2moUnavailable, match="HTTP 503"):
        units(os2mo)


def test_an_os2mo_that_is_not_there_is_unavailable(server):
    access = replace(server.access, address="http://127.0.0.1:9")
    with pytest.raises(Os2moUnavailable):
        units(Os2mo(access, pauses=()))


def test_a_wrong_secret_is_refused_without_being_told(server):
    with pytest.raises(Os2moRefused, match="invalid_client") as refused:
        units(Os2mo(replace(server.access, client_secret="forkert-hemmelighed")))
    assert "forkert-hemmelighed" not in str(refused.value)


@pytest.mark.parametrize(("status", "words"), [(401, "adgang"), (403, "adgang"), (404, "TVAERS_OS2MO_URL")])
def test_no_access_and_a_wrong_address_are_told_apart(server, os2mo, status, words):
    server.failures = [status]
    with pytest.raises(Os2moRefused, match=words):
        units(os2mo)


def test_an_answer_that_lacks_a_part_is_no_answer_and_its_error_is_not_repeated(organisation, server, os2mo):
    organisation.unit("Skolen", "Kommunen")
    server.broken = "managers_response"
    with pytest.raises(Os2moRefused, match=r"page\.objects\.current\.managers_response") as refused:
        units(os2mo)
    assert CPR not in str(refused.value)
    assert "Anna" not in str(refused.value)
