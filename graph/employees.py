"""Employees with where they work, what they practise and which skills they have."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.qualifications import HOLDS, SPEAKS_OF
from graph.records.changes import Changes
from graph.records.fields import (
    DAY,
    FLAG,
    NUMBER,
    Described,
    Link,
    Many,
    One,
    Properties,
    Property,
    day,
    day_or_none,
    word,
)
from graph.records.nodes import NodeType
from graph.records.reading import Page, Repository, Stored
from graph.records.searching import FOUND, sought
from graph.records.writing import alter_one
from graph.server.database import Database, Row, Transaction
from graph.signatures import RESERVED, is_reserved
from matching.bounds import Fault, employee_faults
from matching.model import (
    Employee,
    Evidence,
    HeldSkill,
    OwnQualification,
    OwnStatement,
    Qualification,
    Visibility,
)

WORKS_AT = Link("WORKS_AT", "Workplace")
PRACTISES = Link("PRACTISES", "Profession")
HAS_SKILL = Link("HAS_SKILL", "Skill", applicable=True)
STATES = Link("STATES", "Skill", applicable=True)
WANTS_TO_LEARN = Link("WANTS_TO_LEARN", "Skill", applicable=True)
CAN_TEACH = Link("CAN_TEACH", "Skill", applicable=True)
KNOWS = Link("KNOWS", "Employee")
HAS_ACCOUNT = Link("HAS_ACCOUNT", "Account")

SEEN = f"""
WHERE n.retired = false
  AND n.visibility IN $visible
  AND {FOUND}
  AND ($profession IS NULL OR EXISTS {{ MATCH (n)-[:PRACTISES]->(:Profession {{id: $profession}}) }})
