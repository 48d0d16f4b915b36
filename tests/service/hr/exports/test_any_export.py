"""Whatever stands in an export, it is read or refused in words for people, and never breaks the import."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.factories import TODAY
from service.hr.exports.opus import read_opus
from service.hr.exports.plan2learn import read_plan2learn
from service.hr.exports.sd import read_sd
from service.hr.exports.xml_records import UnreadableExport
from service.hr.intake import take_in
from tests.service.hr.conftest import CLOCK, TITLES
from tests.service.hr.exports.examples import OPUS, PLAN2LEARN, SD

READERS = {
    "opus": (OPUS, lambda path: read_opus([path], today=TODAY, complete=True)),
    "sd": (SD, lambda path: read_sd([path], today=TODAY)),
    **{
        name: (text, lambda path: read_plan2learn(path.parent, today=TODAY))
        for name, text in PLAN2LEARN.items()
    },
}


@given(
    export=st.sampled_from(sorted(READERS)),
    place=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.one_of(
        st.binary(max_size=6), st.sampled_from([b"\0", b"\xff\xfe", b'"', b"<!DOCTYPE x [", b"<", b"&a;"])
    ),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_export_with_any_byte_changed_is_read_or_refused(export, place, cut, put, tmp_path: Path) -> None:
    text, read = READERS[export]
    for name, other in PLAN2LEARN.items():
        (tmp_path / name).write_text(other, "utf-8")
    data = text.encode()
    at = int(place * len(data))
    (tmp_path / export).write_bytes(data[:at] + put + data[at + cut :])
    try:
        sources = read(tmp_path / export)
    except UnreadableExport:
        return
    for kind, source in sources.items():
        take_in(source, kind, clock=CLOCK, titles=TITLES)


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text('<?xml version="1.0" encoding="klingon"?><kmd/>', "ascii")
    with pytest.raises(UnreadableExport, match=r"x\.xml"):
        read_opus([tmp_path / "x.xml"], today=TODAY, complete=True)
