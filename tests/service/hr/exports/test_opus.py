import pytest

from harness.factories import TODAY
from service.hr.exports.opus import read_opus
from service.hr.schemas import EMPLOYEES, WORKPLACES
from tests.service.hr.exports.conftest import values

UNITS = """
<orgUnit id="1"><startDate>1900-01-01</startDate><endDate>9999-12-31</endDate><parentOrgUnit/>
 <shortName>AND.K</shortName><longName>Andeby Kommune</longName><street>Paradisæblevej 1</street></orgUnit>
<orgUnit id="2"><startDate>1900-01-01</startDate><endDate>9999-12-31</endDate>
 <parentOrgUnit>1</parentOrgUnit><shortName>Skolen</shortName></orgUnit>
<orgUnit id="3"><startDate>1900-01-01</startDate><endDate>2020-01-01</endDate>
 <longName>Lukket</longName></orgUnit>
<orgUnit id="4"><startDate>2027-03-01</startDate><endDate>9999-12-31</endDate>
 <longName>Ny</longName></orgUnit>
"""


def person(id="1000", **changed):
    said = {
        "entryDate": "",
        "leaveDate": "",
        "cpr": "0101701234",
        "firstName": "Anna",
        "lastName": "Holm",
        "address": "Testvej 10",
        "workContractText": "Månedsløn",
        "position": "Lærer",
        "isManager": "false",
        "orgUnit": "2",
        "payGradeText": "42",
        "numerator": "1 ",
        "denominator": "1 ",
        **changed,
    }
    return f'<employee id="{id}">' + "".join(f"<{k}>{v}</{k}>" for k, v in said.items()) + "</employee>"


@pytest.fixture
def read(tmp_path, taken_in):
    def read(*texts, complete=False):
        paths = [tmp_path / f"ZLPE{number}.xml" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(f"<kmd>{text}</kmd>", "utf-8")
        return taken_in(read_opus(paths, today=TODAY, complete=complete))

    return read


def test_units_that_are_there_today_become_workplaces(read):
    assert values(read(UNITS)[WORKPLACES]) == {
        "1": {"id": "1", "name": "Andeby Kommune"},
        "2": {"id": "2", "name": "Skolen", "part_of": "1"},
    }


def test_an_employment_becomes_an_employee(read):
    assert values(read(person(entryDate="2020-08-01"))[EMPLOYEES])["1000"] == {
        "id": "1000",
        "name": "Anna Holm",
        "workplace": "2",
        "profession": "Lærer",
        "weekly_hours": 37,
        "started_on": TODAY.replace(2020, 8, 1),
    }


@pytest.mark.parametrize(
    ("numerator", "denominator", "hours"), [("32", "37", 32), ("1 ", "2 ", 18.5), ("", "", None)]
)
def test_hours_are_a_fraction_of_full_time_and_unchanged_where_none_is_said(
    read, numerator, denominator, hours
):
    intake = read(person(numerator=numerator, denominator=denominator))[EMPLOYEES]
    assert values(intake)["1000"].get("weekly_hours") == hours


@pytest.mark.parametrize("denominator", ["0", "", "x"])
def test_a_fraction_that_is_none_is_refused_rather_than_guessed(read, denominator):
    intake = read(person(denominator=denominator))[EMPLOYEES]
    assert [reject.column for reject in intake.rejects] == ["timer_om_ugen"]


@pytest.mark.parametrize(
    "said",
    [
        '<employee id="1000" action="leave"/>',
        person(leaveDate="2026-11-22"),
        person(position="Annulleret"),
        person(workContractText="Annulleret"),
    ],
)
def test_who_has_left_or_was_entered_by_mistake_is_gone(read, said):
    intake = read(said)[EMPLOYEES]
    assert (values(intake), intake.left) == ({}, {"1000"})


@pytest.mark.parametrize(
    ("said", "there"), [({"leaveDate": "2026-11-23"}, True), ({"entryDate": "2026-11-24"}, False)]
)
def test_who_leaves_or_begins_is_there_from_the_first_day_to_the_last(read, said, there):
    intake = read(person(**said))[EMPLOYEES]
    assert (bool(values(intake)), intake.left) == (there, frozenset())


def test_no_last_day_written_in_zeros_is_none(read):
    intake = read(person(leaveDate="0000-00-00", entryDate="2020-08-01"))[EMPLOYEES]
    assert (values(intake).keys(), intake.left) == ({"1000"}, frozenset())


def test_a_personal_number_in_place_of_an_id_is_refused_and_not_repeated(read):
    [reject] = read(person("0101701234"))[EMPLOYEES].rejects
    assert reject.column == "medarbejder_id"
    assert "0101701234" not in "".join(reject.cells())


def test_of_several_files_the_later_one_counts(read):
    moved, gone = person(orgUnit="1"), '<employee id="1001" action="leave"/>'
    intake = read(person() + person("1001"), moved + gone)[EMPLOYEES]
    assert {row["workplace"] for row in values(intake).values()} == {"1"}
    assert intake.left == {"1001"}


def test_managers_are_told_by_a_complete_export_alone(read):
    text = UNITS + person(isManager="true")
    assert values(read(text, complete=True)[WORKPLACES])["2"]["manager"] == "1000"
    assert "manager" not in read(text)[WORKPLACES].columns
