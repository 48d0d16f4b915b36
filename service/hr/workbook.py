"""A sheet of an XLSX workbook, with limits on what it unpacks to.

Read here rather than by a library since a table for people needs more than values: which cells are merged,
which formulas were never worked out, and how a number is shown. Source: ECMA-376, parts 1 and 2.
"""

import posixpath
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from service.hr.number_formats import built_in
from service.hr.sheet_cells import Book, TooLarge, read_cells, unescaped
from service.hr.source import Cell
from service.hr.xml_events import Event, events, local_attribute

MOST_UNPACKED = 500_000_000
"""Bytes that the parts that are read may unpack to; a table with five million cells takes 300 million."""

Choose = Callable[[Sequence[str]], int]
"""Given the names of the sheets, the position of the one that is meant."""

_TRUE = frozenset({"1", "true", "on"})
_DAMAGED = (
    BadZipFile,
    EOFError,
    ExpatError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    zlib.error,
)


class NotAWorkbook(ValueError):
    """The bytes are no XLSX workbook, or a damaged one."""


def read_sheet(data: bytes, choose: Choose) -> list[tuple[int, list[Cell]]]:
    """The rows of one sheet that have something in them, each with its number and its cells.

    Hidden sheets are passed over if there are others.

    Raises
    ------
    NotAWorkbook
        Also when a part is missing or damaged.
    service.hr.sheet_cells.TooLarge
        If it has more cells or columns, or unpacks to more, than a table has.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _read(_Package(archive), choose)
    except TooLarge:
        raise
    except _DAMAGED as error:
        raise NotAWorkbook(str(error)) from None


class _Package:
    """The parts of a workbook, and how much they may still unpack to."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}
        self._left = MOST_UNPACKED

    def open(self, part: str) -> IO[bytes]:
        """A part's bytes, never more than it says itself. Raises TooLarge, KeyError."""
        info = self._parts[part.lower()]
        self._left -= info.file_size
        if self._left < 0:
            raise TooLarge(
                f"regnearket fylder mere end {MOST_UNPACKED // 1_000_000} MB, når det er pakket ud. "
                "Slet det, der ikke er tabellen, eller del det i flere filer."
            )
        return self._archive.open(info)

    def events(self, part: str) -> Iterator[Event]:
        with self.open(part) as stream:
            yield from events(stream)

    def related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and name of every part that a part (`""` is the package) refers to."""
        folder, name = posixpath.split(part)
        for element, starts, _ in self.events(posixpath.join(folder, "_rels", f"{name}.rels")):
            if element == "Relationship" and starts is not None and starts.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, starts["Target"])).lstrip("/")
                yield starts["Id"], starts["Type"].rpartition("/")[2], target


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


def _read(package: _Package, choose: Choose) -> list[tuple[int, list[Cell]]]:
    workbook = next(part for _, kind, part in package.related("") if kind == "officeDocument")
    related = list(package.related(workbook))
    parts = {id: part for id, kind, part in related if kind == "worksheet"}
    sheets: list[_Sheet] = []
    since_1904, calculated = False, True
    for name, starts, _ in package.events(workbook):
        if starts is None:
            continue
        if name == "sheet" and (part := parts.get(local_attribute(starts, "id"))):
            sheets.append(
                _Sheet(starts["name"], part, hidden="state" in starts and starts["state"] != "visible")
            )
        elif name == "workbookPr":
            since_1904 = starts.get("date1904") in _TRUE
        elif name == "calcPr":
            calculated = starts.get("fullCalcOnLoad") not in _TRUE
    seen = [sheet for sheet in sheets if not sheet.hidden] or sheets
    sheet = seen[choose([sheet.name for sheet in seen])]
    named = {kind: part for _, kind, part in related}
    book = Book(
        strings=_strings(package, named.get("sharedStrings")),
        formats=_formats(package, named.get("styles")),
        since_1904=since_1904,
        calculated=calculated,
    )
    with package.open(sheet.part) as stream:
        return read_cells(stream, book)


def _strings(package: _Package, part: str | None) -> list[str]:
    """The shared texts; how a Japanese one is pronounced isn't part of it."""
    found: list[str] = []
    texts: list[str] = []
    phonetic = False
    for name, starts, text in package.events(part) if part else ():
        if name == "rPh":
            phonetic = starts is not None
        elif name == "t" and starts is None and not phonetic:
            texts.append(text)
        elif name == "si" and starts is None:
            found.append(unescaped("".join(texts)))
            texts.clear()
    return found


def _formats(package: _Package, part: str | None) -> list[str]:
    """The number format of each style that a cell can have."""
    own: dict[int, str] = {}
    formats: list[str] = []
    inside = False
    for name, starts, _ in package.events(part) if part else ():
        if name == "cellXfs":
            inside = starts is not None
        elif starts is not None and name == "numFmt":
            own[int(starts["numFmtId"])] = starts["formatCode"]
        elif starts is not None and name == "xf" and inside:
            number = int(starts.get("numFmtId", 0))
            formats.append(own.get(number) or built_in(number))
    return formats
