"""Employees with where they work, what they practise and which skills they have."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from graph.errors import StaleVersion
from graph.records.changes import Change, Changes
from graph.records.nodes import Link, NodeType, Properties, Targets, difference, keyed, plain
from graph.records.reading import Page, Repository, Stored, day, day_or_none, folded, read_one
from graph.records.writing import save_one
from graph.server.database import Database, Row
from matching.model import Employee, Evidence, HeldSkill, Visibility

WORKS_AT = Link("WORKS_AT", "Workplace")
PRACTISES = Link("PRACTISES", "Profession")
HAS_SKILL = Link("HAS_SKILL", "Skill")
WANTS_TO_LEARN = Link("WANTS_TO_LEARN", "Skill")
CAN_TEACH = Link("CAN_TEACH", "Skill")
KNOWS = Link("KNOWS", "Employee")

PROJECTION = """n {
  .*,
  workplaces: [(n)-[:WORKS_AT]->(w:Workplace) | w.id],
  professions: [(n)-[:PRACTISES]->(p:Profession) | p.id],
  skills: [(n)-[h:HAS_SKILL]->(s:Skill) | [s.id, h.level, h.evidence, h.source, h.confirmed_on]],
  wants_to_learn: [(n)-[:WANTS_TO_LEARN]->(s:Skill) | s.id],
  can_teach: [(n)-[:CAN_TEACH]->(s:Skill) | s.id],
  knows: [(n)-[k:KNOWS]->(o:Employee) | [o.id, k.declared_on]]
}"""

WHERE_VISIBLE = """
MATCH (n:Employee)
WHERE n.retired = false
  AND n.visibility IN $visible
  AND ($text = '' OR toLower(n.name) CONTAINS $text)
  AND ($profession IS NULL OR EXISTS { MATCH (n)-[:PRACTISES]->(:Profession {id: $profession}) })
"""

WHERE_VISIBLE_AT_WORKPLACE = """
MATCH (:Workplace {id: $workplace})<-[:PART_OF*0..10]-(:Workplace)<-[:WORKS_AT]-(n:Employee)
WHERE n.retired = false
  AND n.visibility IN $visible
  AND ($text = '' OR toLower(n.name) CONTAINS $text)
  AND ($profession IS NULL OR EXISTS { MATCH (n)-[:PRACTISES]->(:Profession {id: $profession}) })
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


def _properties(employee: Employee) -> Properties:
    return {
        "name": employee.name,
        "weekly_hours": float(employee.weekly_hours),
        "hours_offered": None if employee.hours_offered is None else float(employee.hours_offered),
        "offers_from": employee.offers_from.isoformat() if employee.offers_from else None,
        "offers_until": employee.offers_until.isoformat() if employee.offers_until else None,
        "invitation_cap": employee.invitation_cap,
        "shows_bridges": employee.shows_bridges or None,
        "visibility": employee.visibility.value,
    }


def _linked(employee: Employee) -> Mapping[Link, Targets]:
    return {
        WORKS_AT: plain((employee.workplace,)),
        PRACTISES: plain((employee.profession,)),
        HAS_SKILL: keyed((held.skill, _held_properties(held)) for held in employee.skills),
        WANTS_TO_LEARN: plain(employee.wants_to_learn),
        CAN_TEACH: plain(employee.can_teach),
        KNOWS: keyed((id, {"declared_on": on.isoformat()}) for id, on in employee.knows),
    }


def _held_properties(held: HeldSkill) -> Properties:
    return {
        "level": held.level,
        "evidence": int(held.evidence),
        "source": held.source,
        "confirmed_on": held.confirmed_on.isoformat(),
    }


def _build(row: Row) -> Employee:
    return Employee(
        id=row["id"],
        name=row["name"],
        workplace=next(iter(row["workplaces"]), ""),
        profession=next(iter(row["professions"]), ""),
        weekly_hours=row["weekly_hours"],
        hours_offered=row.get("hours_offered"),
        offers_from=day_or_none(row.get("offers_from")),
        offers_until=day_or_none(row.get("offers_until")),
        invitation_cap=row.get("invitation_cap"),
        shows_bridges=row.get("shows_bridges", False),
        visibility=Visibility(row["visibility"]),
        skills=tuple(
            HeldSkill(
                skill=skill,
                level=level,
                evidence=Evidence(evidence),
                source=source,
                confirmed_on=day(confirmed_on),
            )
            for skill, level, evidence, source, confirmed_on in sorted(row["skills"])
        ),
        wants_to_learn=tuple(sorted(row["wants_to_learn"])),
        can_teach=tuple(sorted(row["can_teach"])),
        knows=tuple((id, day(declared_on)) for id, declared_on in sorted(row["knows"])),
    )


EMPLOYEE = NodeType(
    kind="employee",
    label="Employee",
    links=(WORKS_AT, PRACTISES, HAS_SKILL, WANTS_TO_LEARN, CAN_TEACH, KNOWS),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
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
        """Employees by a part of their name, workplace (and those below it) and profession, by name.

        `audience` is the visibility that the asker may see: EVERYONE finds those who show
        themselves to everyone, LEADS also those who do to leads, HIDDEN all.
        """
        return self._page(
            WHERE_VISIBLE_AT_WORKPLACE if workplace else WHERE_VISIBLE,
            NAME_ORDER,
            page=page,
            size=size,
            text=folded(text or ""),
            workplace=workplace,
            profession=profession,
            visible=[visibility.value for visibility in VISIBLE_TO[audience]],
        )

    def declare(
        self,
        id: str,
        version: int,
        *,
        hours_offered: float | None,
        offers_from: date | None,
        offers_until: date | None,
        invitation_cap: int | None,
        shows_bridges: bool = False,
    ) -> Stored[Employee]:
        """Make what an employee declares about their own help what is given.

        Raises NotFound, StaleVersion when they changed after `version`, GraphUnavailable.
        """

        return self._alter(
            id,
            version,
            lambda employee: replace(
                employee,
                hours_offered=hours_offered,
                offers_from=offers_from,
                offers_until=offers_until,
                invitation_cap=invitation_cap,
                shows_bridges=shows_bridges,
            ),
        )

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

        return self._alter(id, version, named)

    def _alter(self, id: str, version: int, alter: Callable[[Employee], Employee]) -> Stored[Employee]:
        def work(change: Change) -> Stored[Employee]:
            stored = read_one(change.transaction, EMPLOYEE, id)
            if stored.version != version:
                raise StaleVersion(EMPLOYEE.kind, id)
            wanted = difference(EMPLOYEE, stored.value, alter(stored.value))
            if not wanted:
                return stored
            save_one(change, EMPLOYEE, wanted)
            return read_one(change.transaction, EMPLOYEE, id)

        return self._changes.write(work)
