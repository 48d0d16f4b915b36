"""Accounts that a sign-in system keeps of employees (SCIM): what it calls them, and whether it lets them in.

An account holds what nobody else knows; name, workplace and profession are the employee's. It goes with the
employee, whatever said that they left, and is no part of the picture that questions are answered from.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from graph.employees import EMPLOYEE
from graph.errors import AlreadyExists, NotFound
from graph.loading import EVERYTHING
from graph.records.changes import LOCK, Change, Changes
from graph.records.days import in_utc
from graph.records.soundness import note, sound
from graph.records.writing import retire
from graph.server.database import Database, Row, Transaction
from graph.sessions import END_OF_SUBJECT
from matching.model import Visibility

KIND = "account"

LIVE = """
MATCH (e:Employee)-[:HAS_ACCOUNT]->(a:Account)
WHERE e.retired = false AND a.deleted = false
"""

SHOWN = """
MATCH (e)-[:WORKS_AT]->(w:Workplace)
MATCH (e)-[:PRACTISES]->(p:Profession)
RETURN a {.*} AS account, e.id AS employee, e.name AS name, w.id AS workplace, w.name AS workplace_name,
    CASE WHEN p.label_da = '' THEN p.label_en ELSE p.label_da END AS title
"""

FIND = f"{LIVE} AND a.id = $id {SHOWN}"
FIND_BY_NAME = f"{LIVE} AND a.user_key = $value {SHOWN}"
FIND_BY_EXTERNAL_ID = f"{LIVE} AND a.external_id = $value {SHOWN}"
FIND_BY_EMPLOYEE = f"{LIVE} AND e.id = $value {SHOWN}"
LIST = f"{LIVE} {SHOWN}"

FIND_OF = """
MATCH (:Employee {id: $employee})-[:HAS_ACCOUNT]->(a:Account)
RETURN a {.*} AS account, $employee AS employee
"""

LIST_EMPLOYEES = f"{LIVE} RETURN e.id AS id"

FIND_SWITCHED_OFF = f"{LIVE} AND e.id = $employee AND a.active = false RETURN a.id AS id"

FIND_TAKEN = f"""
{LIVE} AND a.id <> $id AND (a.user_key = $user_key OR e.id = $employee)
RETURN a.id AS id
"""

DROP = """
MATCH (:Employee {id: $employee})-[:HAS_ACCOUNT]->(a:Account)
WHERE a.id <> $id
DETACH DELETE a
"""

SAVE = """
MATCH (e:Employee {id: $employee})
MERGE (a:Account {id: $id})
SET a += $properties
MERGE (e)-[:HAS_ACCOUNT]->(a)
"""

FIND_DUE = """
MATCH (e:Employee)-[:HAS_ACCOUNT]->(a:Account)
WHERE e.retired = false AND a.active = false AND a.since < $before
RETURN e.id AS id
"""

SHOW_AS_BEFORE = """
MATCH (e:Employee {id: $employee})-[:HAS_ACCOUNT]->(a:Account)
SET e.visibility = a.shown
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An employee's account elsewhere; `user_name` and `external_id` are what its system calls it.

    Whether it is `active` holds `since` a day. While it isn't, the employee hides; `shown` is how they showed
    themselves before. One that is `deleted` is inactive, and kept for that alone.
    """

    id: str
    employee: str
    user_name: str
    external_id: str = ""
    active: bool = True
    deleted: bool = False
    since: date
    shown: Visibility = Visibility.EVERYONE
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An account with what is known of the employee who has it; `title` is the label of their profession."""

    account: Account
    name: str
    workplace: str
    workplace_name: str
    title: str


