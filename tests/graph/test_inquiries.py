"""What is asked on the pages is found again by who asked it, for a day or two, on every machine."""

from dataclasses import replace
from datetime import date, timedelta

from graph.inquiries import KEPT_DAYS, KeptInquiry
from graph.store import GraphStore

TODAY = date(2026, 11, 27)
ASKED = KeptInquiry(
    subject="lead",
    fields=(("tekst", "Ny cykelsti »ved« skolen"), ("med", "urn:a"), ("med", "urn:b")),
    people=("emp-bo",),
    asked_on=TODAY,
)
COUNT = "MATCH (i:Inquiry) RETURN count(i) AS count"


def kept(graph: GraphStore) -> int:
    row = graph.database.read(lambda transaction: transaction.row(COUNT))
    assert row
    return int(row["count"])


def test_what_was_asked_is_found_by_who_asked_it_alone(each_graph: GraphStore) -> None:
    each_graph.inquiries.keep("abc", ASKED)

    assert each_graph.inquiries.find("abc", subject="lead", today=TODAY) == ASKED
    assert each_graph.inquiries.of("lead", today=TODAY) == (ASKED,)
    assert each_graph.inquiries.find("abc", subject="another", today=TODAY) is None
    assert each_graph.inquiries.of("another", today=TODAY) == ()
    assert each_graph.inquiries.find("abd", subject="lead", today=TODAY) is None


def test_asked_twice_it_is_kept_once_and_counts_from_the_last_time(each_graph: GraphStore) -> None:
    number = each_graph.changes.number()
    for day in (TODAY, TODAY + timedelta(days=1)):
        each_graph.inquiries.keep("abc", replace(ASKED, asked_on=day))

    later = TODAY + timedelta(days=1 + KEPT_DAYS)
    assert kept(each_graph) == 1
    assert each_graph.inquiries.find("abc", subject="lead", today=later)
    assert each_graph.changes.number() == number


def test_past_its_time_it_is_not_found_and_goes_with_the_next_question(each_graph: GraphStore) -> None:
    each_graph.inquiries.keep("abc", ASKED)
    over = TODAY + timedelta(days=KEPT_DAYS + 1)

    assert each_graph.inquiries.find("abc", subject="lead", today=over) is None
    each_graph.inquiries.keep("new", replace(ASKED, asked_on=over))
    assert kept(each_graph) == 1
    assert each_graph.inquiries.find("new", subject="lead", today=over)
