"""XML as a stream of events: the parts of a workbook may be large, and nothing of them is kept here."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import IO
from xml.parsers import expat

CHUNK = 1 << 16
"""Bytes that are parsed at a time; their events are in memory together."""

Event = tuple[str, Mapping[str, str] | None, str]
"""An element's name without prefix, its attributes (None where it ends), and at its end the text before."""


class Forbidden(ValueError):
    """The XML declares entities of its own, which no spreadsheet does and bombs are made of."""


def events(stream: IO[bytes], *, chunk: int = CHUNK) -> Iterator[Event]:
    """The start and end of every element, in order, parsed so many bytes (`chunk`) at a time.

    Raises
    ------
    Forbidden, xml.parsers.expat.ExpatError
        If it declares a document type, or is no XML.
    """
    found: list[Event] = []
    texts: list[str] = []

    def starts(name: str, attributes: Mapping[str, str]) -> None:
        texts.clear()
        found.append((_local(name), attributes, ""))

    def ends(name: str) -> None:
        found.append((_local(name), None, "".join(texts)))
        texts.clear()

    def declares(*_: object) -> None:
        raise Forbidden("a document type is declared")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = starts, ends
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = texts.append, declares
    while data := stream.read(chunk):
        parser.Parse(data, False)
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from found


def local_attribute(attributes: Mapping[str, str], name: str) -> str:
    """An attribute whatever its prefix: `r:id`; empty if there is none."""
    return next((value for key, value in attributes.items() if _local(key) == name and ":" in key), "")


@lru_cache(maxsize=1000)
def _local(name: str) -> str:
    return name.rpartition(":")[2]
