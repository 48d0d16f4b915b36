import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary.delimited import Record, UnreadableText, decode, records

ROWS = [("id", "navn", "timer"), ("0073", "Søgård, Ærø", "37,5"), ("0074", 'Bo "Bobby" Å', "")]


def written(rows, delimiter):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def read(data):
    return [record.cells for record in records(decode(data))]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_and_delimiter_reads_the_same(encoding, delimiter):
    assert read(written(ROWS, delimiter).encode(encoding)) == ROWS


def test_a_delimiter_inside_a_header_does_not_decide():
    text = "id;navn, fulde;sted, by\n1;Åse;Gl. Holte\n2;Bo;Ordrup\n"
    assert read(text.encode())[1] == ("1", "Åse", "Gl. Holte")


def test_a_first_line_that_states_the_delimiter_is_obeyed_and_not_a_record():
    assert list(records("sep=,\r\na;b,c\r\n1,2\r\n")) == [Record(2, ("a;b", "c")), Record(3, ("1", "2"))]


def test_a_record_knows_the_line_that_it_starts_on():
    text = 'a;b\n1;"two\nlines"\n\n2;x\n'
    assert [record.line for record in records(text)] == [1, 2, 5]


def test_blank_records_are_left_out():
    assert read(b"a;b\n;\n \n1;2\n") == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\r"])
def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line(ending):
    with pytest.raises(UnreadableText) as caught:
        list(records(f'a;b\n1;2\n3;"open{ending}4;5{ending}'))
    assert caught.value.line == 3


def test_a_quotation_mark_left_open_in_a_large_file_is_told_with_its_line():
    with pytest.raises(UnreadableText) as caught:
        list(records('a;b\n3;"open\n' + "4;5\n" * 50_000))
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", b"a;b\n1;\x81\n", codecs.BOM_UTF8 + b"\xff"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnreadableText):
        decode(data)


danish = st.text(alphabet="abcæøåÆØÅé 0123456789,;\t\"'=-\n", max_size=12)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.tuples(*[danish] * width).filter(lambda row: any(c.strip() for c in row)))
)


@given(tables, st.sampled_from([";", ",", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_a_csv_writer_writes_is_read_back(rows, delimiter, encoding):
    header = tuple(f"kolonne {n}" for n in range(len(rows[0]) if rows else 2))
    assert read(written([header, *rows], delimiter).encode(encoding)) == [header, *rows]
