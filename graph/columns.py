"""Streams employees and their skills as columns, for the index that ranks them in memory."""

from array import array
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import nan

from graph.records.changes import after
from graph.server.database import Database
from matching.model import EmployeeColumns

READ_EMPLOYEES = """
MATCH (n:Employee)
WHERE n.retired = false
RETURN n.id, n.name, n.weekly_hours, n.hours_offered, n.visibility, n.retired,
  n.offers_from, n.offers_until, n.invitation_cap, n.shows_bridges,
  [(n)-[:WORKS_AT]->(w:Workplace) | w.id] AS workplaces,
  [(n)-[:PRACTISES]->(p:Profession) | p.id] AS professions,
  [(n)-[:WANTS_TO_LEARN]->(l:Skill) | l.id] AS wants_to_learn,
  [(n)-[:CAN_TEACH]->(t:Skill) | t.id] AS can_teach,
  [(n)-[k:KNOWS]->(o:Employee) | [o.id, k.declared_on]] AS knows,
  [(n)-[h:HAS_SKILL]->(s:Skill) | [s.id, h.level, h.evidence, h.confirmed_on, h.source]] AS held
"""

READ_CHANGED_EMPLOYEES = """
MATCH (n:Employee)
WHERE {changed}
RETURN n.id, n.name, n.weekly_hours, n.hours_offered, n.visibility, n.retired,
  n.offers_from, n.offers_until, n.invitation_cap, n.shows_bridges,
  [(n)-[:WORKS_AT]->(w:Workplace) | w.id] AS workplaces,
  [(n)-[:PRACTISES]->(p:Profession) | p.id] AS professions,
  [(n)-[:WANTS_TO_LEARN]->(l:Skill) | l.id] AS wants_to_learn,
  [(n)-[:CAN_TEACH]->(t:Skill) | t.id] AS can_teach,
  [(n)-[k:KNOWS]->(o:Employee) | [o.id, k.declared_on]] AS knows,
  [(n)-[h:HAS_SKILL]->(s:Skill) | [s.id, h.level, h.evidence, h.confirmed_on, h.source]] AS held
"""

EPOCH = date(1970, 1, 1).toordinal()


class Columns:
    """Reads whole populations without making an object of each record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def employees(
        self, since: int = 0, until: int | None = None, *, batch: int = 5000
    ) -> Iterator[EmployeeColumns]:
        """All employees in batches, or those that changed after the change number `since`.

        To name the number `until` of the latest change makes it fast; what comes after may be missing.

        Retired employees come only with `since`: then with `retired` true, an empty name and no
        skills. Numbers are in `array`s, which numpy takes over without copying; the order is the
        server's. Raises GraphUnavailable, also in the middle: start again then.
        """
        changed, parameters = after(since, until)
        cypher = READ_CHANGED_EMPLOYEES.format(changed=changed) if since else READ_EMPLOYEES
        rows = self._database.stream(cypher, **parameters)
        builder = _Builder()
        for row in rows:
            builder.add(*row)
            if len(builder.ids) == batch:
                yield builder.build()
                builder = builder.next()
        if builder.ids:
            yield builder.build()


class _Builder:
    """Collects one batch. Equal strings are kept once, over all batches of a read."""

    def __init__(self, seen: dict[str, str] | None = None) -> None:
        self._seen: dict[str, str] = {} if seen is None else seen
        self.ids: list[str] = []
        self.names: list[str] = []
        self.workplaces: list[str] = []
        self.professions: list[str] = []
        self.weekly_hours = array("d")
        self.hours_offered = array("d")
        self.visibility: list[str] = []
        self.retired: list[bool] = []
        self.offers_from_days = array("d")
        self.offers_until_days = array("d")
        self.invitation_caps = array("d")
        self.shows_bridges = array("d")
        self.wants_to_learn: list[list[str]] = []
        self.can_teach: list[list[str]] = []
        self.knows: list[list[tuple[str, int]]] = []
        self.holder = array("i")
        self.skills: list[str] = []
        self.levels = array("b")
        self.evidence = array("b")
        self.confirmed_days = array("i")
        self.sources: list[str] = []

    def add(
        self,
        id: str,
        name: str | None,
        weekly_hours: float | None,
        hours_offered: float | None,
        visibility: str | None,
        retired: bool,
        offers_from: str | None,
        offers_until: str | None,
        invitation_cap: int | None,
        shows_bridges: bool | None,
        workplaces: list[str],
        professions: list[str],
        wants_to_learn: list[str],
        can_teach: list[str],
        knows: list[tuple[str, str]],
        held: list[tuple[str, int, int, str, str]],
    ) -> None:
        position, same = len(self.ids), self._seen.setdefault
        self.ids.append(id)
        self.names.append(name or "")
        self.workplaces.append(same(workplaces[0], workplaces[0]) if workplaces else "")
        self.professions.append(same(professions[0], professions[0]) if professions else "")
        self.weekly_hours.append(0.0 if weekly_hours is None else weekly_hours)
        self.hours_offered.append(nan if hours_offered is None else hours_offered)
        self.visibility.append(same(visibility, visibility) if visibility else "")
        self.retired.append(retired)
        self.offers_from_days.append(_days(offers_from) if offers_from else nan)
        self.offers_until_days.append(_days(offers_until) if offers_until else nan)
        self.invitation_caps.append(nan if invitation_cap is None else invitation_cap)
        self.shows_bridges.append(bool(shows_bridges))
        self.wants_to_learn.append([same(skill, skill) for skill in wants_to_learn])
        self.can_teach.append([same(skill, skill) for skill in can_teach])
        self.knows.append([(same(id, id), _days(declared_on)) for id, declared_on in knows])
        for skill, level, evidence, confirmed_on, source in held:
            self.holder.append(position)
            self.skills.append(same(skill, skill))
            self.levels.append(level)
            self.evidence.append(evidence)
            self.confirmed_days.append(_days(confirmed_on))
            self.sources.append(same(source, source))

    def build(self) -> EmployeeColumns:
        return EmployeeColumns(
            ids=self.ids,
            names=self.names,
            workplaces=self.workplaces,
            professions=self.professions,
            weekly_hours=self.weekly_hours,
            hours_offered=self.hours_offered,
            visibility=self.visibility,
            retired=self.retired,
            offers_from_days=self.offers_from_days,
            offers_until_days=self.offers_until_days,
            invitation_caps=self.invitation_caps,
            shows_bridges=self.shows_bridges,
            wants_to_learn=self.wants_to_learn,
            can_teach=self.can_teach,
            knows=self.knows,
            holder=self.holder,
            skills=self.skills,
            levels=self.levels,
            evidence=self.evidence,
            confirmed_days=self.confirmed_days,
            sources=self.sources,
        )

    def next(self) -> "_Builder":
        return _Builder(self._seen)


@lru_cache(maxsize=10_000)
def _days(iso: str) -> int:
    return date.fromisoformat(iso).toordinal() - EPOCH
