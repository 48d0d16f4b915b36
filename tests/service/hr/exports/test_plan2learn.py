import pytest

from harness.factories import TODAY
from service.hr.exports.plan2learn import read_plan2learn
from service.hr.exports.xml_records import UnreadableExport
from service.hr.schemas import EMPLOYEES, WORKPLACES
from tests.service.hr.exports.conftest import values

FILES = {
    "bruger": "BrugerId;CPR;Navn;E-mail;Mobil;Stilling\nb1;0101701234;Anna Holm;a@x.dk;12345678;Lærer\n",
    "organisation": (
        "AfdelingsID;Afdelingsnavn;Parentid;Gade;Postnr;By\na1;Kommunen;;Vej 1;1000;By\na2;Skolen;a1;;;\n"
    ),
    "engagement": (
        "EngagementId;BrugerId;AfdelingsId;AktivStatus;StillingskodeId;Primær;Engagementstype;StartdatoEngagement\n"
        "e1;b1;a2;1;s1;1;Månedsløn;\n"
        "e2;b1;a1;1;s1;0;Månedsløn;\n"
        "e3;b1;a1;1;s1;0;Månedsløn;2026-11-24\n"
        "e4;b1;a1;0;s1;0;Månedsløn;\n"
    ),
    "stillingskode": "StillingskodeID;AktivStatus;Stillingskode;Stillingskode#\ns1;1;Lærer;s1\n",
    "leder": "BrugerId;AfdelingsID;AktivStatus;Titel\nb1;a2;1;Personaleledelse\n",
}


@pytest.fixture
def read(tmp_path, taken_in):
    def read(**changed):
        for name, text in (FILES | changed).items():
            if text is not None:
                (tmp_path / f"plan2learn_{name}.csv").write_text(text, "utf-8-sig")
        return taken_in(read_plan2learn(tmp_path, today=TODAY))

    return read


def test_units_become_workplaces_with_their_managers(read):
    assert values(read()[WORKPLACES]) == {
        "a1": {"id": "a1", "name": "Kommunen"},
        "a2": {"id": "a2", "name": "Skolen", "part_of": "a1", "manager": "b1"},
    }


def test_engagements_that_have_begun_become_rows_of_their_employee(read):
    rows = values(read()[EMPLOYEES])
    assert rows == {
        "e1": {"id": "b1", "name": "Anna Holm", "workplace": "a2", "profession": "Lærer", "primary": True},
        "e2": {"id": "b1", "name": "Anna Holm", "workplace": "a1", "profession": "Lærer", "primary": False},
    }


def test_a_day_that_a_spreadsheet_saved_again_is_the_same_day(read):
    begun = "EngagementId;BrugerId;AfdelingsId;StillingskodeId;StartdatoEngagement\ne1;b1;a2;s1;23-11-2026\n"
    assert values(read(engagement=begun)[EMPLOYEES]).keys() == {"e1"}


def test_a_unit_whose_parent_lies_outside_the_export_is_its_top(read):
    units = read(organisation="AfdelingsID;Afdelingsnavn;Parentid\na2;Skolen;a1\n")[WORKPLACES]
    assert values(units) == {"a2": {"id": "a2", "name": "Skolen", "manager": "b1"}}


def test_of_two_exports_in_one_folder_none_is_guessed(read, tmp_path):
    (tmp_path / "gammel_LEDER.CSV").write_text("BrugerId;AfdelingsID\n", "utf-8")
    with pytest.raises(UnreadableExport, match="har flere leder"):
        read()


def test_an_older_export_has_no_ids_of_engagements_and_they_are_found_by_their_lines(read):
    text = "BrugerId;AfdelingsId;AktivStatus;StillingskodeId;Primær;Engagementstype\nb1;a2;1;s9;1;Månedsløn\n"
    [reject] = read(engagement=text)[EMPLOYEES].rejects
    assert (reject.place, reject.column) == ("ansættelse på linje 2", "faglighed")


def test_who_is_missing_in_the_file_of_people_is_refused(read):
    intake = read(bruger="BrugerId;CPR;Navn\n")[EMPLOYEES]
    assert {(reject.place, reject.column) for reject in intake.rejects} == {
        ("ansættelse e1", "navn"),
        ("ansættelse e2", "navn"),
    }


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing_is_named(read, name):
    with pytest.raises(UnreadableExport, match=f"{name}.csv"):
        read(**{name: None})
