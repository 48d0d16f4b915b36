"""Records out of a system's XML, pruned as it streams by: what no shape names is never kept.

A payroll file is full of personal numbers, addresses and pay. Only the elements of a shape are put together;
the text of all others is let go before the next element is looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from xml.parsers.expat import ExpatError

from service.hr.xml_events import events
from service.personal_numbers import without_personal_numbers
from service.unreadable import Unusable, reason_of

AT_A_TIME = 512
"""Bytes read at a time: fewer than a row of payroll has, so that none is in memory longer than its row."""

Shape: TypeAlias = "Mapping[str, Shape | None]"
"""The elements to keep by name: None for a text, else a shape of what is inside; `@id` is an attribute."""


class UnreadableExport(Unusable):
    """A system's export can't be read; the text says why, in Danish and without its contents."""


@dataclass(frozen=True, slots=True)
class Record:
    """One element with what its shape names: texts (also of attributes), and elements with more in them."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list["Record"]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text of an element; empty where there is none."""
        return self.texts.get(name, "")

    def all(self, name: str) -> list["Record"]:
        """The elements of that name."""
        return self.parts.get(name, [])


def records(path: Path, shape: Shape) -> Iterator[Record]:
    """Every record whose element the shape names, in the order of the file, one at a time.

    Raises
    ------
    UnreadableExport
        If the file can't be opened, is no XML, or declares entities of its own.
    """
    name = without_personal_numbers(path.name)
    try:
        with path.open("rb", buffering=0) as stream:
            yield from _records(events(stream, chunk=AT_A_TIME), shape)
    except OSError as error:
        raise UnreadableExport(f"{name}: filen kan ikke åbnes ({reason_of(error)}).") from None
    except (ExpatError, LookupError, ValueError) as error:  # also entities, and an encoding that nobody knows
        line = getattr(error, "lineno", None)
        where = f" (linje {line})" if line else ""
        raise UnreadableExport(f"{name}: filen kan ikke læses som XML{where}. Hent den igen.") from None


def _records(found: Iterator[tuple[str, Mapping[str, str] | None, str]], shape: Shape) -> Iterator[Record]:
    opened: list[tuple[Record, Shape]] = []
    passed_over = 0
    for name, attributes, text in found:
        here = opened[-1][1] if opened else shape
        if passed_over:
            passed_over += 1 if attributes is not None else -1
        elif attributes is not None:
            inner = here.get(name)
            if inner is not None:
                kept = {key: value for key, value in attributes.items() if f"@{key}" in inner}
                opened.append((Record(name, kept), inner))
            elif opened and name not in here:
                passed_over = 1
        elif opened and opened[-1][0].name == name:
            record = opened.pop()[0]
            if opened:
                opened[-1][0].parts.setdefault(name, []).append(record)
            else:
                yield record
        elif opened:
            opened[-1][0].texts[name] = text.strip()
