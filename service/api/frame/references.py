"""What comes in refers only to what is there: fields declare what they refer to, and one place checks it.

Somebody who does not show themselves to the asker is, here too, as if not there. What the graph itself does
not know when it writes is told alike (`unknown-reference`), with the place of each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from graph.errors import UnknownReference
from matching.index.index import Index
from matching.model import SkillKind
from service.api.frame.fields import Thing, tidy
from service.errors import Place, ReferencesRefused
from service.request.identity import Identity
from service.request.pointers import Path
from service.use_cases.visibility import unseen

EACH = "*"
Declared = tuple[tuple[Path, Thing], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """That something names a thing by its id, and where."""

    thing: Thing
    id: str
    place: Place


def declared(schema: Schema) -> Declared:
    """The fields of a schema that refer to something; `EACH` stands for every position of a list."""
    return tuple(
        found
        for name, field in schema.load_fields.items()
        for found in _declared(field, (field.data_key or name,))
    )


def in_body(refers: Declared, body: Any) -> list[Reference]:
    """What a body that fits its schema refers to, by an id or by an entry as it was read."""
    found = []
    for path, thing in refers:
        for place, named in _found(body, path, ()):
            if isinstance(named, Mapping):
                place, named = (*place, thing.value), named.get(thing.value)
            if isinstance(named, str):
                found.append(Reference(thing, tidy(named), place))
    return found


def in_query(refers: Declared, query: Mapping[str, str]) -> list[Reference]:
    """What the parameters of an address refer to."""
    return [
        Reference(thing, tidy(query[name]), name) for path, thing in refers if (name := str(path[0])) in query
    ]


def check_references(found: Sequence[Reference], index: Index, identity: Identity) -> None:
    """Raises ReferencesRefused for all that is not there for the asker, whatever it is."""
    employees = [each.id for each in found if each.thing is Thing.EMPLOYEE]
    hidden = unseen(identity, index, employees)
    unknown = [
        each
        for each in found
        if (each.id in hidden if each.thing is Thing.EMPLOYEE else not _known(each, index))
    ]
    if unknown:
        raise _refused(unknown)


def refused(error: UnknownReference, found: Iterable[Reference]) -> ReferencesRefused:
    """What the graph does not know, with where this request names it."""
    return _refused([each for each in found if each.id in error.ids], kind=error.kind)


def _refused(unknown: Sequence[Reference], kind: str = "") -> ReferencesRefused:
    kinds = dict.fromkeys(each.thing.value for each in unknown) or [kind]
    told = ((each.place, f"There is no such {each.thing}.") for each in unknown)
    return ReferencesRefused(told, detail=f"Unknown {', '.join(kinds)}.")


def _declared(field: fields.Field[Any], path: Path) -> Iterator[tuple[Path, Thing]]:
    if isinstance(field, fields.List):
        yield from _declared(field.inner, (*path, EACH))
    elif isinstance(field, fields.Nested):
        yield from (((*path, *rest), thing) for rest, thing in declared(field.schema))
    elif "x_refers_to" in field.metadata:
        yield path, Thing(field.metadata["x_refers_to"])


def _found(data: Any, path: Path, place: Path) -> Iterator[tuple[Path, Any]]:
    if not path:
        yield place, data
    elif path[0] == EACH:
        for position, each in enumerate(data if isinstance(data, list) else ()):
            yield from _found(each, path[1:], (*place, position))
    elif isinstance(data, Mapping) and path[0] in data:
        yield from _found(data[path[0]], path[1:], (*place, path[0]))


def _known(reference: Reference, index: Index) -> bool:
    skill = index.taxonomy.skills.get(reference.id)
    match reference.thing:
        case Thing.SKILL:
            return skill is not None and skill.kind is not SkillKind.GROUP
        case Thing.WORKPLACE:
            return reference.id in index.workplaces
        case Thing.QUALIFICATION:
            return reference.id in index.qualification_kinds
        case Thing.PROFESSION:
            return reference.id in index.professions
        case _task:
            return reference.id in index.open_tasks
