import pytest

from harness.factories import workplace, workplace_id
from matching.model import Visibility
from service.hr.schemas import EMPLOYEES
from tests.service.hr.conftest import reasons, snapshot

COLUMNS = "medarbejder_id;navn;arbejdsplads;faglighed;timer_om_ugen;hovedansættelse;ansat_fra;synlighed\n"


@pytest.fixture
def engaged(fit):
    """Fits engagements (what follows the name, at two workplaces in turn) of one employee."""

    def engaged(*rows):
        graph = snapshot(workplaces=[workplace("Skolen"), workplace("Hallen")])
        places = ("Skolen", "Hallen", "Skolen")
        text = COLUMNS + "".join(f"1;Åse;{place};{row}\n" for place, row in zip(places, rows, strict=False))
        return fit({EMPLOYEES: text}, graph)

    return engaged


@pytest.mark.parametrize(
    ("first", "second", "main"),
    [
        ("Lærer;30;nej;01-01-2020;", "Socialrådgiver;7;ja;01-01-2026;", "Hallen"),
        ("Lærer;7;;01-01-2020;", "Socialrådgiver;30;;01-01-2026;", "Hallen"),
        ("Lærer;;;01-01-2020;", "Socialrådgiver;30;;01-01-2026;", "Hallen"),
        ("Lærer;18,5;;01-01-2026;", "Socialrådgiver;18,5;;01-01-2020;", "Hallen"),
        ("Lærer;18,5;;;", "Socialrådgiver;18,5;;01-01-2020;", "Hallen"),
        ("Lærer;18,5;;01-01-2020;", "Socialrådgiver;18,5;;01-01-2020;", "Skolen"),
        ("Lærer;30;ja;;", "Socialrådgiver;18,5;ja;01-01-2020;", "Skolen"),
    ],
)
def test_the_main_one_is_marked_or_has_most_hours_or_began_first_or_stands_first(
    engaged, first, second, main
):
    made, files = engaged(first, second)
    assert not reasons(files)
    assert made.employees["1"].workplace == workplace_id(main)
    assert made.notes == ["1 medarbejdere har flere ansættelser; hovedansættelsen gælder (docs/hr-files.md)."]


def test_the_narrowest_visibility_of_all_engagements_holds(engaged):
    made, _ = engaged("Lærer;30;ja;;alle", "Lærer;7;nej;;skjult")
    assert made.employees["1"].visibility is Visibility.HIDDEN


def test_nobody_is_loaded_while_another_of_their_rows_is_rejected(engaged):
    made, files = engaged("Lærer;mange;ja;;skjult", "Lærer;7;nej;;")
    assert not made.employees
    assert [place for _, place, _ in reasons(files)] == ["linje 2", "linje 3"]


def test_the_same_row_twice_is_no_second_engagement(fit):
    graph = snapshot(workplaces=[workplace("Skolen")])
    made, files = fit({EMPLOYEES: COLUMNS + 2 * "1;Åse;Skolen;Lærer;30;;;\n"}, graph)
    assert made.employees.keys() == {"1"}
    assert not made.notes
    assert not reasons(files)


def test_another_name_with_the_same_id_is_somebody_else(fit):
    graph = snapshot(workplaces=[workplace("Skolen")])
    made, files = fit({EMPLOYEES: f"{COLUMNS}1;Åse;Skolen;Lærer;30;;;\n1;Bo;Skolen;Lærer;30;;;\n"}, graph)
    assert made.employees["1"].name == "Åse"
    assert reasons(files) == [("medarbejdere", "linje 3", "står også på linje 2, men med et andet navn")]
