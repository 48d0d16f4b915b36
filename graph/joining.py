"""Two skills made one by the organisation itself, as one change: whoever had the one has the other.

What the catalogue joins comes with a load instead (`graph.vocabulary.replaced`). There is no way back, since
nobody could tell afterwards who had which.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from graph.employees import EMPLOYEE
from graph.invitation_node import INVITATION
from graph.loading import EVERYTHING
from graph.professions import PROFESSION
from graph.records.changes import Change, Changes
from graph.records.nodes import NodeType, difference
from graph.records.reading import Stored, read_one
from graph.records.writing import batches, retire, save
from graph.server.database import Transaction
from graph.skills import SKILL, in_own_words
from graph.tasks import TASK
from graph.vocabulary.keeping import naming_kept, with_kept_needs, with_kept_skills
from graph.vocabulary.replaced import kept_ids, requiring_kept
from matching.model import Skill

FIND_POINTING = """
MATCH (n:{label})-[:{type}]->(:Skill {{id: $gone}})
WHERE n.retired = false
RETURN n.id AS id
"""

FIND_NAMING = """
MATCH (n:Invitation)
WHERE n.retired = false AND (n.offers = $gone OR $gone IN n.used OR $gone IN n.confirmed)
RETURN n.id AS id
"""

READ_THESE = """
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})
RETURN {projection} AS node
"""

FIND_ABOVE = """
MATCH (:Skill {id: $kept})-[:BROADER*1..10]->(n:Skill)
RETURN DISTINCT n.id AS id
"""

REMEMBER = """
MATCH (n:Skill)
WHERE n.id = $gone OR n.replaced_by = $gone
SET n.replaced_by = $kept
"""


def join(changes: Changes, gone: str, *, kept: str) -> Stored[Skill]:
    """Let `kept` stand for `gone` wherever that is named; the labels of `gone` become alternatives.

    Raises NotFound, GraphUnavailable.
    """
    return changes.write(lambda change: _join(change, gone, kept))


def _join(change: Change, gone: str, kept: str) -> Stored[Skill]:
    transaction, replaced = change.transaction, {gone: kept}
    former = read_one(transaction, SKILL, gone).value
    above = {row["id"] for row in transaction.rows(FIND_ABOVE, kept=kept)}
    moves: tuple[tuple[NodeType[Any], Callable[[Any], Any]], ...] = (
        (EMPLOYEE, lambda each: with_kept_skills(each, replaced)),
        (TASK, lambda each: with_kept_needs(each, replaced)),
        (PROFESSION, lambda each: requiring_kept(each, replaced)),
        (INVITATION, lambda each: naming_kept(each, replaced)),
        (SKILL, lambda each: _pointing_to_kept(each, gone, kept=kept, above=above)),
    )
    for node_type, moved in moves:
        _move(change, node_type, _naming(transaction, node_type, gone), moved)
    _move(change, SKILL, [kept], lambda skill: in_own_words(skill, _with_labels_of(skill, former)))
    transaction.run(REMEMBER, gone=gone, kept=kept)
    retire(change, SKILL, [gone], everything=EVERYTHING, progress=_unwatched)
    return read_one(transaction, SKILL, kept)


def _naming(transaction: Transaction, node_type: NodeType[Any], gone: str) -> list[str]:
    """The ids of the objects of a kind that name the skill."""
    queries = [
        FIND_POINTING.format(label=node_type.label, type=link.type)
        for link in node_type.links
        if link.target == SKILL.label and not link.incoming
    ]
    if node_type is INVITATION:
        queries.append(FIND_NAMING)
    return sorted({row["id"] for query in queries for row in transaction.rows(query, gone=gone)})


def _move(change: Change, node_type: NodeType[Any], ids: Iterable[str], moved: Callable[[Any], Any]) -> None:
    reading = READ_THESE.format(label=node_type.label, projection=node_type.projection)
    for batch in batches(ids):
        befores = [node_type.build(row["node"]) for row in change.transaction.rows(reading, ids=batch)]
        written = [each for before in befores if (each := difference(node_type, before, moved(before)))]
        save(change, node_type, *written)


def _pointing_to_kept(skill: Skill, gone: str, *, kept: str, above: set[str]) -> Skill:
    """A skill that pointed to the one that goes. What is above the other is not put below it: no circles."""
    replaced = {gone: kept}
    others = {skill.id, gone, *((kept,) if skill.id in above else ())}
    return replace(
        skill,
        broader=tuple(id for id in kept_ids(skill.broader, replaced) if id not in others),
        related=tuple(id for id in kept_ids(skill.related, replaced) if id != skill.id),
    )


def _with_labels_of(skill: Skill, former: Skill) -> Skill:
    """The skill under all names of both, and beside what either went with."""
    return replace(
        skill,
        alt_da=_each_once(skill.alt_da, (former.label_da,), former.alt_da, but=skill.label_da),
        alt_en=_each_once(skill.alt_en, (former.label_en,), former.alt_en, but=skill.label_en),
        hidden_da=_each_once(skill.hidden_da, former.hidden_da),
        hidden_en=_each_once(skill.hidden_en, former.hidden_en),
        broader=skill.broader or tuple(id for id in former.broader if id != skill.id),
        related=_each_once(skill.related, former.related, but=skill.id),
    )


def _each_once(*groups: Iterable[str], but: str = "") -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group if one and one != but))


def _unwatched(_: int) -> None:
    """Nobody waits for the progress."""
