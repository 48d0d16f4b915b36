"""Groups of accounts, as a sign-in system tells of them (SCIM): by their names they can give roles, no more.

An account's groups go with it: one that becomes another employee's, or comes anew, is in none.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from graph.errors import NotFound, UnknownReference
from graph.records.changes import LOCK
from graph.records.days import in_utc
from graph.records.soundness import note, sound
from graph.server.database import Database, Row, Transaction
from graph.sessions import END_OF_SUBJECT

KIND = "account group"

MEMBERS = """
RETURN g {.*} AS found,
    [(g)<-[:MEMBER_OF]-(a:Account)<-[:HAS_ACCOUNT]-(e:Employee) WHERE a.deleted = false | a.id] AS members
"""

FIND = f"MATCH (g:AccountGroup {{id: $value}}) {MEMBERS}"
FIND_BY_EXTERNAL_ID = f"MATCH (g:AccountGroup {{external_id: $value}}) {MEMBERS}"
LIST = f"MATCH (g:AccountGroup) {MEMBERS}"

FIND_NAMES = """
MATCH (e:Employee {id: $employee})-[:HAS_ACCOUNT]->(a:Account)-[:MEMBER_OF]->(g:AccountGroup)
WHERE e.retired = false AND a.active = true
RETURN g.name AS name
"""

FIND_HOLDERS = """
UNWIND $accounts AS id
MATCH (e:Employee)-[:HAS_ACCOUNT]->(a:Account {id: id})
WHERE e.retired = false AND a.deleted = false
RETURN a.id AS id, e.id AS employee
"""

SAVE = """
MERGE (g:AccountGroup {id: $id})
SET g += $properties
"""

LET_GO = """
UNWIND $accounts AS id
MATCH (:Account {id: id})-[r:MEMBER_OF]->(:AccountGroup {id: $id})
DELETE r
"""

TAKE_IN = """
UNWIND $accounts AS id
MATCH (a:Account {id: id})
MATCH (g:AccountGroup {id: $id})
MERGE (a)-[:MEMBER_OF]->(g)
"""

DELETE = "MATCH (g:AccountGroup {id: $id}) DETACH DELETE g"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountGroup:
    """A group by the name that its system gives it; `members` are ids of accounts."""

    id: str
    name: str
    external_id: str = ""
    members: frozenset[str] = frozenset()
    created: datetime
    modified: datetime


class AccountGroups:
    """Keeps them. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, id: str) -> AccountGroup:
        """The group with this id. Raises NotFound."""
        for found in self._found(FIND, value=id):
            return found
        raise NotFound(KIND, id)

    def all(self) -> list[AccountGroup]:
        """All groups, in the order of their ids."""
        return sorted(self._found(LIST), key=lambda each: each.id)

    def with_external_id(self, external_id: str) -> list[AccountGroup]:
        """Those with this id of their system's."""
        return list(self._found(FIND_BY_EXTERNAL_ID, value=external_id))

    def names_of(self, employee: str) -> frozenset[str]:
        """The names of the groups that an employee's account is in, while it is switched on."""
        rows = self._database.read(lambda transaction: transaction.rows(FIND_NAMES, employee=employee))
        return frozenset(row["name"] for row in rows)

    def save(self, group: AccountGroup, *, signing_out: Collection[str], at: datetime) -> None:
        """Make a group what is given, and end the sessions of the holders of the accounts `signing_out`.

        Raises UnknownReference for a member that is no account.
        """

        def write(transaction: Transaction) -> None:
            transaction.run(LOCK)
            holders = transaction.rows(FIND_HOLDERS, accounts=sorted(group.members))
            if missing := group.members - {row["id"] for row in holders}:
                raise UnknownReference("account", missing)
            row = transaction.row(FIND, value=group.id)
            before = frozenset(row["members"]) if row else frozenset()
            properties = {
                "name": group.name,
                "external_id": group.external_id,
                "created": in_utc(group.created, "milliseconds"),
                "modified": in_utc(group.modified, "milliseconds"),
            }
            transaction.run(SAVE, id=group.id, properties=properties)
            transaction.run(LET_GO, id=group.id, accounts=sorted(before - group.members))
            transaction.run(TAKE_IN, id=group.id, accounts=sorted(group.members - before))
            _sign_out(transaction, signing_out, at)

        self._database.write(write)

    def delete(self, id: str, *, signing_out: Collection[str], at: datetime) -> None:
        """Delete a group, and end sessions as `save` does."""

        def write(transaction: Transaction) -> None:
            _sign_out(transaction, signing_out, at)
            transaction.run(DELETE, id=id)

        self._database.write(write)

    def _found(self, cypher: str, **parameters: Any) -> Iterator[AccountGroup]:
        for row in self._database.read(lambda transaction: transaction.rows(cypher, **parameters)):
            group = sound(KIND, row["found"].get("id"), partial(_build, row), note)
            if group is not None:
                yield group


def _sign_out(transaction: Transaction, accounts: Collection[str], at: datetime) -> None:
    for row in transaction.rows(FIND_HOLDERS, accounts=sorted(accounts)):
        transaction.run(END_OF_SUBJECT, subject=row["employee"], at=in_utc(at))


def _build(row: Row) -> AccountGroup:
    found = row["found"]
    return AccountGroup(
        id=found["id"],
        name=found["name"],
        external_id=found["external_id"],
        members=frozenset(row["members"]),
        created=datetime.fromisoformat(found["created"]),
        modified=datetime.fromisoformat(found["modified"]),
    )
