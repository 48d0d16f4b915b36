from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from matching.model import Evidence, LifePhase, TaskStatus
from service.hr.intake import UnusableColumns, take_in
from service.hr.schemas import COMPETENCES, EMPLOYEES, FILE_KINDS, PARTICIPANTS, TASKS, TITLES, WORKPLACES
from service.hr.source import Cell, Row, Unknown
from service.hr.tables import read_table
from service.personal_numbers import HIDDEN
from tests.service.hr.conftest import CLOCK
from tests.service.hr.conftest import TITLES as NAMES

CPR = "010190-1234"


@pytest.fixture
def read(tmp_path):
    """Reads the text of a file of one kind."""

    def read(kind, text):
        path = tmp_path / f"{kind.danish}.csv"
        path.write_text(text, encoding="utf-8")
        return take_in(read_table(path, sheets=(kind.danish,)), kind, clock=CLOCK, titles=NAMES)

    return read


def only(file):
    (reject,) = file.rejects
    return reject


def test_a_row_is_read_into_values_by_our_own_names(read):
    file = read(WORKPLACES, "arbejdsplads_id;navn;del_af;livsfaser\n0220;Søndersøskolen;0200;skolelivet\n")
    assert file.entries[0].values == {
        "id": "0220",
        "name": "Søndersøskolen",
        "part_of": "0200",
        "life_phases": (LifePhase.SCHOOL,),
    }
    assert (file.total, file.rejected) == (1, 0)


def test_columns_can_be_english_and_in_any_order_and_case(read):
    file = read(COMPETENCES, "Confirmed-On,LEVEL,skill,Employee ID\n2026-03-01,4,GDPR,00417\n")
    assert file.entries[0].values | {"confirmed_on": ""} == {
        "employee": "00417",
        "skill": "GDPR",
        "level": 4,
        "evidence": Evidence.SELF_STATED,
        "source": "hr",
        "confirmed_on": "",
    }


def test_danish_letters_in_a_columns_name_can_be_written_out(read):
    text = "opgave_id;titel;oprettet;kraevede_kompetencer;STATUS\n1;Sti;01-02-2026;GDPR=4;i gang\n"
    values = read(TASKS, text).entries[0].values
    assert (values["essential_skills"], values["status"]) == ((("GDPR", 4),), TaskStatus.OPEN)


def test_of_two_names_for_one_column_the_first_in_the_documentation_counts(read):
    text = "medarbejder_id;navn;arbejdsplads;arbejdsplads_id;faglighed\n1;Åse;Skolen;0220;Lærer\n"
    file = read(EMPLOYEES, text)
    assert file.entries[0].values["workplace"] == "0220"
    assert file.ignored == ("arbejdsplads",)


def test_a_column_that_stands_twice_is_refused(read):
    with pytest.raises(UnusableColumns, match="»navn« findes mere end én gang"):
        read(WORKPLACES, "arbejdsplads_id;navn;navn\n1;a;b\n")


def test_missing_columns_are_named_with_what_stands_there_instead(read):
    with pytest.raises(UnusableColumns) as caught:
        read(EMPLOYEES, "medarbejder_id;fornavn;arbejdsplads\n1;Åse;0220\n")
    assert "medarbejdere.csv: mangler kolonnerne navn, faglighed" in str(caught.value)
    assert "fornavn" in str(caught.value)


def test_a_bad_cell_rejects_its_row_with_line_column_reason_and_fix_and_the_others_load(read):
    text = "medarbejder_id;kompetence;niveau;dato\n1;GDPR;9;01-03-2026\n2;GDPR;4;01-03-2026\n;GDPR;4;x\n"
    file = read(COMPETENCES, text)
    assert [row.values["employee"] for row in file.entries] == ["2"]
    assert [(each.place, each.column, each.value) for each in file.rejects] == [
        ("linje 2", "niveau", "9"),
        ("linje 4", "medarbejder_id", ""),
        ("linje 4", "dato", "x"),
    ]
    assert all(each.reason and each.fix for each in file.rejects)
    assert (file.total, file.rejected) == (3, 2)
    assert (file.unsure, file.anonymous) == ({"1"}, 1)


@pytest.mark.parametrize("row", [f"{CPR};Åse;0220;Lærer;", f"1;Åse {CPR};0220;Lærer;"])
def test_a_personal_number_in_a_column_that_is_read_refuses_the_row_and_is_not_repeated(read, row):
    file = read(
        EMPLOYEES, f"medarbejder_id;navn;arbejdsplads;faglighed;bemærkning\n{row}\n2;Bo;0220;Lærer;\n"
    )
    assert [kept.values["id"] for kept in file.entries] == ["2"]
    assert HIDDEN in only(file).value
    assert CPR not in repr(file)


def test_the_text_around_a_personal_number_is_kept_and_its_place_is_told(read):
    file = read(TASKS, f"opgave_id;titel;oprettet;beskrivelse\n1;Sti;01-02-2026;Ring til {CPR} i dag\n")
    assert (only(file).column, only(file).place) == ("beskrivelse", "linje 2")
    assert only(file).value == f"Ring til {HIDDEN} i dag"
    assert only(file).reason == "tegn 10–20 ligner et CPR-nummer"


def test_a_column_that_nobody_reads_is_dropped_unread(read):
    text = f"medarbejder_id;navn;arbejdsplads;faglighed;cpr\n1;Åse;0220;Lærer;{CPR}\n2;Bo;0220;Lærer;#REF!\n"
    file = read(EMPLOYEES, text)
    assert [kept.values["id"] for kept in file.entries] == ["1", "2"]
    assert file.ignored == ("cpr",)
    assert not file.rejects
    assert CPR not in repr(file)


