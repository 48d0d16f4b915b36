"""JSON pointers (RFC 6901) to places in a parsed JSON body."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

Path = tuple[str | int, ...]


def json_pointer(path: Sequence[Any]) -> str:
    """The pointer to a place, as a URI fragment (section 6): `#/requirements/0/level`."""
    return "#" + "".join(f"/{quote(str(part).replace('~', '~0').replace('/', '~1'))}" for part in path)


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every string in parsed JSON with its place; a key's place is that of the object it is in."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield path, str(key)
            yield from texts(item, (*path, str(key)))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from texts(item, (*path, position))
