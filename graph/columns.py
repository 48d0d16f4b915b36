"""Streams employees and their skills as columns, for the index that ranks them in memory."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

from graph.employees import EMPLOYEE
from graph.records.changes import after
from graph.records.fields import day
from graph.records.nodes import NodeType
from graph.records.soundness import LeftOut, Refuse, checks, note, sound
from graph.records.writing import batches
from graph.server.database import Database
from matching.index.columns import EmployeeColumns, HeldColumns, declared
from matching.index.workforce import Workforce
from matching.model import MAX_LEVEL, Evidence, HeldSkill, OwnStatement
from matching.own_skills import all_counting

READ_EMPLOYEES = """
MATCH (n:Employee)
WHERE {which}
RETURN n.id, n.retired, {fields}
"""


class Columns:
    """Reads whole populations without making an object of each record.

    Read are the fields of the node type that the table has columns of.
    """

    def __init__(
        self, database: Database, node_type: NodeType[Any] = EMPLOYEE, table: type[Workforce] = Workforce
    ) -> None:
        self._database = database
        wanted = {column.field for column in declared(table).values()}
        self._fields = [each for each in node_type.fields if each.name in wanted]
        self._fits = [checks(node_type.make)[each.name] for each in self._fields]
        self._statements = node_type.field("statements")
        self._states = checks(node_type.make)["statements"]
        read = (node_type.field("skills"), self._statements, *self._fields)
        self._cypher = ", ".join(each.cypher for each in read)

    def employees(
        self, since: int = 0, until: int | None = None, *, batch: int = 5000, refuse: Refuse = note
    ) -> Iterator[EmployeeColumns]:
        """All employees in batches, or those that changed after the change number `since`.

        To name the number `until` of the latest change makes it fast; what comes after may be missing.

        Their skills are those that count beside what they state themselves (`matching.own_skills`). Retired
        employees come only with `since`. Who cannot be read comes as if retired, and a skill that cannot be
        read not at all; `refuse` is told of them. The order is the server's. Raises
        GraphUnavailable, also in the middle: start again then.
        """
        which, parameters = after(since, until) if since else ("n.retired = false", {})
        cypher = READ_EMPLOYEES.format(which=which, fields=self._cypher)
        same: dict[str, str] = {}  # of equal strings one is kept, over all batches
        rows = self._sound(self._database.stream(cypher, **parameters), refuse)
        for some in batches(rows, batch):
            ids, retired, skills, *values = zip(*some, strict=True)
            names = (each.name for each in self._fields)
            yield EmployeeColumns(
                retired=retired,
                fields={"id": ids} | dict(zip(names, values, strict=True)),
                held=_held(skills, same),
            )

    def _sound(self, rows: Iterable[list[Any]], refuse: Refuse) -> Iterator[list[Any]]:
        """The rows with their values as an employee has them; who cannot be read as if retired."""
        nothing = [None] * len(self._fields)
        for id, retired, skills, stated, *values in rows:
            read = (
                None if retired else sound(EMPLOYEE.kind, id, partial(self._values, stated, values), refuse)
            )
            if read is None:
                yield [str(id), True, [], *nothing]
            else:
                statements, *others = read
                yield [id, False, _counting(_sound_skills(id, skills, refuse), statements), *others]

    def _values(self, stated: list[Any], values: list[Any]) -> list[Any]:
        """Their statements, then the fields. Raises ValueError for what is no value of its field."""
        read = [each.read(value) for each, value in zip(self._fields, values, strict=True)]
        for each, fits, value in zip(self._fields, self._fits, read, strict=True):
            if not fits(value):
                raise ValueError(each.name)
        statements = self._statements.read(stated)
        if not self._states(statements):
            raise ValueError("statements")
        return [statements, *read]


def _sound_skills(employee: str, skills: list[list[Any]], refuse: Refuse) -> list[list[Any]]:
    """Those that can be read; of each other one the employee and the skill are told."""
    kept = [each for each in skills if _is_held(*each)]
    if len(kept) < len(skills):
        wrong = ", ".join(sorted(str(each[0]) for each in skills if not _is_held(*each)))
        refuse(LeftOut("held skill", employee, f"it cannot be read: {wrong}"))
    return kept


def _is_held(skill: Any, level: Any, evidence: Any, source: Any, confirmed_on: Any) -> bool:
    try:
        day(confirmed_on)
    except (TypeError, ValueError):
        return False
    return (
        type(skill) is str
        and type(source) is str
        and type(level) is int
        and type(evidence) is int
        and 1 <= level <= MAX_LEVEL
        and 0 <= evidence <= Evidence.USED
    )


def _counting(skills: list[list[Any]], statements: tuple[OwnStatement, ...]) -> list[list[Any]]:
    """Of skills as they are read, those that count."""
    if not statements:
        return skills
    known = (
        HeldSkill(
            skill=skill,
            level=level,
            evidence=Evidence(evidence),
            source=source,
            confirmed_on=day(confirmed_on),
        )
        for skill, level, evidence, source, confirmed_on in skills
    )
    return [
        [each.skill, each.level, int(each.evidence), each.source, each.confirmed_on.isoformat()]
        for each in all_counting(known, statements)
    ]


def _held(of_each: Sequence[list[list[Any]]], same: dict[str, str]) -> HeldColumns:
    entries = list(chain.from_iterable(of_each))
    skills, levels, evidence, sources, confirmed_on = zip(*entries, strict=True) if entries else [()] * 5
    return HeldColumns.of(
        list(map(len, of_each)),
        skills=list(map(same.setdefault, skills, skills)),
        levels=levels,
        evidence=evidence,
        sources=list(map(same.setdefault, sources, sources)),
        confirmed_on=map(day, confirmed_on),
    )
