"""Requests for introductions: each answer is guarded in the transaction that writes it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from graph.notices import HAS_NOTICE, tell
from graph.records.changes import Change, Changes
from graph.records.fields import DAY, TEXT, Link, One, Property, word
from graph.records.nodes import NodeType, creation, difference
from graph.records.reading import Repository, read_one
from graph.records.soundness import note
from graph.records.writing import save
from graph.server.database import Database
from matching.insight.introductions import Request, RequestState, answered
from matching.telling import News

ASKED_BY = Link("ASKED_BY", "Employee", vital=True)
SEEKS = Link("SEEKS", "Employee", vital=True)
GOES_THROUGH = Link("GOES_THROUGH", "Employee", vital=True)

INTRODUCTION_REQUEST = NodeType(
    kind="introduction",
    label="IntroductionRequest",
    make=Request,
    fields=(
        One("asker", ASKED_BY),
        One("sought", SEEKS),
        One("through", GOES_THROUGH),
        Property("message", TEXT),
        Property("state", word(RequestState)),
        Property("asked_on", DAY),
        Property("answered_on", DAY),
    ),
    parts=(HAS_NOTICE,),
)

FIND_OF_EMPLOYEE = f"""
MATCH (n:IntroductionRequest)-[:ASKED_BY|GOES_THROUGH]->(:Employee {{id: $id}})
RETURN {INTRODUCTION_REQUEST.projection} AS node
ORDER BY n.asked_on DESC, n.id
"""


class IntroductionRequests(Repository[Request]):
    """Keeps who asked whom for an introduction, and the answer."""

    def __init__(self, database: Database, changes: Changes) -> None:
        super().__init__(database, INTRODUCTION_REQUEST)
        self._changes = changes

    def of_employee(self, id: str) -> tuple[Request, ...]:
        """Those that an employee asked, or is asked to make, newest first. Raises GraphUnavailable."""
        rows = self._database.read(lambda transaction: transaction.rows(FIND_OF_EMPLOYEE, id=id))
        return tuple(self._readable((row["node"] for row in rows), note))

    def ask(self, request: Request) -> Request:
        """Keep a new request, under an id that is given here. Raises UnknownReference, GraphUnavailable."""
        kept = replace(request, id=str(uuid4()))

        def work(change: Change) -> Request:
            save(change, INTRODUCTION_REQUEST, creation(INTRODUCTION_REQUEST, kept))
            whom = [(kept.through, News.INTRODUCTION_ASKED)]
            tell(change, INTRODUCTION_REQUEST, kept.id, whom, on=kept.asked_on)
            return read_one(change.transaction, INTRODUCTION_REQUEST, kept.id).value

        return self._changes.write(work)

    def answer(self, id: str, state: RequestState, *, on: date) -> Request:
        """The go-between's answer. Raises NotFound, RequestRefused (and writes nothing), GraphUnavailable."""

        def work(change: Change) -> Request:
            before = read_one(change.transaction, INTRODUCTION_REQUEST, id).value
            after = answered(before, state, on=on)
            save(change, INTRODUCTION_REQUEST, difference(INTRODUCTION_REQUEST, before, after))
            if after.state is RequestState.MADE:
                tell(change, INTRODUCTION_REQUEST, id, [(after.asker, News.INTRODUCTION_MADE)], on=on)
            return after

        return self._changes.write(work)
