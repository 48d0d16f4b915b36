"""Looks at the graph: whether it answers, what server and schema it has, and what is in it."""

import re
from collections.abc import Iterable, Iterator

from graph.errors import GraphError
from graph.inspection import Inspection, inspect
from graph.notices import KEPT_DAYS, Notice, Outbox, Stage
from graph.opening import connected
from graph.schema import CURRENT
from graph.server.patience import LOADING, Patience
from scripts.checkup import Finding, Grade
from service.clock import Clock
from service.settings import Settings

OLDEST_NEO4J = (5, 26)
SHOWN = 5
"""So many of those who were not told are named by their ids. By eye: a line."""
NAMED = Patience(connect=5.0, answer=30.0, stream=30.0, retry=0.5, turn=3.0)
"""How long a named server is waited for: somebody sits at the terminal, and counting takes seconds."""

# What the server or the driver calls the failure, what people call it, and what they do about it.
FAILURES = (
    ("Security", "brugeren eller adgangskoden er forkert", "Ret TVAERS_NEO4J_USER og TVAERS_NEO4J_PASSWORD"),
    ("Database", "databasen findes ikke på serveren", "Ret TVAERS_NEO4J_DATABASE"),
    ("ConfigurationError", "adressen kan ikke bruges", "Ret TVAERS_NEO4J_URI"),
)


def look_at_graph(settings: Settings) -> Iterator[Finding]:
    """Everything about the graph; an embedded one that nobody has made yet is left unmade."""
    if settings.neo4j_uri is None and not (settings.data_dir / "server.json").exists():
        yield Finding(
            Grade.NOTE,
            "Der er ingen graf endnu; den laves ved første start"
            + (" og fyldes med demokommunen." if settings.demo else "."),
            "tvaers serve" if settings.demo else "tvaers load-catalogue --apply, og så tvaers import-hr",
        )
        return
    try:
        with connected(
            uri=settings.neo4j_uri,
            user=settings.neo4j_user,
            password=settings.neo4j_password,
            database=settings.neo4j_database,
            data_dir=settings.data_dir,
            patience=LOADING if settings.neo4j_uri is None else NAMED,
        ) as database:
            found = inspect(database)
            notices = Outbox(database).of_days(Clock(settings.time_zone).today())
    except GraphError as error:
        yield _failure(error, settings)
        return
    yield from _server(found)
    yield from _schema(found)
    yield from _contents(found)
    yield from _told(notices)


def _failure(error: GraphError, settings: Settings) -> Finding:
    if settings.neo4j_uri is None:
        mend = f"Se {settings.data_dir / 'server.log'}"
        return Finding(Grade.BAD, f"Den indbyggede graf svarer ikke ({error.code or error}).", mend)
    where = settings.neo4j_uri
    for part, what, mend in FAILURES:
        if part in error.code:
            return Finding(Grade.BAD, f"Grafen på {where}: {what} ({error.code}).", mend)
    mend = "Er serveren startet, og er TVAERS_NEO4J_URI rigtig? Er der en brandmur imellem?"
    return Finding(Grade.BAD, f"Grafen på {where} svarer ikke ({error.code or error}).", mend)


def _server(found: Inspection) -> Iterator[Finding]:
    number = re.match(r"Neo4j/(\d+)\.(\d+)", found.server)
    if number and (int(number[1]), int(number[2])) < OLDEST_NEO4J:
        oldest = ".".join(map(str, OLDEST_NEO4J))
        yield Finding(Grade.BAD, f"Grafen er {found.server}.", f"Opgradér til Neo4j {oldest} eller nyere")
    else:
        yield Finding(Grade.GOOD, f"Grafen svarer: {found.server}")


def _schema(found: Inspection) -> Iterator[Finding]:
    if found.schema > CURRENT:
        mend = "Opgradér Tværs, eller brug den sikkerhedskopi, der blev taget før opgraderingen"
        yield Finding(Grade.BAD, f"Grafen er fra et nyere Tværs (skema {found.schema}).", mend)
    elif found.schema < CURRENT:
        yield Finding(Grade.NOTE, f"Grafen har skema {found.schema}; det bliver {CURRENT} ved næste start")
    else:
        yield Finding(Grade.GOOD, f"Skema {found.schema}")


def _contents(found: Inspection) -> Iterator[Finding]:
    def count(label: str) -> int:
        return found.counts.get(label, 0)

    if not count("Skill") or not count("Profession"):
        yield Finding(Grade.BAD, "Kompetencekataloget er ikke indlæst.", "tvaers load-catalogue --apply")
    else:
        yield Finding(Grade.GOOD, f"{count('Skill')} kompetencer og {count('Profession')} fagligheder")
    if not count("Employee"):
        yield Finding(Grade.BAD, "Der er ingen medarbejdere.", "tvaers import-hr, eller tvaers load-demo")
    else:
        people = f"{count('Employee')} medarbejdere på {count('Workplace')} arbejdspladser"
        yield Finding(Grade.GOOD, f"{people}, {count('Task')} opgaver")


def _told(notices: Iterable[Notice]) -> Iterator[Finding]:
    """Who was perhaps not told of something, by ids."""
    for stage, what in (
        (Stage.GIVEN_UP, "er opgivet"),
        (Stage.UNCERTAIN, "er måske ikke nået frem, og bliver ikke sendt igen"),
    ):
        missed = [each for each in notices if any(at.stage is stage for at in each.progress.values())]
        if missed:
            ids = ", ".join(f"{each.person} ({each.id})" for each in missed[:SHOWN])
            more = f" og {len(missed) - SHOWN} til" if len(missed) > SHOWN else ""
            mend = f"Sig det til {ids}{more}; se docs/integrations/mail.md"
            yield Finding(Grade.NOTE, f"{len(missed)} af de sidste {KEPT_DAYS} dages beskeder {what}.", mend)
