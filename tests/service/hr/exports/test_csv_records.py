import tracemalloc

import pytest

from service.hr.exports.csv_records import records
from service.hr.exports.xml_records import UnreadableExport


@pytest.fixture
def read(tmp_path):
    def read(text, encoding="utf-8"):
        (tmp_path / "bruger.csv").write_bytes(text.encode(encoding))
        return list(records(tmp_path / "bruger.csv", required=("BrugerId", "Navn"), optional=("Primær",)))

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_only_the_columns_that_are_asked_for_are_kept(read, encoding, delimiter):
    text = "BRUGERID;CPR;Navn;PRIMÆR\n1;0101701234;Åse Øst;1\n\n2;0202701234;Bo\n".replace(";", delimiter)
    assert read(text, encoding) == [
        (2, {"BrugerId": "1", "Navn": "Åse Øst", "Primær": "1"}),
        (4, {"BrugerId": "2", "Navn": "Bo", "Primær": ""}),
    ]


def test_a_cell_in_quotes_may_hold_the_delimiter(read):
    assert read('BrugerId;Navn\n1;"Holm; Anna"\n') == [(2, {"BrugerId": "1", "Navn": "Holm; Anna"})]


@pytest.mark.parametrize(
    "line", ['1;"Holm;0101701234', '1;"Anna" Holm;0101701234', "1;Holm; Anna;0101701234"]
)
def test_a_line_whose_cells_cannot_be_told_apart_is_refused_without_its_contents(read, line):
    with pytest.raises(UnreadableExport, match=r"bruger\.csv: ") as refused:
        read(f"BrugerId;Navn;CPR\n{line}\n2;Bo;0202701234\n")
    assert "0101701234" not in str(refused.value)


def test_a_file_that_was_cut_off_on_its_way_is_refused(read):
    with pytest.raises(UnreadableExport, match="slutter midt i linje 3"):
        read("BrugerId;Navn;CPR\n1;Bo;0202701234\n2;An")


def test_blank_lines_and_delimiters_at_the_end_make_no_difference(read):
    assert read("BrugerId;Navn\n ; \n;\n1;Bo;;\n") == [(4, {"BrugerId": "1", "Navn": "Bo"})]


@pytest.mark.parametrize("text", ["", "BrugerId;CPR\n1;0101701234\n"])
def test_a_column_that_is_missing_is_named(read, text):
    with pytest.raises(UnreadableExport, match=r"bruger\.csv: mangler .*Navn") as refused:
        read(text)
    assert "0101701234" not in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnreadableExport, match="den findes ikke"):
        list(records(tmp_path / "x.csv", required=()))


def test_what_nobody_asks_for_takes_no_memory_beyond_its_row(tmp_path):
    secret = "0101701234" * 100
    (tmp_path / "bruger.csv").write_text(f"BrugerId;CPR\n{f'1;{secret}{chr(10)}' * 1_000}", "utf-8")
    tracemalloc.start()
    kept = list(records(tmp_path / "bruger.csv", required=("BrugerId",)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(kept) == 1_000
    assert most < 1_000 * len(secret) / 2  # what is kept takes a third