"""

WHERE_VISIBLE = f"""
MATCH (n:Employee)
{SEEN}
"""

WHERE_VISIBLE_AT_WORKPLACE = f"""
MATCH (:Workplace {{id: $workplace}})<-[:PART_OF*0..10]-(:Workplace)<-[:WORKS_AT]-(n:Employee)
{SEEN}
"""

NAME_ORDER = """
WITH n
ORDER BY toLower(n.name), n.id
"""

VISIBLE_TO = {
    Visibility.EVERYONE: (Visibility.EVERYONE,),
    Visibility.LEADS: (Visibility.EVERYONE, Visibility.LEADS),
    Visibility.HIDDEN: tuple(Visibility),
}


def _write_held(held: HeldSkill) -> tuple[str, Properties]:
    return held.skill, {
        "level": held.level,
        "evidence": int(held.evidence),
        "source": held.source,
        "confirmed_on": held.confirmed_on.isoformat(),
    }


def _held(skill: str, level: int, evidence: int, source: str, confirmed_on: str) -> HeldSkill:
    return HeldSkill(
        skill=skill,
        level=level,
        evidence=Evidence(evidence),
        source=source,
        confirmed_on=day(confirmed_on),
    )


def _write_statement(said: OwnStatement) -> tuple[str, Properties]:
    return said.skill, {
        "level": said.level,
        "disputes": said.disputes,
        "said_on": said.said_on.isoformat(),
    }


def _statement(skill: str, level: int, disputes: bool, said_on: str) -> OwnStatement:
    return OwnStatement(skill=skill, level=level, disputes=disputes, said_on=day(said_on))


def _write_qualification(held: Qualification) -> tuple[str, Properties]:
    said = {
        "valid_until": DAY.write(held.valid_until),
        "issuer": held.issuer or None,
        "evidence": held.evidence or None,
        "source": held.source,
        "confirmed_on": held.confirmed_on.isoformat(),
    }
    return held.kind, {name: value for name, value in said.items() if value is not None}


def _qualification(
    kind: str, valid_until: str | None, issuer: str | None, evidence: str | None, source: str, on: str
) -> Qualification:
    return Qualification(
        kind=kind,
        valid_until=day_or_none(valid_until),
        issuer=issuer or "",
        evidence=evidence or "",
        source=source,
        confirmed_on=day(on),
    )


def _write_own_qualification(said: OwnQualification) -> tuple[str, Properties]:
    told = {
        "valid_until": DAY.write(said.valid_until),
        "disputes": said.disputes or None,
        "issuer": said.issuer or None,
        "evidence": said.evidence or None,
        "said_on": said.said_on.isoformat(),
    }
    return said.kind, {name: value for name, value in told.items() if value is not None}


def _own_qualification(
    kind: str,
    valid_until: str | None,
    disputes: bool | None,
    issuer: str | None,
    evidence: str | None,
    on: str,
) -> OwnQualification:
    return OwnQualification(
        kind=kind,
        valid_until=day_or_none(valid_until),
        disputes=bool(disputes),
        issuer=issuer or "",
        evidence=evidence or "",
        said_on=day(on),
    )


def _faults(employee: Employee, today: date) -> Iterator[Fault]:
    if is_reserved(employee.id):
        yield Fault(("id",), RESERVED)
    yield from employee_faults(employee, today)


EMPLOYEE = NodeType(
    kind="employee",
    label="Employee",
    make=Employee,
    searched=("name",),
    fields=(
        Property("name"),
        One("workplace", WORKS_AT),
        One("profession", PRACTISES),
        Property("weekly_hours", NUMBER),
        Property("hours_offered", NUMBER),
        Property("offers_from", DAY),
        Property("offers_until", DAY),
        Property("invitation_cap"),
        Property("shows_bridges", FLAG),
        Property("visibility", word(Visibility)),
        Property("visibility_in_file", word(Visibility)),
        Property("protected", FLAG),
        Property("objects", FLAG),
        Described(
            "skills",
            HAS_SKILL,
            ("level", "evidence", "source", "confirmed_on"),
            write=_write_held,
            make=_held,
        ),
        Described(
            "statements",
            STATES,
            ("level", "disputes", "said_on"),
            write=_write_statement,
            make=_statement,
        ),
        Described(
            "qualifications",
            HOLDS,
            ("valid_until", "issuer", "evidence", "source", "confirmed_on"),
            write=_write_qualification,
            make=_qualification,
        ),
        Described(
            "own_qualifications",
            SPEAKS_OF,
            ("valid_until", "disputes", "issuer", "evidence", "said_on"),
            write=_write_own_qualification,
            make=_own_qualification,
        ),
        Many("wants_to_learn", WANTS_TO_LEARN),
        Many("can_teach", CAN_TEACH),
        Described(
            "knows",
            KNOWS,
            ("declared_on",),
            write=lambda known: (known[0], {"declared_on": known[1].isoformat()}),
            make=lambda id, declared_on: (id, day(declared_on)),
        ),
    ),
    faults=_faults,
    parts=(HAS_ACCOUNT,),
    outlives=("visibility", "protected", "objects"),
)


REMEMBERED = """
MATCH (n:Employee)
WHERE n.retired = true AND n.visibility IS NOT NULL
RETURN n.id AS id, n.visibility AS visibility, n.protected AS protected, n.objects AS objects
"""

REMEMBERED_LONGER = """
MATCH (n:LeftHidden)
WHERE NOT EXISTS { MATCH (e:Employee) WHERE e.id = n.id }
RETURN n.id AS id, n.visibility AS visibility, null AS protected, n.objects AS objects
"""

FIND_HIDING = """
MATCH (n:Employee {id: $id})
WHERE n.retired = true AND (n.visibility <> 'everyone' OR n.objects = true)
RETURN n.visibility AS visibility, n.objects AS objects
"""

REMEMBER_LONGER = """
MERGE (n:LeftHidden {id: $id})
SET n.visibility = $visibility, n.objects = $objects
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of those who left, so that none of them comes back more visible, by id."""

    rows: Mapping[str, Row]

    @classmethod
    def read(cls, transaction: Transaction) -> "Remembered":
        """Of those who left lately, and of whom nothing else is kept any more."""
        rows = [*transaction.rows(REMEMBERED_LONGER), *transaction.rows(REMEMBERED)]
        return cls({row["id"]: row for row in rows})

    def returned(self, employee: Employee) -> Employee:
        """The employee as they come back; the same for who never left."""
        row = self.rows.get(employee.id)
        if row is None:
            return employee
        protected = employee.protected or bool(row["protected"])
        before = Visibility.HIDDEN if protected else Visibility(row["visibility"])
        return replace(
            employee,
            visibility=employee.visibility.narrowed(before),
            protected=protected,
            objects=employee.objects or bool(row["objects"]),
        )


def told_by_a_source(before: Employee, after: Employee) -> Employee:
    """What a load may make of an employee: what they said themselves stays, and nobody is shown to more."""
    return replace(
        shown_no_more(before, after),
        visibility_in_file=after.visibility_in_file or before.visibility_in_file,
        statements=before.statements,
        own_qualifications=before.own_qualifications,
        objects=after.objects or before.objects,
    )


def shown_no_more(before: Employee, after: Employee) -> Employee:
    """What may become of an employee without their doing: hidden from more, never shown to more."""
    return replace(
        after,
        visibility=after.visibility.narrowed(before.visibility),
        shows_bridges=after.shows_bridges and before.shows_bridges,
    )


class Employees(Repository[Employee]):
    """Reads employees, and writes what they declare themselves; all else is written by loading."""

    def __init__(self, database: Database, changes: Changes) -> None:
        super().__init__(database, EMPLOYEE)
        self._changes = changes

    def search(
        self,
        text: str | None = None,
        workplace: str | None = None,
        profession: str | None = None,
        *,
        audience: Visibility,
        page: int = 1,
        size: int = 20,
    ) -> Page[Employee]:
        """Employees by words of their name, in any order, workplace (and those below it) and profession.

        `audience` is the visibility that the asker may see: EVERYONE finds those who show
        themselves to everyone, LEADS also those who do to leads, HIDDEN all.
        """
        return self._page(
            WHERE_VISIBLE_AT_WORKPLACE if workplace else WHERE_VISIBLE,
            NAME_ORDER,
            page=page,
            size=size,
            **sought(text or ""),
            workplace=workplace,
            profession=profession,
            visible=[visibility.value for visibility in VISIBLE_TO[audience]],
        )

    def declare(self, id: str, version: int, **declared: Any) -> Stored[Employee]:
        """Make what an employee declares of themselves, by the names of `Employee`, what is given.

        Raises NotFound, StaleVersion when they changed after `version`, OutOfBounds, GraphUnavailable.
        """
        return self.alter(id, lambda employee: replace(employee, **declared), version=version)

    def alter(
        self, id: str, altered: Callable[[Employee], Employee], *, version: int | None = None
    ) -> Stored[Employee]:
        """Make an employee what `altered` says, in one transaction.

        Raises NotFound, StaleVersion when they changed after a `version` that is named, UnknownReference,
        OutOfBounds, GraphUnavailable, and what `altered` raises.
        """
        return self._changes.write(lambda change: alter_one(change, EMPLOYEE, id, version, altered))

    def name_colleagues(
        self, id: str, version: int, colleagues: Iterable[str], *, on: date
    ) -> Stored[Employee]:
        """Make whom an employee says they know what is given; who was named before keeps the day.

        Raises NotFound, StaleVersion when they changed after `version`, UnknownReference (and writes
        nothing), GraphUnavailable.
        """
        wanted = sorted(set(colleagues) - {id})

        def named(employee: Employee) -> Employee:
            before = dict(employee.knows)
            return replace(employee, knows=tuple((other, before.get(other, on)) for other in wanted))

        return self.alter(id, named, version=version)
