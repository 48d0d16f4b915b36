"""What a sign-in system says of people (SCIM) and what HR's files say don't undo each other."""

from dataclasses import replace

import pytest

from harness.factories import employee, profession_id, workplace, workplace_id
from matching.model import Visibility
from service.hr.schemas import EMPLOYEES
from tests.service.hr.conftest import EMPLOYEE_COLUMNS, snapshot

ANNA, BO = employee("Anna", workplace="Skolen", profession="Lærer"), employee("Bo", workplace="Skolen")
FILE = EMPLOYEE_COLUMNS + f"{BO.id};Bo;Skolen;Lærer\n"
MOVED = EMPLOYEE_COLUMNS + f"{ANNA.id};Anna Holm;Jobcenter;Socialrådgiver\n"


def graph(*accounts: str):
    people = [ANNA, BO, *(employee(f"Nr {number}") for number in range(8))]
    places = [workplace("Skolen"), workplace("Jobcenter")]
    return replace(snapshot(workplaces=places, employees=people), accounts=frozenset(accounts))


def test_a_complete_file_that_lacks_somebody_with_an_account_lets_them_stay(fit):
    without, _ = fit({EMPLOYEES: FILE}, graph(), complete=[EMPLOYEES], max_gone=100)
    with_one, _ = fit({EMPLOYEES: FILE}, graph(ANNA.id), complete=[EMPLOYEES], max_gone=100)
    assert without.gone["employees"].ids - with_one.gone["employees"].ids == {ANNA.id}


@pytest.mark.parametrize("decides", [True, False])
def test_where_scim_decides_a_file_moves_nobody_with_an_account_back(fit, decides):
    made, _ = fit({EMPLOYEES: MOVED}, graph(ANNA.id), accounts_decide=decides)
    after = made.employees[ANNA.id]
    moved = ("Anna Holm", workplace_id("Jobcenter"), profession_id("Socialrådgiver"))
    stays = (ANNA.name, ANNA.workplace, ANNA.profession)
    assert (after.name, after.workplace, after.profession) == (stays if decides else moved)
    assert any("SCIM" in note for note in made.notes) is decides


def test_a_file_hides_somebody_with_an_account_all_the_same(fit):
    text = f"medarbejder_id;navn;arbejdsplads;faglighed;synlighed\n{ANNA.id};Anna;Skolen;Lærer;skjult\n"
    made, _ = fit({EMPLOYEES: text}, graph(ANNA.id))
    assert made.employees[ANNA.id].visibility is Visibility.HIDDEN
