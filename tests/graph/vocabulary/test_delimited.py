import codecs
import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary.delimited import Broken, Record, UnreadableText, decode, records

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
    "text", ["a;b;c\n1;2;3\n4;5", "a;b;c\n1;2;3\n4", "a;b;c\r\n4;5  ", "sep=;\na;b\n1;2\n4"]
)
def test_a_file_that_ends_in_the_middle_of_a_record_is_told_with_its_line(text):
    with pytest.raises(UnreadableText) as caught:
        list(records(text))
    assert caught.value.broken is Broken.CUT_OFF
    assert caught.value.line == len(text.splitlines())


@pytest.mark.parametrize(
    "text", ["a;b;c\n4;5\n", "a;b;c\n4;5\n  ", "a;b;;\n4;5", "a;b;c\n4;5;", "a;b\n4;5", "a;b"]
)
def test_a_short_line_with_its_end_or_one_that_has_all_named_cells_is_whole(text):
    assert len(list(records(text))) == len(text.strip().splitlines())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_ends_in_the_middle_of_a_letter_is_told_with_its_line(encoding):
    with pytest.raises(UnreadableText) as caught:
        decode("a;b\nÅse;Bjørn\n3;Ø".encode(encoding)[:-1])
    assert (caught.value.broken, caught.value.line) == (Broken.CUT_OFF, 3)


def test_an_old_encoding_may_end_with_any_letter():
    assert decode("navn;vej\n1;ABC Æ".encode("cp1252")) == "navn;vej\n1;ABC Æ"


@given(st.data())
def test_whatever_a_file_holds_a_piece_cut_off_loses_no_cell_in_silence(data):
    text = "a;b;c\n" + "1;2;3\n" * data.draw(st.integers(0, 3)) + "4;5;6"
    piece = text[: data.draw(st.integers(6, len(text)))]
    with suppress(UnreadableText):
        assert all(len(each.cells) == 3 for each in records(piece))


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
