"""After signing in somebody comes back to where they were going, and never to another site."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sign_in.returning import HOME, local_path


@pytest.mark.parametrize("path", ["/", "/opgave?soeg=a%20b", "/mine-invitationer", "/a/b#c", "/?next=//evil"])
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "wish",
    [
        None,
        "",
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "evil.example",
        "/\u2028/evil",
        "http:evil.example",
        "/" + "a" * 1000,
    ],
)
def test_anything_else_is_the_first_page(wish: str | None) -> None:
    assert local_path(wish) == HOME


@given(st.text(alphabet="/\\:@?#.%evil \t\n\r\x00", max_size=12))
def test_whatever_is_wished_the_host_stays(wish: str) -> None:
    found = local_path(wish)

    assert found.startswith("/")
    assert not urlsplit(found).netloc
    assert not {"\\", "\n", "\r", "\t"} & set(found)
    assert not found.startswith("//")
