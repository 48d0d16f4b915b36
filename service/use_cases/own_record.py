"""What the record says of the one who asks: in which answers they were and why, who looked, what they did."""

from collections.abc import Callable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from graph.audit.chain import DOING, Kind, Line, Part
from graph.records.reading import Page
from service.request.identity import Identity
from service.use_cases.visibility import hides, unseen

if TYPE_CHECKING:
    from graph.store import GraphStore
    from matching.index.index import Index

T = TypeVar("T")

NOT_TOLD = (*DOING, Part.CHOSEN)
"""As what somebody is in lines that are not in their own record.

What they did is about others; that they are put down for a task is the lead's until they are asked, which
the invitation tells (docs/invitations.md).
"""
ABOUT = tuple(part for part in Part if part not in DOING)
"""As what somebody is in lines that are about them."""
ONLY_ABOUT = frozenset({Kind.VIEW, Kind.CHOICE, Kind.READING})
"""Kinds of lines that there are because of whom they are about."""
LINES_AT_ONCE = 500
"""Lines in one reading where all are read. By eye."""


def own_record(identity: Identity, store: "GraphStore", **asked: Any) -> Page[dict[str, Any]]:
    """A page of the lines that are about them, newest first; `asked` is what `Record.page` takes besides."""
    own = identity.subject
    found = store.record.page(person=own, without=NOT_TOLD, **asked)
    doing = {id for line in found.items for id in (line.actor, line.acting) if id}
    hiding = {id for id in doing if hides(identity, store.employees, id)}
    return Page(tuple(_told(line, own, unnamed=hiding) for line in found.items), found.total)


def all_own_record(identity: Identity, store: "GraphStore") -> Iterator[dict[str, Any]]:
    """All of them."""
    return _all(lambda page: own_record(identity, store, page=page, size=LINES_AT_ONCE))


def own_doing(identity: Identity, store: "GraphStore", index: "Index") -> Iterator[dict[str, Any]]:
    """What they did, newest first, without a word of whom it was about: that is theirs.

    Where it was about nobody but who hides by now, it is as if it hadn't been.
    """
    asked: dict[str, Any] = {"person": identity.subject, "without": ABOUT, "size": LINES_AT_ONCE}
    for line in _all(lambda page: store.record.page(page=page, **asked)):
        about = [each.id for each in line.people if each.part in ABOUT]
        if line.kind in ONLY_ABOUT and about and unseen(identity, index, about).issuperset(about):
            continue
        said = orjson.loads(line.said)
        needs = [{"skill": each["skill"], "level": each["level"]} for each in said.get("needs", [])]
        told = {name: said.get(name) for name in ("where", "purpose")}
        yield {"id": line.digest, "at": line.at, "kind": line.kind, **told, "needs": needs}


def _all(read: Callable[[int], Page[T]]) -> Iterator[T]:
    """Everything on all pages of `LINES_AT_ONCE`."""
    page, total = 1, 1
    while (page - 1) * LINES_AT_ONCE < total:
        found = read(page)
        yield from found.items
        page, total = page + 1, found.total


def _told(line: Line, employee: str, *, unnamed: Set[str]) -> dict[str, Any]:
    """What a line says of one employee, and by whom unless by one of the `unnamed`; nothing of others."""
    said = orjson.loads(line.said)
    place, part = next(
        (place, each.part)
        for place, each in enumerate(line.people)
        if each.id == employee and each.part not in NOT_TOLD
    )
    needs = said.get("needs", [])
    own = next((each for each in said.get("candidates", []) if each["who"] == place), None)
    return {
        "id": line.digest,
        "at": line.at,
        "kind": line.kind,
        "part": part,
        "by": "" if line.actor in unnamed else line.actor,
        "acting": "" if line.acting in unnamed else line.acting,
        "where": said.get("where"),
        "purpose": said.get("purpose"),
        "needs": [{"skill": each["skill"], "level": each["level"]} for each in needs],
        "band": own and own["band"],
        "reasons": _reasons(own, needs) if own else [],
    }


def _reasons(own: Mapping[str, Any], needs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The signals that spoke for somebody, without figures: nobody is to read them as a grade."""
    return [
        {"signal": signal, "skill": None if at is None else needs[at]["skill"]}
        for signal, at, value in own["parts"]
        if value > 0
    ]