class Accounts:
    """Keeps them. Everything raises GraphUnavailable."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def get(self, id: str) -> Holder:
        """The account with this id, whose employee is here. Raises NotFound."""
        for found in self._found(FIND, id=id):
            return found
        raise NotFound(KIND, id)

    def all(self) -> list[Holder]:
        """All accounts of employees who are here, in the order of their ids."""
        return sorted(self._found(LIST), key=lambda each: each.account.id)

    def called(self, user_name: str) -> list[Holder]:
        """The one that its system calls so, in whatever case."""
        return list(self._found(FIND_BY_NAME, value=user_name.casefold()))

    def with_external_id(self, external_id: str) -> list[Holder]:
        """Those with this id of their system's."""
        return list(self._found(FIND_BY_EXTERNAL_ID, value=external_id))

    def with_employee(self, employee: str) -> list[Holder]:
        """The one of this employee."""
        return list(self._found(FIND_BY_EMPLOYEE, value=employee))

    def kept_of(self, employee: str) -> Account | None:
        """What is kept of an employee's account, also one that is deleted."""
        row = self._database.read(lambda transaction: transaction.row(FIND_OF, employee=employee))
        return None if row is None else _account(row)

    def employees(self) -> frozenset[str]:
        """The ids of all employees who have an account that isn't deleted, active or not."""
        return frozenset(id for id, *_ in self._database.stream(LIST_EMPLOYEES))

    def is_switched_off(self, employee: str) -> bool:
        """Whether the employee has an account that lets nobody in."""
        return self._database.latest(FIND_SWITCHED_OFF, employee=employee) is not None

    def saving(self, *accounts: Account, at: datetime) -> Callable[[Transaction], None]:
        """Keeps accounts, as part of another transaction (`graph.loading.Loading.apply`).

        Each takes the place of a deleted one of its employee; where it is not active, their sessions end.
        Raises AlreadyExists if another has its name, or the employee another account.
        """

        def save(transaction: Transaction) -> None:
            transaction.run(LOCK)  # two that want the same name follow each other
            for account in accounts:
                _save(transaction, account, at=in_utc(at))

        return save

    def due(self, before: date) -> frozenset[str]:
        """The ids of employees whose account was switched off or deleted before a day, and is still so."""
        rows = self._database.read(lambda transaction: transaction.rows(FIND_DUE, before=before.isoformat()))
        return frozenset(row["id"] for row in rows)

    def retire(self, employee: str) -> None:
        """Let an employee whose account is past its time leave, remembered as they showed themselves."""

        def work(change: Change) -> None:
            change.transaction.run(SHOW_AS_BEFORE, employee=employee)
            retire(change, EMPLOYEE, [employee], everything=EVERYTHING, progress=lambda _: None)

        self._changes.write(work)

    def _found(self, cypher: str, **parameters: Any) -> Iterator[Holder]:
        for row in self._database.read(lambda transaction: transaction.rows(cypher, **parameters)):
            holder = sound(KIND, row["account"].get("id"), partial(_holder, row), note)
            if holder is not None:
                yield holder


def _save(transaction: Transaction, account: Account, *, at: str) -> None:
    key = account.user_name.casefold() or None
    taken = {"id": account.id, "user_key": key or "", "employee": account.employee}
    if not account.deleted and transaction.row(FIND_TAKEN, **taken) is not None:
        raise AlreadyExists(KIND, account.id)
    transaction.run(DROP, id=account.id, employee=account.employee)
    properties = {
        "user_name": account.user_name,
        "user_key": key,
        "external_id": account.external_id,
        "active": account.active,
        "deleted": account.deleted,
        "since": account.since.isoformat(),
        "shown": account.shown.value,
        "created": in_utc(account.created, "milliseconds"),
        "modified": in_utc(account.modified, "milliseconds"),
    }
    transaction.run(SAVE, id=account.id, employee=account.employee, properties=properties)
    if not account.active:
        transaction.run(END_OF_SUBJECT, subject=account.employee, at=at)


def _account(row: Row) -> Account:
    said = row["account"]
    return Account(
        id=said["id"],
        employee=row["employee"],
        user_name=said["user_name"],
        external_id=said["external_id"],
        active=said["active"],
        deleted=said["deleted"],
        since=date.fromisoformat(said["since"]),
        shown=Visibility(said["shown"]),
        created=datetime.fromisoformat(said["created"]),
        modified=datetime.fromisoformat(said["modified"]),
    )


def _holder(row: Row) -> Holder:
    return Holder(
        account=_account(row),
        name=row["name"],
        workplace=row["workplace"],
        workplace_name=row["workplace_name"],
        title=row["title"],
    )
