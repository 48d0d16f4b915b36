"""Whether what was read of the graph is what its class says: older graphs, or other programs, may differ.

A row that isn't costs itself and nothing else: whoever reads many rows leaves it out and tells `Refuse`.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from graph.errors import Unreadable

T = TypeVar("T")

LARGEST = 1e6
"""No number of the domain is nearly as large; sums and squares of larger ones would have no end."""

logger = logging.getLogger("tvaers.graph")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of the graph that was left out: what kind of thing, its id, and why, without any value of it."""

    kind: str
    id: str
    reason: str


Refuse = Callable[[LeftOut], object]


def note(row: LeftOut) -> None:
    """Write down in the log that a row was left out."""
    fields = {"kind": row.kind, "id": row.id, "reason": row.reason}
    logger.warning("left out of what was read", extra={"fields": fields})


@contextmanager
def reading(kind: str, id: object) -> Iterator[None]:
    """Whatever goes wrong with a row's values becomes Unreadable."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unreadable(kind, str(id), f"it cannot be read ({type(error).__name__})") from error


def sound(kind: str, id: object, make: Callable[[], T], refuse: Refuse) -> T | None:
    """What `make` makes of a row. None, and `refuse` is told, where it cannot be made."""
    try:
        with reading(kind, id):
            return make()
    except Unreadable as error:
        refuse(LeftOut(error.kind, error.id, error.reason))
        return None


def check(kind: str, value: Any) -> None:
    """Raise Unreadable for an object whose fields are not of the types that its class declares."""
    wrong = next((name for name, fits in checks(type(value)).items() if not fits(getattr(value, name))), None)
    if wrong is not None:
        raise Unreadable(kind, str(value.id), f"its {wrong} is missing or is no such value")


Fits = Callable[[Any], bool]


_KNOWN: dict[Any, Mapping[str, Fits]] = {}


def checks(field: Any) -> Mapping[str, Fits]:
    """Of each field of a dataclass, by its name, what its values must be."""
    if field not in _KNOWN:
        hints = get_type_hints(field)
        _KNOWN[field] = {each.name: _fits(hints[each.name]) for each in fields(field)}
    return _KNOWN[field]


def _fits(hint: Any) -> Fits:
    """What a value of a type must be; numbers are finite and not without measure."""
    if get_origin(hint) is UnionType:
        either = [_fits(each) for each in get_args(hint)]
        return lambda value: any(fits(value) for fits in either)
    if get_origin(hint) is tuple:
        return _fits_all(get_args(hint))
    if hint is int:
        return lambda value: type(value) is int and -LARGEST <= value <= LARGEST
    if hint is float:
        return lambda value: type(value) in (int, float) and -LARGEST <= value <= LARGEST
    if is_dataclass(hint):
        return lambda value: (
            type(value) is hint and all(fits(getattr(value, name)) for name, fits in checks(hint).items())
        )
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: isinstance(value, hint)
    return lambda value: type(value) is hint


def _fits_all(parts: tuple[Any, ...]) -> Fits:
    if parts[1:] == (...,):
        each = _fits(parts[0])
        return lambda value: type(value) is tuple and all(map(each, value))
    fitting = [_fits(part) for part in parts]
    return lambda value: (
        len(value) == len(fitting) and all(fits(part) for fits, part in zip(fitting, value, strict=True))
    )
