"""Whatever stands in a file that is no HR file: it is read, or refused in words that people understand."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.server.backup import restore
from graph.vocabulary.esco import joined, read_catalogue, read_professions, read_skills
from graph.vocabulary.neutral_titles import NeutralTitles
from matching.model import Profession
from scripts.errors import explained
from scripts.judged_texts import UnreadableText, read_judged_texts
from scripts.load_titles import occupations_of, with_titles
from service.hr.intake import take_in
from service.hr.schemas import TITLES as TITLE_FILES
from service.hr.tables import read_table
from service.unreadable import Unusable
from tests.graph.vocabulary.esco_folder import FOLDER, folder
from tests.service.hr.conftest import CLOCK, TITLES

BEGINS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"\x1f\x8b\x08", b'{"text":'])
BYTES = st.builds(bytes.__add__, BEGINS, st.binary(max_size=200))
CELL = st.one_of(
    st.sampled_from(
        ["", "urn:a", "urn:o", "skos:exactMatch", "essential", "=1+1", "0", '"', "æ\u0000", "vikar"]
    ),
    st.text(max_size=12),
)
ROWS = st.lists(st.lists(CELL, max_size=7), max_size=6)
CATALOGUE = read_catalogue()
TITLE_HEADER = "Classification 1 URI,Classification 1 PrefLabel,Classification 2 PrefLabel,Mapping relation"


def lines(header: str, rows: list[list[str]], delimiter: str = ",") -> bytes:
    text = "\n".join([header, *(delimiter.join(cell.replace("\n", " ") for cell in row) for row in rows)])
    return f"{text}\n".encode("utf-8", "replace")


@contextmanager
def refused_in_words() -> Iterator[None]:
    """What is refused is told people in words, and not as a fault of ours."""
    try:
        yield
    except Exception as error:
        if not explained(error):
            raise


@settings(max_examples=60)
@given(name=st.sampled_from(sorted(FOLDER)), rows=ROWS, data=st.none() | BYTES)
def test_any_file_of_esco(name: str, rows: list[list[str]], data: bytes | None) -> None:
    with TemporaryDirectory() as path:
        where = folder(Path(path))
        (where / name).write_bytes(lines(FOLDER[name].splitlines()[0], rows) if data is None else data)
        with refused_in_words():
            bad: list[object] = []
            skills = read_skills(where, bad_row=bad.append)
            joined(CATALOGUE, skills=skills, professions=read_professions(where, bad_row=bad.append))


@settings(max_examples=60)
@given(rows=ROWS, data=st.none() | BYTES)
def test_any_file_of_titles(rows: list[list[str]], data: bytes | None) -> None:
    with TemporaryDirectory() as path:
        file = Path(path) / "titler.csv"
        file.write_bytes(lines(TITLE_HEADER, rows) if data is None else data)
        try:
            read = take_in(read_table(file, sheets=("titler",)), TITLE_FILES, clock=CLOCK, titles=TITLES)
        except Unusable:
            return
        with_titles([Profession(id="urn:o", label_da="lærer")], occupations_of(read), TITLES)


@settings(max_examples=60)
@given(rows=ROWS, data=st.none() | BYTES)
def test_any_list_of_private_titles(rows: list[list[str]], data: bytes | None) -> None:
    with TemporaryDirectory() as path:
        file = Path(path) / "titler.csv"
        file.write_bytes(lines("betegnelse;i stedet", rows, ";") if data is None else data)
        with refused_in_words():
            NeutralTitles.shipped(file).neutral("Lærer (vikar for sygemeldt)")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "skills", "expected", "fits"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@settings(max_examples=100)
@given(told=st.lists(JSON, max_size=3), data=st.none() | BYTES, even=st.booleans())
def test_any_file_of_judged_texts(told: list[object], data: bytes | None, even: bool) -> None:
    with TemporaryDirectory() as path:
        file = Path(path) / "texts.jsonl"
        file.write_bytes("\n".join(map(json.dumps, told)).encode() if data is None else data)
        with suppress(UnreadableText):
            list(read_judged_texts([file], even_only=even))


@settings(max_examples=60)
@given(data=BYTES)
def test_any_file_for_a_backup_puts_nothing_back(data: bytes) -> None:
    with TemporaryDirectory() as path:
        file, graph = Path(path) / "backup.tar.gz", Path(path) / "graph"
        file.write_bytes(data)
        with refused_in_words():
            restore(graph, file)
        assert not (graph / "databases").exists()
