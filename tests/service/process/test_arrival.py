"""A request counts as come when whoever reads it need not wait for more."""

import pytest
from gunicorn.http.errors import LimitRequestHeaders
from hypothesis import given
from hypothesis import strategies as st

from service.process.arrival import LARGEST_HEAD, Arrival, BodyTooLarge

LARGEST = 1000
HEAD = b"POST / HTTP/1.1\r\nHost: a\r\n"
REQUESTS = (
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    HEAD + b"Content-Length: 11\r\n\r\nhello world",
    HEAD + b"content-length:  3  \r\nX: b\r\n\r\nabc",
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;name=value\r\n world\r\n0\r\n\r\n",
    HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\nA\r\n0\r\n\r\n0\r\n\r\n\r\n0\r\nTrailer: a\r\n\r\n",
)


def arrival() -> Arrival:
    return Arrival(largest=LARGEST, until=0.0)


@given(request=st.sampled_from(REQUESTS), cuts=st.lists(st.integers(0, 120), max_size=12))
def test_it_is_whole_with_its_last_byte_however_it_is_cut(request: bytes, cuts: list[int]) -> None:
    ends = sorted({min(cut, len(request)) for cut in cuts} | {len(request)})
    coming, begin = arrival(), 0
    for end in ends:
        assert coming.add(request[begin:end]) == (end == len(request)), request[:end]
        begin = end
    assert bytes(coming.data) == request


@given(st.binary(max_size=300))
def test_anything_at_all_is_whole_not_yet_or_refused(data: bytes) -> None:
    coming = arrival()
    for byte in HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + data:
        try:
            coming.add(bytes([byte]))
        except BodyTooLarge:
            return


@pytest.mark.parametrize(
    "request_",
    [
        HEAD + b"Content-Length: 1001\r\n\r\n",
        HEAD + b"Content-Length: " + b"9" * 4000 + b"\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n3e9\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 1000,
    ],
    ids=["length", "long length", "chunk", "chunks"],
)
def test_a_body_that_is_too_large_is_refused_before_it_has_come(request_: bytes) -> None:
    with pytest.raises(BodyTooLarge):
        arrival().add(request_)


@pytest.mark.parametrize(
    ("line", "taken"), [(b"POST /files", True), (b"POST /", False), (b"PUT /files", False)]
)
def test_only_what_is_named_may_be_larger(line: bytes, taken: bool) -> None:
    coming = Arrival(largest=LARGEST, until=0.0, larger={"POST /files": 2 * LARGEST})
    request = line + b" HTTP/1.1\r\nContent-Length: 1500\r\n\r\n" + b"x" * 1500
    if taken:
        assert coming.add(request)
    else:
        with pytest.raises(BodyTooLarge):
            coming.add(request)


def test_a_head_without_an_end_is_refused() -> None:
    coming = arrival()
    coming.add(b"X: abcd\r\n" * (LARGEST_HEAD // 9))
    with pytest.raises(LimitRequestHeaders):
        coming.add(b"X: abcd\r\n")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 3\r\nContent-Length: 4",
        b"Content-Length: +3",
        b"Transfer-Encoding: chunked\r\n\r\nzz",
    ],
)
def test_what_cannot_be_understood_goes_at_once_to_whoever_refuses_it(head: bytes) -> None:
    assert arrival().add(HEAD + head + b"\r\n\r\n")


def test_who_asks_for_leave_is_told_to_go_on_only_while_the_body_is_missing() -> None:
    head = HEAD + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"
    waiting, sent = arrival(), arrival()
    waiting.add(head)
    sent.add(head + b"abc")
    assert (waiting.waits_for_leave, sent.waits_for_leave) == (True, False)
