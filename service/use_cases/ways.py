"""Who asks, and their ways to colleagues: the same on the pages and in the API.

Who is signed in gets their own ways. Where nobody is, an employee can be named; their ways go by completed
joint work alone, because whom they say they know is only theirs to see.
"""

from collections.abc import Iterable

from matching.index.index import Index
from matching.insight.introductions import Step, of_index, ways
from service.request.identity import Identity


def who_asks(identity: Identity, named: str, index: Index) -> str:
    """The employee who is signed in, else the one who was named; empty if neither is known."""
    return identity.subject if identity.subject in index.workforce.row_of else named


def find_ways(
    identity: Identity, asker: str, sought: Iterable[str], *, index: Index
) -> dict[str, tuple[Step, ...]]:
    """The ways from `asker` to each of the sought, over those who show themselves to who is signed in.

    None at all where nobody is known to ask.
    """
    if not asker:
        return {}
    ties = of_index(index, audience=identity.audience, declared=identity.subject == asker)
    return ways(asker, sought, ties)
