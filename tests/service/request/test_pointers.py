"""Pointers to places in JSON, as RFC 6901 writes them in a URI fragment."""

import pytest

from service.request.pointers import Path, json_pointer


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), "#"),
        (("requirements", 0, "level"), "#/requirements/0/level"),
        (("",), "#/"),
        (("a/b",), "#/a~1b"),
        (("m~n",), "#/m~0n"),
        (("c%d",), "#/c%25d"),
        ((" ",), "#/%20"),
        (("ø",), "#/%C3%B8"),
    ],
)
def test_a_place_is_written_as_the_rfc_says(path: Path, pointer: str) -> None:
    assert json_pointer(path) == pointer
