"""Requests for introductions: each answer is guarded in the transaction that writes it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from graph.records.changes import Change, Changes
from graph.records.nodes import Link, NodeType, Properties, Targets, creation, difference, plain
from graph.records.reading import Repository, day, day_or_none, read_one
from graph.records.writing import save_one
from graph.server.database import Database, Row
from matching.insight.introductions import Request, RequestState, answered

ASKED_BY = Link("ASKED_BY", "Employee", vital=True)
SEEKS = Link("SEEKS", "Employee", vital=True)
GOES_THROUGH = Link("GOES_THROUGH", "Employee", vital=True)

PROJECTION = """n {
  .*,
  askers: [(n)-[:ASKED_BY]->(e:Employee) | e.id],
  sought: [(n)-[:SEEKS]->(e:Employee) | e.id],
  through: [(n)-[:GOES_THROUGH]->(e:Employee) | e.id]
}"""

FIND_OF_EMPLOYEE = f"""
MATCH (n:IntroductionRequest)-[:ASKED_BY|GOES_THROUGH]->(:Employee {{id: $id}})
RETURN {PROJECTION} AS node
ORDER BY n.asked_on DESC, n.id
"""


def _properties(request: Request) -> Properties:
    return {
        "message": request.message or None,
        "state": request.state.value,
        "asked_on": request.asked_on.isoformat(),
        "answered_on": request.answered_on.isoformat() if request.answered_on else None,
    }


def _linked(request: Request) -> Mapping[Link, Targets]:
    return {
        ASKED_BY: plain((request.asker,)),
        SEEKS: plain((request.sought,)),
        GOES_THROUGH: plain((request.through,)),
    }


def _build(row: Row) -> Request:
    return Request(
        id=row["id"],
        asker=next(iter(row["askers"]), ""),
        sought=next(iter(row["sought"]), ""),
        through=next(iter(row["through"]), ""),
        message=row.get("message") or "",
        state=RequestState(row["state"]),
        asked_on=day(row["asked_on"]),
        answered_on=day_or_none(row.get("answered_on")),
    )


INTRODUCTION_REQUEST = NodeType(
    kind="introduction",
    label="IntroductionRequest",
    links=(ASKED_BY, SEEKS, GOES_THROUGH),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
)


class IntroductionRequests(Repository[Request]):
    """Keeps who asked whom for an introduction, and the answer."""

    def __init__(self, database: Database, changes: Changes) -> None:
        super().__init__(database, INTRODUCTION_REQUEST)
        self._changes = changes

    def of_employee(self, id: str) -> tuple[Request, ...]:
        """Those that an employee asked, or is asked to make, newest first. Raises GraphUnavailable."""
        rows = self._database.read(lambda transaction: transaction.rows(FIND_OF_EMPLOYEE, id=id))
        return tuple(_build(row["node"]) for row in rows)

    def ask(self, request: Request) -> Request:
        """Keep a new request, under an id that is given here. Raises UnknownReference, GraphUnavailable."""
        kept = replace(request, id=str(uuid4()))

        def work(change: Change) -> Request:
            save_one(change, INTRODUCTION_REQUEST, creation(INTRODUCTION_REQUEST, kept))
            return read_one(change.transaction, INTRODUCTION_REQUEST, kept.id).value

        return self._changes.write(work)

    def answer(self, id: str, state: RequestState, *, on: date) -> Request:
        """The go-between's answer. Raises NotFound, RequestRefused (and writes nothing), GraphUnavailable."""

        def work(change: Change) -> Request:
            before = read_one(change.transaction, INTRODUCTION_REQUEST, id).value
            after = answered(before, state, on=on)
            save_one(change, INTRODUCTION_REQUEST, difference(INTRODUCTION_REQUEST, before, after))
            return after

        return self._changes.write(work)
