"""A request on its way here, piece by piece: whether it has come whole, so that a thread may take it.

What can't be understood counts as come: whoever reads it in full refuses it at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gunicorn.http.errors import LimitRequestHeaders

HEAD_END = b"\r\n\r\n"
LARGEST_HEAD = 64 * 1024
"""Bytes of request line and headers. By eye: eight times what browsers and proxies send at most."""
LONGEST_SIZE_LINE = 1024
"""Bytes of the line before a chunk, with its extensions."""
LENGTH = re.compile(rb"^content-length:[ \t]*(\d+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
CHUNKED = re.compile(rb"^transfer-encoding:[^\r\n]*chunked", re.IGNORECASE | re.MULTILINE)
CONTINUES = re.compile(rb"^expect:[ \t]*100-continue", re.IGNORECASE | re.MULTILINE)
SIZE = re.compile(rb"[0-9a-fA-F]{1,16}")


class BodyTooLarge(Exception):
    """The body is larger than anything that is taken."""


@dataclass(slots=True)
class Arrival:
    """What has come of a request with at most `largest` bytes of body; `until` when it must be whole.

    `larger` are bodies that may be larger, by method and path.

    Pieces are never read twice, so that a request that drips costs no more than one that flows.
    """

    largest: int
    until: float
    larger: Mapping[str, int] = field(default_factory=dict)
    data: bytearray = field(default_factory=bytearray)
    whole: bool = False
    waits_for_leave: bool = False
    """Whether its sender wants to hear `100 Continue` before the body."""
    _body: int = 0
    """Where the body begins; 0 until the head has come."""
    _needed: int = 0
    """So many bytes must be there before it pays to look again."""
    _chunk: int | None = None
    """Where the next chunk begins, of a body in chunks."""

    def add(self, piece: bytes) -> bool:
        """Take the next piece; whether the request is whole now. Raises LimitRequestHeaders, BodyTooLarge."""
        searched = max(0, len(self.data) - len(HEAD_END) + 1)
        self.data += piece
        if not self._body:
            self._read_head(searched)
        if self._body and not self.whole and len(self.data) >= self._needed:
            self.whole = self._chunk is None or self._read_chunks(self._chunk)
        return self.whole

    def _read_head(self, searched: int) -> None:
        end = self.data.find(HEAD_END, searched)
        if max(end, len(self.data) if end < 0 else 0) > LARGEST_HEAD:
            raise LimitRequestHeaders("the head is too large")
        if end < 0:
            return
        head, self._body = bytes(self.data[:end]), end + len(HEAD_END)
        target = head.partition(b"\r\n")[0].rpartition(b" ")[0].decode("latin-1")
        self.largest = self.larger.get(target, self.largest)
        lengths = LENGTH.findall(head)
        if CHUNKED.search(head):
            self._chunk = self._needed = self._body
        elif len(lengths) == 1:
            self._needed = self._body + self._bounded(int(lengths[0][:20]))
        self.waits_for_leave = CONTINUES.search(head) is not None and len(self.data) < max(
            self._needed, self._body + 1
        )

    def _read_chunks(self, at: int) -> bool:
        """Whether the last chunk and what trails it are there; else remembers where to go on."""
        while True:
            self._chunk = at
            self._bounded(at - self._body - LONGEST_SIZE_LINE)
            end = self.data.find(b"\r\n", at, at + LONGEST_SIZE_LINE)
            if end < 0:
                self._needed = len(self.data) + 1
                return len(self.data) > at + LONGEST_SIZE_LINE
            size = SIZE.fullmatch(bytes(self.data[at:end]).split(b";")[0].strip())
            if size is None:
                return True
            if not int(size[0], 16):
                return self._trailed(end)
            at = end + 2 + self._bounded(int(size[0], 16)) + 2
            if len(self.data) < at:
                self._needed = at
                return False

    def _trailed(self, end: int) -> bool:
        self._needed = len(self.data) + 1
        if len(self.data) - end > LARGEST_HEAD:
            raise LimitRequestHeaders("what trails the body is too large")
        return self.data.find(HEAD_END, end) >= 0

    def _bounded(self, size: int) -> int:
        if size > self.largest:
            raise BodyTooLarge
        return size
