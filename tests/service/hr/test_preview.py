import orjson

from graph.store import GraphStore
from harness.factories import fill, profession, workplace
from service.hr.comparing import Terms, compare
from service.hr.intake import take_in
from service.hr.preview import Preview
from service.hr.schemas import EMPLOYEES
from service.hr.tables import table_of
from tests.service.hr.conftest import CLOCK, EMPLOYEE_COLUMNS, TITLES


def preview(graph: GraphStore, rows: str) -> Preview:
    fill(graph, profession("Lærer"), workplace("Skolen"))
    table = table_of("a.csv", (EMPLOYEE_COLUMNS + rows).encode(), sheets=())
    intake = take_in(table, EMPLOYEES, clock=CLOCK, titles=TITLES)
    terms = Terms(clock=CLOCK, titles=TITLES)
    return Preview.of(compare(graph, {EMPLOYEES: intake}, terms), {EMPLOYEES: table}, changed=False)


def test_it_is_the_same_after_it_was_kept(graph: GraphStore) -> None:
    made = preview(graph, "1;Anna;Skolen;Lærer\n2;Bo;Hallen;Lærer\n3;;Skolen;Lærer\n")
    assert made.rejected
    assert made.refusals
    assert Preview.kept(orjson.loads(orjson.dumps(made))) == made


def test_what_is_wrong_in_one_row_stands_together_with_whom_it_is_about(graph: GraphStore) -> None:
    [row] = preview(graph, "2;;;Lærer\n").rejected
    assert (row.place, row.about, [each.column for each in row.faults]) == (
        "linje 2",
        "2",
        ["navn", "arbejdsplads_id"],
    )


def test_only_a_cell_that_the_file_has_can_be_mended(graph: GraphStore) -> None:
    [row] = preview(graph, "2;Bo;Skolen;Lærer;mere\n").rejected
    assert [each.mendable for each in row.faults] == [False]
