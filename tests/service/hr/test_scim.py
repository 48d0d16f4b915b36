"""One person of a sign-in system is a row like those of every other source."""

from harness.factories import employee, profession_id, workplace_id
from service.hr.intake import take_in
from service.hr.schemas import EMPLOYEES
from service.hr.scim import RowRefused, Told, source_of
from tests.service.hr.conftest import CLOCK, TITLES

TOLD = Told(
    employee="417",
    user_name="bo@kommune.dk",
    external_id="1",
    active=True,
    name="Bo Lind",
    workplace="Skolen",
    title="Lærer i fleksjob",
)
BLANK = Told(employee="417", user_name="bo", external_id="", active=None, name="", workplace="", title="")


def test_department_and_title_are_workplace_and_profession_without_private_words() -> None:
    intake = take_in(source_of(TOLD, None), EMPLOYEES, clock=CLOCK, titles=TITLES)
    (entry,) = intake.entries
    assert entry.values["workplace"] == "Skolen"
    assert entry.values["profession"] == "Lærer"
    assert "kommune.dk" not in str(entry.values)


def test_what_is_not_told_stays_as_it_is_known() -> None:
    known = employee("Bo Lind", workplace="Skolen", profession="Lærer")
    (row,) = source_of(BLANK, known).rows
    assert row.cells == ("417", "Bo Lind", workplace_id("Skolen"), profession_id("Lærer"))


def test_a_refusal_names_scims_attributes_and_repeats_nothing() -> None:
    intake = take_in(source_of(BLANK, None), EMPLOYEES, clock=CLOCK, titles=TITLES)
    said = RowRefused(intake.rejects).detail
    assert all(f"{name}: " in said for name in ("displayName", "department", "title"))
