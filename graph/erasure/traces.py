"""Everywhere somebody stands in the graph: what is theirs follows from the declarations, the rest is listed.

A new kind of object that is nothing without an employee, or a new link to one, is found by itself; a property
that holds an employee's id gets its line in `MENTIONS`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.employees import EMPLOYEE
from graph.loading import EVERYTHING
from graph.records.fields import Link, One, Property
from graph.records.nodes import NodeType


@dataclass(frozen=True, slots=True)
class Trace:
    """One way to stand in the graph: `found` binds `n` by `$id`, and `gone` takes it away.

    `gone` is empty for what goes with the employee's node.
    """

    what: str
    found: str
    gone: str = ""

    @property
    def count(self) -> str:
        """Cypher that counts it."""
        return f"{self.found} RETURN count(n) AS count"

    @property
    def erase(self) -> str:
        """Cypher that takes it away."""
        return f"{self.found} {self.gone}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A property of another's node that holds somebody's id, or `several`, and what becomes of it."""

    what: str
    label: str
    place: str
    gone: str
    several: bool = False

    @property
    def trace(self) -> Trace:
        """Where it stands and how it goes."""
        if self.several:
            return Trace(self.what, f"MATCH (n:{self.label}) WHERE $id IN n.{self.place}", self.gone)
        return Trace(self.what, f"MATCH (n:{self.label} {{{self.place}: $id}})", self.gone)

    @property
    def ids(self) -> str:
        """Cypher for everybody who stands there."""
        if self.several:
            return f"MATCH (n:{self.label}) UNWIND n.{self.place} AS id RETURN DISTINCT id"
        return f"MATCH (n:{self.label}) WHERE n.{self.place} IS NOT NULL RETURN DISTINCT n.{self.place}"


FORGET_MANAGER = """
SET n.manager = null, n.manager_by = null, n.manager_answer = null, n.manager_note = null,
    n.involvement = 'none', n.changed = $number
"""
"""As an invitation whose manager there never was: nobody waits for an answer that can't come."""

MENTIONS = (
    Mention("sessions", "Session", "subject", "DETACH DELETE n"),
    Mention("inquiries", "Inquiry", "subject", "DETACH DELETE n"),
    Mention("inquiries_of_others", "Inquiry", "people", "DETACH DELETE n", several=True),
    Mention("task_changes", "TaskChange", "by", "SET n.by = ''"),
    Mention("moves_of_others", "Move", "by", "SET n.by = ''"),
    Mention("manager_of_invitations", "Invitation", "manager", FORGET_MANAGER),
    Mention("manager_of_workplaces", "Workplace", "manager", "SET n.manager = null, n.changed = $number"),
    Mention("switches", "Switch", "by", "SET n.by = ''"),
    Mention("loads", "Load", "by", "SET n.by = ''"),
    Mention("kept_answers", "KeptAnswer", "by", "DELETE n"),
    Mention("notices", "Notice", "person", "DETACH DELETE n"),
    Mention("contacts", "Contact", "id", "DELETE n"),
    Mention("left_hidden", "LeftHidden", "id", "DELETE n"),
)
"""Where an id stands without a link; who did something is nobody any more, as where nobody knows."""

NAMED_IN_ANSWERS = Trace(
    "answers_with_them", """MATCH (n:KeptAnswer) WHERE n.body CONTAINS '"' + $id + '"'""", "DELETE n"
)
"""What others were answered of them (`graph.kept_answers`): their id as a value of the JSON."""


def traces() -> Iterator[Trace]:
    """All of them, parts before what they are parts of."""
    yield Trace("employees", "MATCH (n:Employee {id: $id})")
    for field in EMPLOYEE.fields:
        if not isinstance(field, Property | One):
            yield Trace(field.name, f"MATCH (:Employee {{id: $id}})-[n:{field.link.type}]->()")
    for part in EMPLOYEE.parts:
        found = f"MATCH (:Employee {{id: $id}})-[:{part.type}]->(n:{part.target})"
        yield Trace(f"{part.target.lower()}s", found, "DETACH DELETE n")
    for owner, name, link in _leading_to_employees():
        if link.vital:
            yield from _dependent(owner, link)
        else:
            what = "known_by" if owner is EMPLOYEE else name
            yield Trace(what, f"MATCH (:Employee {{id: $id}}){_arrow(link, 'n')}(:{owner.label})")
    for mention in MENTIONS:
        yield mention.trace
    yield NAMED_IN_ANSWERS


def _dependent(owner: NodeType[object], link: Link) -> Iterator[Trace]:
    """Objects that are nothing without the employee, and what belongs to these."""
    theirs = f"MATCH (:Employee {{id: $id}}){_arrow(link)}"
    for part in owner.parts:
        found = f"{theirs}(:{owner.label})-[:{part.type}]->(n:{part.target})"
        yield Trace(f"{part.target.lower()}s", found, "DETACH DELETE n")
    yield Trace(f"{owner.kind}s", f"{theirs}(n:{owner.label})", "DETACH DELETE n")


def _leading_to_employees() -> Iterator[tuple[NodeType[object], str, Link]]:
    for owner in EVERYTHING:
        for field in owner.fields:
            if not isinstance(field, Property) and field.link.target == EMPLOYEE.label:
                yield owner, field.name, field.link


def _arrow(link: Link, bound: str = "") -> str:
    """The link as it looks from the employee's side."""
    relationship = f"[{bound}:{link.type}]"
    return f"-{relationship}->" if link.incoming else f"<-{relationship}-"
