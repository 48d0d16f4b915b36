"""A graph in which Anna stands everywhere, and all that a graph holds as text."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from graph.inquiries import KeptInquiry
from graph.loads import Load
from graph.records.changes import Mover
from graph.sessions import Session
from graph.store import GraphStore
from harness.factories import NOON, TODAY, employee, employee_id, fill, task, task_id, workplace
from matching.insight.introductions import Request
from matching.invitation import Invitation
from matching.model import Involvement
from tests.graph.audit.entries import chain_of, entry

ANNA, BO, CARL = (employee_id(name) for name in ("Anna", "Bo", "Carl"))
EVERYTHING_KEPT = "MATCH (n) RETURN labels(n)[0], properties(n)"
EVERY_LINK = "MATCH ()-[r]->() RETURN type(r), properties(r)"
LEAD = Mover(BO, NOON)


def everything(store: GraphStore) -> str:
    """All that a graph holds, as text."""
    return str([*store.database.stream(EVERYTHING_KEPT), *store.database.stream(EVERY_LINK)])


def session(subject: str) -> Session:
    day = datetime(2026, 11, 23, tzinfo=UTC)
    return Session(
        id=f"session-of-{len(subject)}",
        subject=subject,
        roles=frozenset({"lead"}),
        created=day,
        seen=day,
        ends=day + timedelta(hours=10),
        provider_subject=f"at-the-provider-{subject}",
    )


def lived_in(store: GraphStore) -> None:
    """Anna stands everywhere: her own things, in others' things, in the record."""
    fill(
        store,
        workplace("Jobcenter"),
        employee("Anna", skills={"Jura": 4}, wants_to_learn=["GIS"], can_teach=["Jura"]),
        employee("Bo", skills={"GIS": 3}),
        employee("Carl", workplace="Park"),
        task("Cykelsti", requires={"Jura": 3}, members=["Anna"]),
        task("Park"),
        task("Gammel", members=["Anna", "Bo"], closed_on=date(2026, 1, 1)),
    )
    park, jobcenter = store.workplaces.get("wp-park").value, store.workplaces.get("wp-jobcenter").value
    managed = [
        replace(park, manager=ANNA, involvement=Involvement.CONSULTED),
        replace(jobcenter, manager=CARL),
    ]
    store.loading.apply(store.loading.plan_workplaces(managed))
    for one, others in ((ANNA, [BO]), (BO, [ANNA, CARL]), (CARL, [ANNA])):
        version = store.employees.get(one).version
        store.employees.name_colleagues(one, version, others, on=TODAY)
    for id, subject, people in (
        ("hers", ANNA, ()),
        ("naming-her", BO, (CARL, ANNA)),
        ("another", BO, (CARL,)),
    ):
        asked = (("tekst", f"Ny cykelsti {subject}"), *(("medlem", each) for each in people))
        store.inquiries.keep(id, KeptInquiry(subject=subject, fields=asked, people=people, asked_on=TODAY))
    as_anna = Mover(ANNA, NOON)
    invitations = store.invitations
    (asked,) = invitations.propose([Invitation(id="", task=task_id("Park"), employee=ANNA)], LEAD)
    invitations.invite(asked.id, LEAD)
    (others,) = invitations.propose([Invitation(id="", task=task_id("Cykelsti"), employee=CARL)], as_anna)
    invitations.invite(others.id, as_anna)
    invitations.accept(others.id, Mover(CARL, NOON))
    for asker, sought, through in ((ANNA, BO, CARL), (BO, ANNA, CARL), (CARL, BO, ANNA)):
        store.introductions.ask(
            Request(id="", asker=asker, sought=sought, through=through, asked_on=TODAY, message="Hej")
        )
    cykelsti = store.tasks.get(task_id("Cykelsti"))
    store.tasks.update(replace(cykelsti.value, title="Cykelstien"), cykelsti.version, as_anna)
    store.contacts.keep_address(ANNA, "anna@fjordby.dk", source="sign_in", on=TODAY)
    store.sessions.start(session(ANNA))
    store.switches.turn(on=True, by=ANNA, at=NOON)
    store.loads.note(Load(id="a-load", by=ANNA, at=NOON, kinds=(), counts=(), rejected=0))
    store.record.add(chain_of(entry(ANNA, BO), entry(BO, actor=ANNA)))
