from dataclasses import replace
from datetime import date

import pytest

from harness.factories import employee
from matching.model import OwnQualification, Qualification
from service.hr.schemas import QUALIFICATIONS
from tests.service.hr.conftest import QUALIFICATION_COLUMNS, reasons, snapshot

LORRY = "urn:tvaers:qualification:koerekort-c"
SEEN = date(2026, 3, 1)


def licence(valid_until: date | None = None, **values: object) -> Qualification:
    standard = {"kind": LORRY, "source": "hr", "confirmed_on": SEEN}
    return Qualification(valid_until=valid_until, **(standard | values))  # type: ignore[arg-type]


def test_a_row_says_which_one_until_when_and_what_was_seen(fit):
    anna = employee("Anna")
    text = f"{QUALIFICATION_COLUMNS}{anna.id};Kørekort kategori C;01-05-2028;Politiet;forevist;01-03-2026;\n"
    made, _ = fit({QUALIFICATIONS: text}, snapshot(employees=[anna]))
    seen = licence(date(2028, 5, 1), issuer="Politiet", evidence="forevist")
    assert made.employees[anna.id].qualifications == (seen,)


def test_without_a_last_day_it_never_ends(fit):
    anna = employee("Anna")
    text = f"{QUALIFICATION_COLUMNS}{anna.id};{LORRY};;;;01-03-2026;\n"
    made, _ = fit({QUALIFICATIONS: text}, snapshot(employees=[anna]))
    assert made.employees[anna.id].qualifications == (licence(),)


def test_an_unknown_kind_is_refused_unless_the_row_adds_it(fit):
    anna = employee("Anna")
    rows = f"{anna.id};Sikkerhedskørsel;;;;01-03-2026;{{}}\n"
    refused, files = fit(
        {QUALIFICATIONS: QUALIFICATION_COLUMNS + rows.format("")}, snapshot(employees=[anna])
    )
    assert refused.employees == {}
    assert reasons(files) == [("kvalifikationer", "linje 2", "kvalifikationen findes ikke")]
    made, files = fit({QUALIFICATIONS: QUALIFICATION_COLUMNS + rows.format("ja")}, snapshot(employees=[anna]))
    (kind,) = made.qualification_kinds.values()
    assert (kind.label_da, reasons(files)) == ("Sikkerhedskørsel", [])
    assert made.employees[anna.id].qualifications[0].kind == kind.id


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_several_rows_the_one_that_lasts_longest_counts(fit, order):
    anna = employee("Anna")
    rows = [f"{anna.id};{LORRY};01-05-{year};;;01-03-2026;\n" for year in (2027, 2032)]
    text = QUALIFICATION_COLUMNS + "".join(rows[at] for at in order)
    made, _ = fit({QUALIFICATIONS: text}, snapshot(employees=[anna]))
    assert made.employees[anna.id].qualifications == (licence(date(2032, 5, 1)),)


def test_what_was_seen_later_stays(fit):
    later = licence(date(2032, 5, 1), confirmed_on=date(2026, 4, 1))
    anna = replace(employee("Anna"), qualifications=(later,))
    text = f"{QUALIFICATION_COLUMNS}{anna.id};{LORRY};01-05-2027;;;01-03-2026;\n"
    made, _ = fit({QUALIFICATIONS: text}, snapshot(employees=[anna]))
    assert made.employees == {}
    assert made.notes == ["1 kvalifikationer i filen er set tidligere end det, grafen har."]


def test_a_complete_file_drops_what_its_own_sources_no_longer_say(fit):
    kept = licence(kind="urn:tvaers:qualification:kran", source="kursus")
    people = [replace(employee(f"E{at}"), qualifications=(licence(), kept)) for at in range(6)]
    rows = "".join(f"{each.id};{LORRY};;;;01-03-2026;\n" for each in people[1:])
    made, _ = fit(
        {QUALIFICATIONS: QUALIFICATION_COLUMNS + rows}, snapshot(employees=people), complete=[QUALIFICATIONS]
    )
    assert {id: each.qualifications for id, each in made.employees.items()} == {people[0].id: (kept,)}


def test_what_somebody_says_themselves_stays(fit):
    said = OwnQualification(kind=LORRY, disputes=True, said_on=SEEN)
    anna = replace(employee("Anna"), own_qualifications=(said,))
    text = f"{QUALIFICATION_COLUMNS}{anna.id};{LORRY};;;;01-03-2026;\n"
    made, _ = fit({QUALIFICATIONS: text}, snapshot(employees=[anna]))
    assert made.employees[anna.id].own_qualifications == (said,)
