from datetime import date, datetime, time

import pytest
import xlsxwriter

from scripts.hr.tables import UnreadableTable, as_text, read_table


def workbook(path, **sheets):
    """A workbook with a sheet for each keyword, its rows a list of lists."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for position, value in enumerate(row):
                    sheet.write(number, position, value)
    return path


def cells(table):
    return [row.cells for row in table.rows]


def test_a_csv_file_and_a_workbook_of_the_same_table_read_the_same(tmp_path):
    rows = [["id", "navn"], ["0073", "Åse Ærø"], ["0074", "Bo; Bent"]]
    plain = tmp_path / "a.csv"
    plain.write_bytes('id;navn\n0073;Åse Ærø\n0074;"Bo; Bent"\n'.encode("cp1252"))
    book = workbook(tmp_path / "a.xlsx", Ark1=rows)
    of_csv, of_book = read_table(plain, sheets=("x",)), read_table(book, sheets=("x",))
    assert (of_csv.columns, cells(of_csv)) == (of_book.columns, cells(of_book))
    assert [row.id for row in of_csv.rows] == [row.id for row in of_book.rows] == ["2", "3"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (73, "73"),
        (37.5, "37.5"),
        (True, "ja"),
        (False, "nej"),
        ("0073", "0073"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 8, 30), "2026-03-01 08:30:00"),
        (time(8, 30), "08:30:00"),
        ("", ""),
    ],
)
def test_a_workbooks_cell_reads_as_a_person_sees_it(value, text):
    assert as_text(value) == text


def test_numbers_and_dates_of_a_workbook_are_text(tmp_path):
    book = workbook(tmp_path / "a.xlsx", Ark1=[["id", "dato", "timer"], [417, datetime(2026, 3, 1), 37.5]])
    assert cells(read_table(book, sheets=("x",))) == [("417", "2026-03-01", "37.5")]


def test_rows_of_a_workbook_know_their_number_although_empty_ones_are_left_out(tmp_path):
    book = workbook(tmp_path / "a.xlsx", Ark1=[["id"], [], ["a"], [], ["b"]])
    assert [row.id for row in read_table(book, sheets=("x",)).rows] == ["3", "5"]


def test_of_several_sheets_the_one_that_is_named_so_is_read(tmp_path):
    book = workbook(tmp_path / "a.xlsx", Forside=[["Hej"]], Medarbejdere=[["id"], ["a"]])
    assert read_table(book, sheets=("medarbejdere", "employees")).columns == ("id",)
    with pytest.raises(UnreadableTable, match="»kompetencer«"):
        read_table(book, sheets=("kompetencer", "competences"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "tom"),
        (b"\n\n", "tom"),
        (b"PK\x03\x04 half a workbook", "kan ikke læses"),
        (b"\xd0\xcf\x11\xe0 half a workbook", "kan ikke læses"),
        (b"\x89PNG\0\0", "hverken tekst"),
        (b'id;navn\n1;a\n2;"b\n3;c\n', "linje 3: et anførselstegn"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(tmp_path, data, told):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableTable, match=told):
        read_table(path, sheets=("x",))


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(UnreadableTable, match=r"borte\.csv: .* findes ikke"):
        read_table(tmp_path / "borte.csv", sheets=("x",))
    with pytest.raises(UnreadableTable, match="mappe"):
        read_table(tmp_path, sheets=("x",))


def test_a_file_named_by_a_personal_number_is_not_repeated(tmp_path):
    with pytest.raises(UnreadableTable) as caught:
        read_table(tmp_path / "0101901234.csv", sheets=("x",))
    assert "0101901234" not in str(caught.value)
