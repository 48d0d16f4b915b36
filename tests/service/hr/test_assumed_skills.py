from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from harness.factories import TODAY, employee, held, skill_id, workplace
from matching.model import Evidence
from matching.own_skills import counting, stating, taking_off
from service.hr.assumed_skills import ASSUMED_LEVEL, FROM_PROFESSION, is_assumed_from_profession, with_assumed
from service.hr.schemas import COMPETENCES, EMPLOYEES
from tests.service.hr.conftest import COMPETENCE_COLUMNS, EMPLOYEE_COLUMNS, SKILLS, snapshot

LATER = date(2027, 1, 1)
ESSENTIAL = (skill_id("GDPR"), skill_id("Ledelse"))


def assumed(label, confirmed_on=TODAY):
    return held(
        label,
        ASSUMED_LEVEL,
        evidence=Evidence.ASSUMED,
        source=FROM_PROFESSION,
        confirmed_on=confirmed_on,
    )


def test_who_is_new_starts_with_what_the_profession_cannot_do_without():
    found = with_assumed(employee(), before=None, essential=ESSENTIAL, today=TODAY)
    assert found.skills == (assumed("GDPR"), assumed("Ledelse"))


def test_what_is_known_of_a_skill_stands():
    known = employee(skills={"GDPR": 5})
    found = with_assumed(known, before=None, essential=ESSENTIAL, today=TODAY)
    assert found.skills == (*known.skills, assumed("Ledelse"))


def test_another_day_changes_nothing_and_what_was_taken_off_stays_off():
    before = employee(skills=[assumed("GDPR")])
    assert with_assumed(before, before=before, essential=ESSENTIAL, today=LATER) is before


def test_with_another_profession_the_old_assumptions_go_and_new_ones_come():
    before = employee(skills=[assumed("GDPR"), assumed("Svejsning"), held("Demens", 4)], profession="Smed")
    found = with_assumed(
        employee(skills=before.skills, profession="Lærer"), before=before, essential=ESSENTIAL, today=LATER
    )
    assert set(found.skills) == {assumed("GDPR"), assumed("Ledelse", LATER), held("Demens", 4)}


def test_another_profession_assumes_nothing_of_what_somebody_said_themselves():
    before = taking_off(employee(profession="Smed"), skill_id("GDPR"), on=TODAY)
    before = stating(before, skill_id("Ledelse"), 4, on=TODAY)
    now = replace(before, profession=employee(profession="Lærer").profession)
    found = with_assumed(now, before=before, essential=ESSENTIAL, today=LATER)
    assert found.skills == ()
    assert [(each.skill, each.level) for each in counting(found)] == [(skill_id("Ledelse"), 4)]


statements = st.dictionaries(
    st.sampled_from(SKILLS), st.tuples(st.integers(1, 5), st.sampled_from(list(Evidence))), max_size=3
)


@given(statements)
def test_no_statement_is_ever_lost_or_changed(known):
    before = employee(skills=[held(name, level, evidence=rung) for name, (level, rung) in known.items()])
    found = with_assumed(before, before=None, essential=ESSENTIAL, today=TODAY)
    assert set(before.skills) <= set(found.skills)
    assert all(is_assumed_from_profession(each) for each in set(found.skills) - set(before.skills))
    assert with_assumed(found, before=found, essential=ESSENTIAL, today=LATER) is found


def test_an_employee_file_brings_assumptions_and_a_competence_file_of_the_same_import_goes_before(fit):
    made, _ = fit(
        {
            EMPLOYEES: f"{EMPLOYEE_COLUMNS}1;Åse;wp-jobcenter;Socialrådgiver\n",
            COMPETENCES: f"{COMPETENCE_COLUMNS}1;GDPR;4;egen vurdering;MUS;01-03-2020\n",
        },
        snapshot(workplaces=[workplace("Jobcenter")]),
    )
    gdpr, ledelse = made.employees["1"].skills
    assert (gdpr.level, gdpr.evidence) == (4, Evidence.SELF_STATED)
    assert ledelse == assumed("Ledelse")
    assert made.assumed == 1


def test_a_statement_that_comes_later_replaces_the_assumption(fit):
    before = employee(skills=[assumed("GDPR")])
    made, _ = fit(
        {COMPETENCES: f"{COMPETENCE_COLUMNS}{before.id};GDPR;3;;MUS;01-03-2020\n"},
        snapshot(employees=[before]),
    )
    (gdpr,) = made.employees[before.id].skills
    assert (gdpr.level, gdpr.evidence, gdpr.source) == (3, Evidence.SELF_STATED, "MUS")
