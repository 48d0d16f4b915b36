"""What is shown of a load is what is written, and the same of both is the same."""

from collections.abc import Mapping

import pytest

from graph.store import GraphStore
from harness.factories import employee, fill, profession, skill, workplace
from service.hr.comparing import Comparison, Terms, compare
from service.hr.intake import take_in
from service.hr.retirement import Limit
from service.hr.schemas import COMPETENCES, EMPLOYEES, FileKind
from service.hr.tables import table_of
from tests.service.hr.conftest import CLOCK, COMPETENCE_COLUMNS, EMPLOYEE_COLUMNS, TITLES

ANNA = "417;Anna Ærø;Skolen;Lærer\n"
BO = "418;Bo Ås;Skolen;Lærer\n"


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    fill(graph, profession("Lærer"), workplace("Skolen"), skill("GDPR"), employee("Carl", workplace="Skolen"))
    return graph


def compared(store: GraphStore, texts: Mapping[FileKind, str], **terms: object) -> Comparison:
    intakes = {
        kind: take_in(
            table_of(f"{kind.danish}.csv", text.encode(), sheets=()), kind, clock=CLOCK, titles=TITLES
        )
        for kind, text in texts.items()
    }
    return compare(store, intakes, Terms(clock=CLOCK, titles=TITLES, **terms))  # type: ignore[arg-type]


def test_the_counts_are_what_writing_does(house: GraphStore) -> None:
    texts = {
        EMPLOYEES: EMPLOYEE_COLUMNS + ANNA + BO,
        COMPETENCES: COMPETENCE_COLUMNS + "417;GDPR;3;bekræftet;hr;01-03-2026\n",
    }
    found = compared(house, texts)
    assert [(each.name, each.new) for each in found.counts] == [("medarbejdere", 2), ("kompetencer", 1)]
    house.loading.apply(*found.planned.values())
    again = compared(house, texts)
    assert [(each.new, each.changed, each.gone) for each in again.counts] == [(0, 0, 0), (0, 0, 0)]
    assert [each.unchanged for each in again.counts] == [2, 1]


def test_rejects_come_source_by_source_and_line_by_line(house: GraphStore) -> None:
    texts = {
        EMPLOYEES: EMPLOYEE_COLUMNS + "1;Ada;Ukendt;Lærer\n2;;Skolen;Lærer\n",
        COMPETENCES: COMPETENCE_COLUMNS + "9;GDPR;3;;hr;01-03-2026\n",
    }
    assert [(each.source, each.place) for each in compared(house, texts).rejects] == [
        ("medarbejdere.csv", "linje 2"),
        ("medarbejdere.csv", "linje 3"),
        ("kompetencer.csv", "linje 2"),
    ]


def test_too_many_rejects_refuse_it_and_tell_the_limit_that_would_do(house: GraphStore) -> None:
    text = EMPLOYEE_COLUMNS + ANNA + "2;;Skolen;Lærer\n3;;Skolen;Lærer\n"
    [refusal] = compared(house, {EMPLOYEES: text}).refusals
    assert (refusal.limit, refusal.needs) == (Limit.REJECTED, 67)
    assert not compared(house, {EMPLOYEES: text}, max_rejected=67).refusals


def test_what_differs_in_one_value_has_another_fingerprint(house: GraphStore) -> None:
    one = compared(house, {EMPLOYEES: EMPLOYEE_COLUMNS + ANNA})
    same = compared(house, {EMPLOYEES: EMPLOYEE_COLUMNS + ANNA})
    other = compared(house, {EMPLOYEES: EMPLOYEE_COLUMNS + ANNA.replace("Ærø", "Ås")})
    assert one.fingerprint == same.fingerprint != other.fingerprint
