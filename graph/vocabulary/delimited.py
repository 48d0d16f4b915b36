"""Records out of a CSV file as people save it: encoding and delimiter are found, every cell stays text.

Spreadsheets save CSV as UTF-8 (with or without a byte order mark), UTF-16 or cp1252, and with
semicolon, comma or tab, as the language of the machine has it. A number parser would turn `0073`
into 73, so nothing here looks at what a cell means.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from graph.vocabulary.encodings import text_of, utf_8_by_luck

DELIMITERS = (";", ",", "\t")
# Enough records to tell a delimiter from a sign that happens to stand in one header.
SAMPLE_RECORDS = 50
# A line that no spreadsheet writes; if it comes back inside a cell, a quotation mark was never closed.
_END = "\x1dend of file\x1d"


class Broken(StrEnum):
    """What can be wrong with a file as a whole."""

    NO_TEXT = "the file is no text, or its encoding can't be told"
    UNCLOSED = "a quotation mark is opened and never closed"
    CUT_OFF = "the file ends in the middle of a record"


class UnreadableText(ValueError):
    """A file is `broken`; `line` is where the trouble starts, None if that can't be said."""

    def __init__(self, broken: Broken, line: int | None = None) -> None:
        super().__init__(broken.value)
        self.broken = broken
        self.line = line


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the number of the line that it starts on (the first line is 1), and its cells."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(cell.strip() for cell in self.cells)


def decode(data: bytes) -> str:
    """Turn a file's bytes into text: UTF-8 or UTF-16, with a mark or without, else an old encoding.

    Raises
    ------
    UnreadableText
        If the bytes are none of these, for instance a picture or an archive, if they end in the middle of a
        letter, or if which of the old encodings they are in can't be told (`graph.vocabulary.encodings`).
    """
    if data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = _utf16_byte_order(data) or "utf-8"
    text: str | None
    try:
        text = data.decode(encoding)
        if encoding == "utf-8" and utf_8_by_luck(data, text):
            text = None
    except UnicodeDecodeError as error:
        whole = error.object[: error.start]
        if error.end == len(error.object) and not whole.isascii():
            raise UnreadableText(Broken.CUT_OFF, len(whole.decode(encoding).splitlines())) from None
        text = text_of(data) if encoding == "utf-8" else None
    if text is None or "\0" in text:
        raise UnreadableText(Broken.NO_TEXT)
    return text


def records(text: str) -> Iterator[Record]:
    """Give every record that isn't blank, with the delimiter that fits the file best.

    Raises
    ------
    UnreadableText
        With the line of the opening quotation mark, if it is never closed: what follows it can't be
        told apart. With the last line, if that has no end and fewer cells than the header: what is missing
        isn't empty. Records before it have been given by then.
    """
    stated, text, skipped = _stated_delimiter(text)
    delimiter = stated or _best_delimiter(text)
    named, last = 0, None
    for record in _parse(text, delimiter):
        if record.blank:
            continue
        if last is not None:
            yield last
        last = Record(record.line + skipped, record.cells)
        named = named or max(place for place, cell in enumerate(record.cells, 1) if cell.strip())
    if last is not None:
        if len(last.cells) < named and not text.rstrip(" \t").endswith(("\n", "\r")):
            raise UnreadableText(Broken.CUT_OFF, last.line)
        yield last


def _utf16_byte_order(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every second byte."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if len(data) % 2 or not pairs:
        return None
    if sample[1::2].count(0) > 0.6 * pairs:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * pairs:
        return "utf-16-be"
    return None


def _stated_delimiter(text: str) -> tuple[str | None, str, int]:
    """Excel's own first line `sep=;` says the delimiter; it isn't part of the table."""
    first, _, rest = text.partition("\n")
    line = first.rstrip("\r").strip('"')
    if line[:4].lower() == "sep=" and line[4:] in DELIMITERS:
        return line[4:], rest, 1
    return None, text, 0


def _best_delimiter(text: str) -> str:
    """The delimiter under which most records have as many cells as the header, at least two."""

    def fitness(delimiter: str) -> tuple[bool, int, int]:
        widths: list[int] = []
        try:
            sample = (record for record in _parse(text, delimiter) if not record.blank)
            widths.extend(len(record.cells) for record in islice(sample, SAMPLE_RECORDS))
        except UnreadableText:
            pass  # judged by the records before the trouble, which the real reading will report
        if not widths:
            return False, 0, 0
        return widths[0] > 1, widths.count(widths[0]), widths[0]

    return max(DELIMITERS, key=fitness)


def _parse(text: str, delimiter: str) -> Iterator[Record]:
    def lines() -> Iterator[str]:
        # newline="" ends lines at \n, \r and \r\n only, as the csv module wants it.
        yield from io.StringIO(text, newline="")
        yield _END

    reader = csv.reader(lines(), delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                break
            yield Record(start, tuple(cells))
            start = reader.line_num + 1
    except csv.Error:
        pass  # a cell over 131,072 characters: nobody writes one, so a quotation mark was left open
    raise UnreadableText(Broken.UNCLOSED, start)