def test_a_personal_number_in_a_header_is_not_repeated(read):
    with pytest.raises(UnusableColumns) as caught:
        read(EMPLOYEES, f"1;Åse;{CPR};Lærer\n")
    assert CPR not in str(caught.value)
    text = f"medarbejder_id;navn;arbejdsplads;faglighed;{CPR}\n1;Åse;0220;Lærer;{CPR}\n"
    assert CPR not in repr(read(EMPLOYEES, text))


def test_more_cells_than_columns_reject_the_row_but_fewer_are_empty(read):
    file = read(WORKPLACES, "arbejdsplads_id;navn;del_af\n1;a\n2;b;1;too many\n3;c;1;\n")
    assert [row.values["id"] for row in file.entries] == ["1", "3"]
    assert "flere celler" in only(file).reason


def test_a_row_that_stands_twice_counts_once_but_not_with_other_values(read):
    file = read(WORKPLACES, "arbejdsplads_id;navn\n1;a\n1;a\n1;b\n")
    assert [row.values["name"] for row in file.entries] == ["a"]
    assert only(file).place == "linje 4"
    assert "linje 2" in only(file).reason


def test_only_plans_lie_in_the_future(read):
    tomorrow = f"{CLOCK.today() + timedelta(1):%d-%m-%Y}"
    file = read(TASKS, f"opgave_id;titel;oprettet\n1;Sti;{tomorrow}\n")
    assert (only(file).column, only(file).reason) == ("oprettet", "datoen ligger i fremtiden")
    plan = read(PARTICIPANTS, f"opgave_id;medarbejder_id;fra\n1;2;{tomorrow}\n")
    assert plan.entries[0].values["started_on"] == CLOCK.today() + timedelta(1)


def test_a_period_until_further_notice_is_open(read):
    file = read(PARTICIPANTS, "opgave_id;medarbejder_id;fra;til\n1;2;01-02-2026;31-12-9999\n")
    assert file.entries[0].values["ended_on"] is None
    assert only(read(TASKS, "opgave_id;titel;oprettet\n1;Sti;9999-12-31\n")).column == "oprettet"


def test_a_date_that_can_only_be_american_makes_the_others_of_its_column_doubtful(read):
    dates = ["31-12-2024", "12/31/2024", "01/02/2024", "2024-02-01", "02-02-2024"]
    text = "medarbejder_id;kompetence;niveau;dato\n" + "".join(f"{day};GDPR;4;{day}\n" for day in dates)
    file = read(COMPETENCES, text)
    assert [each.value for each in file.rejects] == ["12/31/2024", "01/02/2024"]
    assert [entry.values["employee"] for entry in file.entries] == ["31-12-2024", "2024-02-01", "02-02-2024"]


def test_a_date_that_can_only_be_danish_settles_years_of_two_digits(read):
    columns = "medarbejder_id;kompetence;niveau;dato\n"
    assert only(read(COMPETENCES, f"{columns}1;GDPR;4;01-02-24\n")).column == "dato"
    file = read(COMPETENCES, f"{columns}1;GDPR;4;01-02-24\n2;GDPR;4;31-01-24\n")
    assert [entry.values["confirmed_on"] for entry in file.entries] == [date(2024, 2, 1), date(2024, 1, 31)]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("lukket;01-02-2026;", "skal have en dato"),
        ("åben;01-02-2026;01-03-2026", "kan ikke have en dato"),
        ("lukket;01-02-2026;01-01-2026", "før den blev oprettet"),
    ],
)
def test_a_tasks_status_and_dates_must_agree(read, cells, told):
    file = read(TASKS, f"opgave_id;titel;status;oprettet;lukket\n1;Sti;{cells}\n")
    assert (only(file).column, only(file).reason) == ("lukket", only(file).reason)
    assert told in only(file).reason


def test_taking_part_ends_after_it_starts(read):
    file = read(PARTICIPANTS, "opgave_id;medarbejder_id;fra;til\n1;2;01-03-2026;01-02-2026\n")
    assert only(file).column == "til"


def test_a_workplace_has_life_phases_only_from_the_list(read):
    file = read(WORKPLACES, "arbejdsplads_id;navn;livsfaser\n1;a;ungdomslivet\n")
    assert "børnelivet" in only(file).fix


@dataclass(frozen=True)
class Given:
    """A source of one row, its cells by column."""

    cells: dict[str, Cell]
    name: str = "system"
    left: tuple[str, ...] = ()

    @property
    def columns(self):
        return tuple(self.cells)

    @property
    def rows(self):
        return (Row("1", tuple(self.cells.values())),)

    @staticmethod
    def place(row, column=None):
        return f"{row}:{column}"


@pytest.mark.parametrize(
    ("kind", "column"),
    [(kind, column) for kind in (*FILE_KINDS, TITLES) for column in kind.columns],
    ids=lambda each: each if isinstance(each, str) else each.name,
)
@pytest.mark.parametrize(
    "cell", [Unknown("vides ikke", "Spørg."), "#REF!", "#I/T", "#VÆRDI!", "########", "Err:502"]
)
def test_a_cell_whose_value_is_not_known_rejects_its_row_whatever_the_column(kind, column, cell):
    intake = take_in(Given(dict.fromkeys(kind.columns, "") | {column: cell}), kind, clock=CLOCK, titles=NAMES)
    told = [each for each in intake.rejects if each.column == column]
    assert [each.place for each in told] == [f"1:{list(kind.columns).index(column)}"]
    assert all(each.reason and each.fix for each in told)
    assert not intake.entries
