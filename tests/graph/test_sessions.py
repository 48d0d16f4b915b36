"""Who is signed in stays signed in on every machine, until somebody or something ends it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from graph.sessions import KEPT_DAYS, Session, SignedIn
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, workplace_id

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
ANNA = employee_id("Anna Holm")
COUNT = "MATCH (s:Session) RETURN count(s) AS count"


def session(id: str = "s1", **values: object) -> Session:
    standard = Session(
        id=id,
        subject=ANNA,
        roles=frozenset({"employee", "lead"}),
        created=NOW,
        seen=NOW,
        ends=NOW + timedelta(hours=10),
        provider_session="sid-1",
        provider_subject="sub-1",
    )
    return replace(standard, **values)  # type: ignore[arg-type]


def test_a_session_is_found_with_the_workplace_of_its_employee(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna Holm"))
    each_graph.sessions.start(session())

    assert each_graph.sessions.find("s1") == SignedIn(session=session(), unit=workplace_id("Jobcenter"))
    assert each_graph.sessions.find("s2") is None


def test_a_session_changes_nothing_that_questions_are_answered_from(each_graph: GraphStore) -> None:
    number = each_graph.changes.number()

    each_graph.sessions.start(session())

    assert each_graph.changes.number() == number


def test_whoever_is_not_in_the_graph_has_no_session(each_graph: GraphStore) -> None:
    each_graph.sessions.start(session())

    assert each_graph.sessions.find("s1") is None


def test_only_its_own_employee_ends_a_session_and_it_stays_ended(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna Holm"))
    sessions = each_graph.sessions
    sessions.start(session())

    assert not sessions.end("s1", subject="e2", at=LATER)
    assert sessions.end("s1", subject=ANNA, at=LATER)
    assert not sessions.end("s1", subject=ANNA, at=LATER)
    sessions.saw("s1", LATER)
    assert sessions.find("s1") is None
    assert sessions.of(ANNA) == ()


def test_own_sessions_are_listed_last_seen_first(each_graph: GraphStore) -> None:
    sessions = each_graph.sessions
    for id in ("s1", "s2"):
        sessions.start(session(id))
    sessions.start(session("s3", subject="e2"))
    sessions.saw("s2", LATER)

    assert [(each.id, each.seen) for each in sessions.of(ANNA)] == [("s2", LATER), ("s1", NOW)]


def test_seen_never_goes_back(each_graph: GraphStore) -> None:
    each_graph.sessions.start(session())
    for at in (LATER, NOW):
        each_graph.sessions.saw("s1", at)

    assert [each.seen for each in each_graph.sessions.of(ANNA)] == [LATER]


def test_the_sign_in_server_ends_a_session_or_all_of_a_person_but_none_that_began_later(
    each_graph: GraphStore,
) -> None:
    sessions = each_graph.sessions
    sessions.start(session("s1"))
    sessions.start(session("s2", provider_session="sid-2"))
    sessions.start(session("s3", provider_session="sid-3", created=LATER))
    sessions.start(session("s4", provider_session="sid-4", provider_subject="sub-2"))

    assert sessions.end_at_provider(session="sid-1", before=NOW, at=LATER) == 1
    assert sessions.end_at_provider(subject="sub-1", before=NOW, at=LATER) == 1
    assert {each.id for each in sessions.of(ANNA)} == {"s3", "s4"}


def test_all_of_somebody_are_ended_at_once(each_graph: GraphStore) -> None:
    for id in ("s1", "s2"):
        each_graph.sessions.start(session(id))

    assert each_graph.sessions.end_of(ANNA, at=LATER) == 2
    assert each_graph.sessions.of(ANNA) == ()


def test_what_ended_long_ago_is_forgotten_at_the_next_sign_in(each_graph: GraphStore) -> None:
    each_graph.sessions.start(session("s1"))
    later = NOW + timedelta(days=KEPT_DAYS + 2)
    each_graph.sessions.start(session("s2", created=later, seen=later, ends=later + timedelta(hours=1)))

    row = each_graph.database.read(lambda transaction: transaction.row(COUNT))
    assert row == {"count": 1}


def test_a_session_that_cannot_be_read_lets_nobody_in(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna Holm"))
    each_graph.sessions.start(session())
    each_graph.database.write(lambda transaction: transaction.run("MATCH (s:Session) SET s.ends = 'soon'"))

    assert each_graph.sessions.find("s1") is None
