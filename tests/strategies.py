"""Objects with anything in them, for laws that hold of all: a new field of theirs takes part by itself."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")

ID_LIST = [f"id-{number}" for number in range(6)]
IDS = st.sampled_from(ID_LIST)
PLAIN: dict[Any, SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, 5),
    float: st.floats(0.5, 60, width=16),  # so few digits that every kind of number holds them exactly
    date: st.dates(date(1950, 1, 1), date(2026, 1, 1)),
    str: st.text("aå \n'\"\\{$", max_size=5),
}


def objects(of: type[T], **given: SearchStrategy[Any]) -> SearchStrategy[T]:
    """Objects of a dataclass; each field has anything of its type, or what is given for it by name."""
    types = get_type_hints(of)
    return st.builds(of, **{name: given[name] if name in given else values(types[name]) for name in types})


def values(of: Any) -> SearchStrategy[Any]:
    """Anything of a type that fields of our objects have."""
    parts = get_args(of)
    if get_origin(of) is UnionType:
        return st.one_of(*map(values, parts))
    if get_origin(of) is tuple and parts[1:] == (...,):
        return _several(parts[0])
    if get_origin(of) is tuple:
        return st.tuples(*map(values, parts))
    if of is NoneType:
        return st.none()
    if isinstance(of, type) and issubclass(of, Enum):
        return st.sampled_from(of)
    return PLAIN[of]


def _several(of: Any) -> SearchStrategy[tuple[Any, ...]]:
    """Several things; what comes first in each is an id, a word or a day that only one of them has."""
    if is_dataclass(of) and isinstance(of, type):
        first = fields(of)[0].name
        named = {first: IDS} if get_type_hints(of)[first] is str else {}
        return _unlike(objects(of, **named), attrgetter(first))
    if get_origin(of) is tuple:
        return _unlike(st.tuples(IDS, *map(values, get_args(of)[1:])), itemgetter(0))
    return _unlike(IDS if of is str else values(of), lambda value: value)


def _unlike(of: SearchStrategy[Any], key: Any) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=4, unique_by=key).map(tuple)
