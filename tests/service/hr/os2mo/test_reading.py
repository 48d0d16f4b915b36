"""What OS2mo has, as rows: read by the same intake as HR's files."""

from datetime import date, timedelta

import pytest

from harness.factories import TODAY
from harness.os2mo import uuid
from matching.model import LifePhase
from service.hr.intake import take_in
from service.hr.life_phases import LifePhases
from service.hr.os2mo.reading import UnknownUnit, hours_of, read_os2mo
from service.hr.schemas import EMPLOYEES, WORKPLACES
from tests.service.hr.conftest import CLOCK, TITLES

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)


@pytest.fixture
def read(os2mo, organisation):
    """Reads OS2mo; gives each kind's good rows as values, by the name of their unit or their id."""

    def read(**said):
        sources = read_os2mo(os2mo, zone=CLOCK.zone, progress=lambda done, total: None, **said)
        intakes = {kind: take_in(each, kind, clock=CLOCK, titles=TITLES) for kind, each in sources.items()}
        assert not [reject for each in intakes.values() for reject in each.rejects]
        return {kind: [entry.values for entry in each.entries] for kind, each in intakes.items()}

    organisation.unit("Kommunen")
    organisation.unit("Skoleområdet", "Kommunen")
    organisation.unit("Skolen", "Skoleområdet")
    organisation.unit("Plejehjemmet", "Kommunen")
    return read


def by_name(rows):
    return {row["name"]: row for row in rows}


def test_units_become_workplaces_in_a_tree(read):
    units = by_name(read()[WORKPLACES])
    assert units["Skolen"] == {
        "id": uuid("units/Skolen"),
        "name": "Skolen",
        "part_of": uuid("units/Skoleområdet"),
    }
    assert "part_of" not in units["Kommunen"]


def test_below_a_unit_there_is_its_own_tree_and_who_works_in_it(read, organisation):
    organisation.engagement("1", "Anna Holm", "Skolen")
    organisation.engagement("2", "Bo Lund", "Plejehjemmet")
    found = read(top=uuid("units/Skoleområdet"))
    assert by_name(found[WORKPLACES]).keys() == {"Skoleområdet", "Skolen"}
    assert "part_of" not in by_name(found[WORKPLACES])["Skoleområdet"]
    assert by_name(found[EMPLOYEES]).keys() == {"Anna Holm"}


def test_a_unit_that_is_not_there_is_told(read):
    with pytest.raises(UnknownUnit, match="har ingen enhed"):
        read(top=uuid("units/Hallen"))


def test_units_that_go_round_in_a_circle_are_read(read, organisation):
    organisation.unit("A", "B")
    organisation.unit("B", "A")
    assert {"A", "B"} <= by_name(read(life_phases=LifePhases({}))[WORKPLACES]).keys()
    assert by_name(read(top=uuid("units/A"))[WORKPLACES]).keys() == {"A", "B"}


def test_life_phases_follow_the_kle_numbers_of_the_unit_or_of_the_nearest_above_that_has_any(
    read, organisation
):
    organisation.kle("Skoleområdet", "17.02.00", "Udførende")
    organisation.kle("Plejehjemmet", "27.42.00", "Ansvarlig", "Indsigt")
    organisation.kle("Plejehjemmet", "17.02.00", "Indsigt")
    table = LifePhases({"17": (LifePhase.SCHOOL,), "27": (LifePhase.WORK,), "27.42": (LifePhase.LATE,)})
    units = by_name(read(life_phases=table)[WORKPLACES])
    assert {name: row.get("life_phases", ()) for name, row in units.items()} == {
        "Kommunen": (),
        "Skoleområdet": (LifePhase.SCHOOL,),
        "Skolen": (LifePhase.SCHOOL,),
        "Plejehjemmet": (LifePhase.LATE,),
    }


def test_the_manager_is_who_leads_people_and_nobody_while_the_place_is_vacant(read, organisation):
    organisation.person("Ada"), organisation.person("Bo")
    organisation.manager("1", "Skolen", "Ada", "Ansvar for bygninger og arealer", since=date(2019, 1, 1))
    organisation.manager("2", "Skolen", "Bo", "Personale: ansættelse/afskedigelse")
    organisation.manager("3", "Plejehjemmet", None)
    organisation.manager("4", "Skoleområdet", "Ada", until=YESTERDAY)
    units = by_name(read()[WORKPLACES])
    assert units["Skolen"]["manager"] == uuid("people/Bo")
    assert "manager" not in units["Plejehjemmet"]
    assert "manager" not in units["Skoleområdet"]


def test_an_engagement_becomes_an_employee_known_by_the_name_that_they_go_by(read, organisation):
    organisation.person("Anna Cecilie Holm", nickname="Anna Holm")
    organisation.engagement("1", "Anna Cecilie Holm", "Skolen", "Støttepædagog", fraction=500_000)
    [row] = read()[EMPLOYEES]
    assert row == {
        "id": uuid("people/Anna Cecilie Holm"),
        "name": "Anna Holm",
        "workplace": uuid("units/Skolen"),
        "profession": "Støttepædagog",
        "weekly_hours": 18.5,
        "primary": True,
        "started_on": date(2020, 1, 1),
    }


@pytest.mark.parametrize(
    ("fraction", "hours"), [(None, "37.00"), (1_000_000, "37.00"), (864_865, "32.00"), (0, "0.00")]
)
def test_hours_are_a_part_of_full_time(fraction, hours):
    assert hours_of(fraction) == hours


def test_several_engagements_are_several_rows_and_the_primary_one_is_marked(read, organisation):
    organisation.engagement("1", "Anna Holm", "Skolen", is_primary=False)
    organisation.engagement("2", "Anna Holm", "Plejehjemmet", is_primary=True)
    rows = read()[EMPLOYEES]
    assert {(row["workplace"], row["primary"]) for row in rows} == {
        (uuid("units/Skolen"), False),
        (uuid("units/Plejehjemmet"), True),
    }


def test_who_is_on_leave_has_no_hours_and_is_not_mainly_there(read, organisation):
    organisation.engagement("1", "Anna Holm", "Skolen", leave=True)
    [row] = read()[EMPLOYEES]
    assert (row["weekly_hours"], row["primary"]) == (0, False)


def test_what_begins_later_or_has_ended_is_not_read_before_its_day(read, organisation):
    organisation.engagement("1", "Anna Holm", "Skolen", since=TOMORROW)
    organisation.engagement("2", "Bo Lund", "Skolen", until=YESTERDAY)
    organisation.engagement("3", "Cy Vig", "Skolen", until=YESTERDAY)
    organisation.engagement("3", "Cy Vig", "Plejehjemmet", since=TODAY)
    assert by_name(read()[EMPLOYEES]).keys() == {"Cy Vig"}
    organisation.today = TOMORROW
    assert by_name(read()[EMPLOYEES]).keys() == {"Anna Holm", "Cy Vig"}


def test_a_person_or_a_job_that_os2mo_says_nothing_of_is_refused_rather_than_guessed(os2mo, organisation):
    organisation.unit("Skolen")
    organisation.engagement("1", "Anna Holm", "Skolen")
    organisation.people.clear(), organisation.classes.clear()
    sources = read_os2mo(os2mo, zone=CLOCK.zone, progress=lambda done, total: None)
    intake = take_in(sources[EMPLOYEES], EMPLOYEES, clock=CLOCK, titles=TITLES)
    assert [(reject.place, reject.column) for reject in intake.rejects] == [
        (f"ansættelse {uuid('engagements/1')}", "navn"),
        (f"ansættelse {uuid('engagements/1')}", "faglighed"),
    ]
