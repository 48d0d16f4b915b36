"""Addresses of pages: a path with its fields."""

from collections.abc import Iterable
from urllib.parse import urlencode

# Well under what servers, proxies and mail programs take; a longer question is posted.
LONGEST_ADDRESS = 2_000


def address(path: str, fields: Iterable[tuple[str, str]]) -> str:
    """A path with a query, if there are any fields."""
    query = urlencode(list(fields))
    return f"{path}?{query}" if query else path
