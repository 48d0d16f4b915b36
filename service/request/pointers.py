"""JSON pointers (RFC 6901) to places in a parsed JSON body."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

Path = tuple[str | int, ...]


def json_pointer(path: Sequence[Any]) -> str:
    """The pointer to a place, as a URI fragment (section 6): `#/requirements/0/level`."""
    return "#" + "".join(f"/{quote(str(part).replace('~', '~0').replace('/', '~1'))}" for part in path)
