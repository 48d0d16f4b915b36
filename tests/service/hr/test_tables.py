import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from service.hr import sheet_cells, tables, workbook
from service.hr.source import Unknown
from service.hr.tables import UnreadableTable, read_table


@pytest.fixture
def book(tmp_path):
    """Makes a workbook out of the cells of its first sheet, `{"A1": value}`, or (value, number format)."""

    def book(cells, *, merged=(), sheet="Ark1", edit=None):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as made:
            page = made.add_worksheet(sheet)
            for place, value in cells.items():
                if isinstance(value, tuple):
                    page.write(place, value[0], made.add_format({"num_format": value[1]}))
                else:
                    page.write(place, value)
            for reference, value in merged:
                page.merge_range(reference, value)
        if edit:
            rewrite(path, edit)
        return path

    return book


def rewrite(path, edit):
    """Change the parts of a workbook: `edit` is given each part's name and text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, edit(name, text))


def worked_out(name, text):
    """As a spreadsheet program saves it, which has worked out the formulas."""
    return text.replace(' fullCalcOnLoad="1"', "")


def read(path):
    return read_table(path, sheets=("x",))


def rows(path):
    return [row.cells for row in read(path).rows]


def cell(path):
    """The only cell below the header."""
    ((found,),) = rows(path)
    return found


def test_a_csv_file_and_a_workbook_of_the_same_table_read_the_same(tmp_path, book):
    plain = tmp_path / "a.csv"
    plain.write_bytes('id;navn\n0073;Åse Ærø\n0074;"Bo; Bent"\n'.encode("cp1252"))
    of_csv = read(plain)
    of_book = read(
        book({"A1": "id", "B1": "navn", "A2": "0073", "B2": "Åse Ærø", "A3": "0074", "B3": "Bo; Bent"})
    )
    assert of_csv.columns == of_book.columns
    assert [tuple(row.cells) for row in of_csv.rows] == [tuple(row.cells) for row in of_book.rows]
    assert [row.id for row in of_csv.rows] == [row.id for row in of_book.rows] == ["2", "3"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (73, "73"),
        (37.5, "37.5"),
        (3.0000000000000004, "3"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (123456789012345, "123456789012345"),
        (True, "ja"),
        (False, "nej"),
        ("0073", "0073"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 8, 30), "2026-03-01T08:30:00"),
        ((time(8, 30), "hh:mm"), "08:30:00"),
        ((417, "00000"), "00417"),
        ((1001234567, "0000000000"), "1001234567"),
        ((12345678, "00 00 00 00"), "12 34 56 78"),
        ((417, '"M"0'), "M417"),
        ((101901234, "000000-0000"), "010190-1234"),
        ((32.5, '0.00" timer"'), "32.5"),
        ((37, '0" timer"'), "37"),
        ((1234, "# ##0"), "1234"),
        ((2.6, "0"), "2.6"),
        ((0.5, "0%"), "50%"),
        ((37 / 24, "[h]:mm"), "37:00"),
        ((46082, "d. mmmm yyyy"), "2026-03-01"),
        ((46082, "[$-406]d. mmmm yyyy;@"), "2026-03-01"),
        ((46082, "m/d/yy"), "2026-03-01"),
    ],
)
def test_a_workbooks_cell_reads_as_a_person_sees_it(book, value, text):
    assert cell(book({"A1": "x", "A2": value})) == text


def test_a_number_with_more_digits_than_the_workbook_keeps_is_unknown(book):
    assert "15 cifre" in cell(book({"A1": "x", "A2": 1234567890123456789})).reason


def test_dates_count_from_1904_where_the_workbook_says_so(book):
    path = book(
        {"A1": "x", "A2": (44620, "dd-mm-yyyy")},
        edit=lambda _, text: text.replace("<workbookPr ", '<workbookPr date1904="1" '),
    )
    assert cell(path) == "2026-03-01"


def test_rows_of_a_workbook_know_their_number_although_empty_ones_are_left_out(book):
    table = read(book({"A1": "id", "A3": "a", "A5": "b"}))
    assert [row.id for row in table.rows] == ["3", "5"]
    assert table.place("5", 27) == "celle AB5"
    assert table.place("5") == "række 5"


def test_of_several_sheets_the_one_that_is_named_so_is_read(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        made.add_worksheet("Forside").write("A1", "Hej")
        made.add_worksheet("Medarbejdere").write("A1", "id")
        made.add_worksheet("Lister").hide()
    assert read_table(tmp_path / "a.xlsx", sheets=("medarbejdere", "employees")).columns == ("id",)
    with pytest.raises(UnreadableTable, match=r"2 ark\. Kald .* »kompetencer«"):
        read_table(tmp_path / "a.xlsx", sheets=("kompetencer", "competences"))


def test_a_merged_cell_gives_all_its_rows_the_value_that_it_shows(book):
    path = book(
        {"A1": "id", "B1": "synlighed", "A2": "1", "A3": "2", "A4": "3", "A5": "4", "B5": "alle"},
        merged=[("B2:B4", "skjult")],
    )
    assert [row[1] for row in rows(path)] == ["skjult", "skjult", "skjult", "alle"]


def test_a_cell_merged_across_columns_is_unknown_in_all_but_the_first(book):
    path = book({"A1": "id", "B1": "navn", "C1": "x", "A2": "1"}, merged=[("B2:C2", "Åse")])
    ((_, name, unknown),) = rows(path)
    assert name == "Åse"
    assert "B2:C2" in unknown.reason


def test_an_empty_merged_cell_is_empty(book):
    path = book({"A1": "id", "B1": "x", "A2": "1", "A3": "2"}, merged=[("B2:B3", "")])
    assert [list(row) for row in rows(path)] == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("<f>A1</f>", "ikke er regnet ud"),
        ("<f>A1</f><v></v>", "ikke er regnet ud"),
        ('<f t="shared" si="0"/>', "ikke er regnet ud"),
    ],
)
def test_a_formula_that_was_never_worked_out_is_unknown(book, written, reason):
    path = book(
        {"A1": "x", "A2": 1}, edit=lambda name, text: worked_out(name, text).replace("<v>1</v>", written)
    )
    assert reason in cell(path).reason


def test_a_formula_of_a_program_that_does_not_calculate_is_unknown_whatever_value_it_has(book):
    assert isinstance(cell(book({"A1": "x", "A2": "=1+1"})), Unknown)


def test_a_formula_that_was_worked_out_has_its_value_and_may_be_empty(book):
    assert cell(book({"A1": "x", "A2": "=1+1"}, edit=worked_out)) == "0"
    path = book(
        {"A1": "x", "B1": "y", "A2": "=1+1", "B2": "a"},
        edit=lambda name, text: re.sub(
            r'<c r="A2"><f>1\+1</f><v>0</v>', '<c r="A2" t="str"><f>1+1</f><v></v>', worked_out(name, text)
        ),
    )
    assert rows(path) == [["", "a"]]


def test_an_error_is_unknown_and_named(book):
    path = book({"A1": "x", "A2": 1}, edit=lambda _, text: text.replace('"A2"><v>1', '"A2" t="e"><v>#REF!'))
    assert "#REF!" in cell(path).reason


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (
            '<c r="A2" t="inlineStr"><is><r><t>Åse</t></r><r><t xml:space="preserve"> Ærø</t></r></is></c>',
            "Åse Ærø",
        ),
        ('<c t="inlineStr"><is><t>uden plads</t></is></c>', "uden plads"),
        ('<c r="A2" t="d"><v>2026-03-01</v></c>', "2026-03-01"),
        ('<c r="A2" t="str"><v>a_x000D_b</v></c>', "a\rb"),
    ],
)
def test_other_programs_write_cells_in_other_ways(book, written, text):
    path = book({"A1": "x", "A2": 1}, edit=lambda _, each: each.replace('<c r="A2"><v>1</v></c>', written))
    assert cell(path) == text


def test_parts_may_have_prefixed_elements_and_absolute_names(book):
    def edit(name, text):
        if name.startswith("xl/worksheets"):
            text = re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
        return text.replace('Target="worksheets/', 'Target="/xl/worksheets/')

    assert cell(book({"A1": "x", "A2": "å"}, edit=edit)) == "å"


def test_a_cell_far_outside_the_table_is_named_at_once(book):
    with pytest.raises(UnreadableTable, match=r"celle XFD1048576 .* 500 kolonner"):
        read(book({"A1": "x", "A2": 1, "XFD1048576": "x"}))


def test_a_sheet_with_too_many_cells_is_refused_in_words(book, monkeypatch):
    monkeypatch.setattr(sheet_cells, "MOST_CELLS", 3)
    with pytest.raises(UnreadableTable, match="flere end 3 celler"):
        read(book({"A1": "x", "A2": 1, "A3": 2, "A4": 3}))
    with pytest.raises(UnreadableTable, match="flere end 3 celler"):
        read(book({"A1": "x", "A4": ""}, merged=[("B1:F1", "a")]))


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read(book, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 10_000_000)
    path = book(
        {"A1": "x", "A2": 1},
        edit=lambda _, text: text.replace("<sheetData>", "<sheetData>" + " " * 10_000_000),
    )
    assert path.stat().st_size < 100_000
    with pytest.raises(UnreadableTable, match="10 MB"):
        read(path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_FILE", 10)
    (tmp_path / "a.csv").write_text("id;navn\n1;abc\n")
    with pytest.raises(UnreadableTable, match="større end"):
        read(tmp_path / "a.csv")


def test_entities_are_refused(book):
    def edit(name, text):
        return (
            re.sub(r"(<\?xml[^>]*>)", r'\1<!DOCTYPE a [<!ENTITY b "c">]>', text) if "sheet1" in name else text
        )

    with pytest.raises(UnreadableTable, match="kan ikke læses"):
        read(book({"A1": "x"}, edit=edit))


def zipped(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "tom"),
        (b"\n\n", "tom"),
        (b"PK\x03\x04 half a workbook", "kan ikke læses"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "som XLSX"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "Gem det som XLSX"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
        (b"\x89PNG\0\0", "hverken et regneark eller tekst"),
        ("id;navn\n1;Åse\n".encode("mac_roman"), "Gem den som CSV UTF-8"),
        (b'id;navn\n1;a\n2;"b\n3;c\n', "linje 3: et anførselstegn"),
        (b"id;navn;synlighed\n1;a;skjult\n2;b", "linje 3: filen slutter midt i en række.* Hent eller gem"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(tmp_path, data, told):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableTable, match=told):
        read(path)


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(UnreadableTable, match=r"borte\.csv: .* findes ikke"):
        read(tmp_path / "borte.csv")
    with pytest.raises(UnreadableTable, match="mappe"):
        read(tmp_path)


def test_a_file_named_by_a_personal_number_is_not_repeated(tmp_path):
    with pytest.raises(UnreadableTable) as caught:
        read(tmp_path / "0101901234.csv")
    assert "0101901234" not in str(caught.value)
