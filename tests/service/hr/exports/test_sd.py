import pytest

from harness.factories import TODAY
from service.hr.exports.sd import read_sd
from service.hr.schemas import EMPLOYEES
from tests.service.hr.exports.conftest import values

ALWAYS = ("2000-01-01", "9999-12-31")
BEFORE, SINCE, LATER = (
    ("2000-01-01", "2026-11-22"),
    ("2026-11-23", "9999-12-31"),
    ("2026-11-24", "9999-12-31"),
)
NAMES = """<GetPerson20111201><Person>
<PersonCivilRegistrationIdentifier>0101701234</PersonCivilRegistrationIdentifier>
<PersonGivenName>Anna</PersonGivenName><PersonSurnameName>Holm</PersonSurnameName>
<StandardAddressIdentifier>Testvej 10</StandardAddressIdentifier>
<Employment><EmploymentIdentifier>00417</EmploymentIdentifier></Employment>
<Employment><EmploymentIdentifier>00533</EmploymentIdentifier></Employment>
</Person></GetPerson20111201>"""


def timeline(name, element, *versions):
    return "".join(
        f"<{name} changedAtDate='2020-01-01'><ActivationDate>{since}</ActivationDate>"
        f"<DeactivationDate>{until}</DeactivationDate><{element}>{value}</{element}></{name}>"
        for (since, until), value in versions
    )


def employment(
    number="00417",
    *,
    status=((ALWAYS, "1"),),
    places=((ALWAYS, "SKOL"),),
    rates=((ALWAYS, "1.0000"),),
    since="2010-08-01",
):
    return (
        f"<Employment><EmploymentIdentifier>{number}</EmploymentIdentifier>"
        f"<EmploymentDate>{since}</EmploymentDate><AnniversaryDate>2004-08-15</AnniversaryDate>"
        + timeline("EmploymentStatus", "EmploymentStatusCode", *status)
        + timeline("EmploymentDepartment", "DepartmentIdentifier", *places)
        + timeline("Profession", "EmploymentName", (ALWAYS, "Lærer"))
        + timeline("WorkingTime", "OccupationRate", *rates)
        + "</Employment>"
    )


@pytest.fixture
def read(tmp_path, taken_in):
    def read(*employments, names=NAMES):
        (tmp_path / "names.xml").write_text(names, "utf-8")
        (tmp_path / "employments.xml").write_text(
            "<GetEmployment20111201><Person>"
            "<PersonCivilRegistrationIdentifier>0101701234</PersonCivilRegistrationIdentifier>"
            + "".join(employments)
            + "</Person></GetEmployment20111201>",
            "utf-8",
        )
        paths = [tmp_path / "employments.xml", tmp_path / "names.xml"]
        return taken_in(read_sd(paths, today=TODAY))[EMPLOYEES]

    return read


def test_an_employment_becomes_an_employee_with_the_name_of_the_other_file(read):
    assert values(read(employment())) == {
        "00417": {
            "id": "00417",
            "name": "Anna Holm",
            "workplace": "SKOL",
            "profession": "Lærer",
            "weekly_hours": 37,
            "started_on": TODAY.replace(2010, 8, 1),
        }
    }


def test_each_property_is_what_its_own_timeline_says_today(read):
    rates = ((BEFORE, "1.0000"), (SINCE, "0.5000"))
    places = ((("2000-01-01", "2026-11-23"), "SKOL"), (LATER, "HALL"))
    row = values(read(employment(places=places, rates=rates)))["00417"]
    assert (row["workplace"], row["weekly_hours"]) == ("SKOL", 18.5)


@pytest.mark.parametrize(("code", "hours"), [("0", 37), ("1", 37), ("3", 0)])
def test_status_0_and_1_are_in_and_3_has_no_hours(read, code, hours):
    assert values(read(employment(status=((ALWAYS, code),))))["00417"]["weekly_hours"] == hours


@pytest.mark.parametrize("code", ["7", "8", "9", "S"])
def test_status_7_8_and_9_are_out(read, code):
    intake = read(employment(status=((BEFORE, "1"), (SINCE, code))))
    assert (values(intake), intake.left) == ({}, {"00417"})


def test_who_will_leave_is_in_until_then_and_who_will_come_is_not_in_yet(read):
    assert values(read(employment(status=((("2000-01-01", "2026-11-23"), "1"), (LATER, "8")))))
    coming = read(employment(status=((LATER, "1"),)))
    assert (values(coming), coming.left) == ({}, frozenset())


def test_an_employment_whose_timeline_has_ended_is_out(read):
    assert read(employment(status=((BEFORE, "1"),))).left == {"00417"}


def test_a_status_that_nobody_knows_is_refused(read):
    assert [
        (reject.column, reject.value) for reject in read(employment(status=((ALWAYS, "5"),))).rejects
    ] == [("timer_om_ugen", "5")]


def test_a_status_that_is_a_personal_number_is_not_repeated(read):
    [reject] = read(employment(status=((ALWAYS, "0101701234"),))).rejects
    assert "0101701234" not in "".join(reject.cells())


def test_several_employments_are_one_employee_known_by_the_first(read):
    intake = read(employment("00533", since="2015-01-01"), employment("00417"))
    assert {row["id"] for row in values(intake).values()} == {"00417"}
    ended = employment("00417", status=((BEFORE, "1"), (SINCE, "8")))
    intake = read(ended, employment("00533", since="2015-01-01"))
    assert [row["id"] for row in values(intake).values()] == ["00417"]
    assert not intake.left


def test_without_the_names_every_row_says_what_is_missing(read):
    intake = read(employment(), names="<GetPerson20111201/>")
    assert [(reject.place, reject.column) for reject in intake.rejects] == [("ansættelse 00417", "navn")]
    assert "GetPerson" in intake.rejects[0].fix
