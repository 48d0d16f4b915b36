"""What is lost, or left half, when a part of the whole is killed (`kill -9`) in the middle of its work.

    python -m bench.survival --rounds 50

The service runs as in production and is started again as systemd does it. In each round tasks are made and
questions asked over HTTP, in every second one an HR import rewrites some hundred people besides; then the
victim is killed at a moment drawn by chance. What was acknowledged must be there, all must be whole, and
writes and questions must be answered again by themselves.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.asking import TITLE, Said, asking, posted
from bench.http import SERVICE, TOKEN, production, workers
from bench.measuring import Figures, arguments, median, report
from bench.municipality import load, made
from graph.errors import NotFound
from graph.opening import open_graph
from graph.server import arcadedb
from graph.server.database import Address, answers
from graph.store import GraphStore
from harness import neo4j_server
from harness.processes import ROOT, Kept
from harness.servers import eventually, server_pid
from matching.model import Workplace

ROUNDS = 50
EMPLOYEES = 1_000
"""Enough for an index that takes a moment to build, few enough for hundreds of rounds in an hour."""
IMPORTED = 300
"""People in the file of each import: it writes for about a second."""
HELD = 5
"""Skills that each of them has."""
WORKPLACE = "survival"
LONGEST_WRITING_SECONDS = 1.5
"""The victim dies so long after the import has begun to write, or earlier."""
AIM_SECONDS = 15.0
GIVE_UP_SECONDS = 120.0
SETTLED_SECONDS = 3.0
"""By then what was answered has come from the file of the record to the graph (every second)."""
IMPORT = (sys.executable, "-u", "-m", "scripts.tvaers", "import-hr")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A running service on a graph that is kept up, as its Neo4j is where it has one."""

    folder: Path
    port: int
    environment: dict[str, str]
    service: Kept
    store: GraphStore
    skills: tuple[str, ...]
    """Ids of skills that the work is about."""
    profession: str
    server: Kept | None = None

    def victim(self, name: str) -> int:
        """The process that is to be killed."""
        if name == "neo4j":
            assert self.server is not None
            return self.server.process.pid
        if name == "worker":
            return workers(self.service.process)[-1]
        return server_pid(self.folder / "graph") if name == "graph" else self.service.process.pid


EMBEDDED, OWN = ("service", "worker", "graph"), ("neo4j",)
VICTIMS = (*EMBEDDED, *OWN)
"""The supervisor, a worker of the web server, the embedded graph server, and a Neo4j of one's own."""


@dataclass(slots=True)
class Tally:
    """What came of the rounds of one victim."""

    seconds: list[float] = field(default_factory=list)
    writing: int = 0
    """Kills while an import was writing."""
    finished: int = 0
    """Imports that said they had written, though something was killed under them."""
    half: int = 0
    lost: int = 0

    def figures(self, victim: str, said: Said) -> Figures:
        """Under the victim's name: rounds, what was acknowledged, lost and half, and seconds until back."""
        ordered = sorted(self.seconds)
        return {
            f"{victim}_rounds": len(ordered),
            f"{victim}_kills_in_an_import": self.writing,
            f"{victim}_unexpected": said.unexpected,
            f"{victim}_acknowledged": len(said.tasks) + len(said.answers) + self.finished,
            f"{victim}_lost": self.lost,
            f"{victim}_half": self.half,
            f"{victim}_back_p50_s": median(ordered),
            f"{victim}_back_max_s": ordered[-1],
        }


def measure(
    rounds: int, *, victims: Collection[str] = VICTIMS, employees: int = EMPLOYEES, seed: int = 17
) -> Figures:
    """Kill each victim so often, every second time in an import, and count what is left."""
    chance = random.Random(seed)
    figures: Figures = {"employees": employees}
    for kept in (EMBEDDED, OWN):
        if chosen := [each for each in kept if each in victims]:
            with house(own=kept is OWN, employees=employees) as home:
                for victim in chosen:
                    figures |= killed(home, victim, rounds, chance)
                    report(f"kill -9: {victim}", figures, as_json=False)
    return figures


def killed(home: House, victim: str, rounds: int, chance: random.Random) -> Figures:
    """Kill one so often while the service is asked, and count what is left."""
    tally, said = Tally(), Said()
    with asking(home.port, TOKEN, said, skills=home.skills, owner=WORKPLACE):
        assert eventually(lambda: said.since(0) is not None, seconds=GIVE_UP_SECONDS)
        for number in range(rounds):
            kill_once(home, victim, number, chance=chance, tally=tally, said=said)
            print(f"{victim} {number + 1}: {tally.seconds[-1]:.1f} s", file=sys.stderr, flush=True)
    time.sleep(SETTLED_SECONDS)
    count(home.store, said, tally)
    return tally.figures(victim, said)


def kill_once(
    home: House, victim: str, number: int, *, chance: random.Random, tally: Tally, said: Said
) -> None:
    """One round, in an import if its number is even; returns when all is back and the import has ended."""
    importing = None if number % 2 else started_import(home, f"{victim} {number}", level=chance.randint(1, 5))
    if importing is not None:
        until_it_writes(importing)
    time.sleep(chance.uniform(0, LONGEST_WRITING_SECONDS))
    tally.writing += importing is not None and importing.poll() is None
    killed = time.monotonic()
    os.kill(home.victim(victim), signal.SIGKILL)
    if not eventually(lambda: said.since(killed) is not None, seconds=GIVE_UP_SECONDS):
        raise RuntimeError(f"{victim} does not come back in {GIVE_UP_SECONDS:.0f} s")
    tally.seconds.append((said.since(killed) or killed) - killed)
    if importing is None:
        return
    importing.communicate()
    found = states(home.store)
    tally.half += not (len(found) == 1 and sum(found.values()) in (0, IMPORTED))
    if importing.returncode == 0:
        tally.finished += 1
        tally.lost += f"{victim} {number}" not in {name for name, *_ in found}


def until_it_writes(importing: "subprocess.Popen[str]") -> None:
    """The second of the two tables is the last that an import prints before it writes."""
    assert importing.stdout is not None
    ends = 0
    while ends < 2:
        line = importing.stdout.readline()
        assert line, "the import ended before it wrote"
        ends += line.startswith("└")


def started_import(home: House, name: str, *, level: int) -> "subprocess.Popen[str]":
    """An import that gives the people of the workplace this name, and their skills this level."""
    people, held = home.folder / "people.csv", home.folder / "held.csv"
    ids = [f"survivor-{each}" for each in range(IMPORTED)]
    lines = [f"{id};{name};{WORKPLACE};{home.profession}" for id in ids]
    people.write_text("\n".join(["medarbejder_id;navn;arbejdsplads;faglighed", *lines]), encoding="utf-8")
    lines = [f"{id};{skill};{level};01-03-2026" for id in ids for skill in home.skills]
    held.write_text("\n".join(["medarbejder_id;kompetence;niveau;dato", *lines]), encoding="utf-8")
    files = ["--employees", str(people), "--competences", str(held), "--rejects", str(home.folder / "r.csv")]
    return subprocess.Popen(
        [*IMPORT, *files, "--apply"],
        cwd=ROOT,
        env=home.environment | {"PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def states(store: GraphStore) -> Counter[tuple[object, ...]]:
    """How many people of the imports are in which state; one import whole leaves them all in the same."""
    people = [each for each in store.employees.all() if each.workplace == WORKPLACE]
    found: Counter[tuple[object, ...]] = Counter(
        (each.name, *sorted((held.skill, held.level) for held in each.skills)) for each in people
    )
    return found or Counter({("nobody",): 0})


def count(store: GraphStore, said: Said, tally: Tally) -> None:
    """Add what was acknowledged and isn't there, and what is there by half."""
    made_here = {each.id: each for each in store.tasks.all() if each.title == TITLE}
    tally.lost += len(said.tasks - made_here.keys())
    tally.half += sum(
        len(each.requirements) != 2 or each.owners != (WORKPLACE,) for each in made_here.values()
    )
    for digest in said.answers:
        try:
            store.record.line(digest)
        except NotFound:
            tally.lost += 1
    tally.half += len(store.record.verify().breaks)


@contextmanager
def house(*, own: bool, employees: int) -> Iterator[House]:
    """The service of production on the embedded graph, or on a Neo4j of one's own."""
    with ExitStack() as held:
        prefix = tempfile.TemporaryDirectory(prefix="tvaers-bench-", ignore_cleanup_errors=True)
        folder = Path(held.enter_context(prefix))
        server, address = None, None
        if own:
            command, address = neo4j_server.prepared(neo4j_server.LTS, folder / "neo4j", brief=True)
            log = folder / "neo4j.log"
            server = held.enter_context(Kept(command, log=log, environment=dict(os.environ)))
            assert eventually(lambda: answers(address), seconds=GIVE_UP_SECONDS)
        [port] = arcadedb.free_ports(1)
        environment = production(folder / "graph", port)
        if address is not None:
            environment |= {"TVAERS_NEO4J_URI": address.uri, "TVAERS_NEO4J_PASSWORD": address.password}
        of = made(employees)
        with opened(folder, address, owns=True) as store:
            load(store, replace(of, workplaces=(*of.workplaces, Workplace(id=WORKPLACE, name="Overlevelse"))))
        log = folder / "service.log"
        service = held.enter_context(Kept(SERVICE, log=log, environment=environment))
        assert eventually(
            lambda: posted(port, TOKEN, "/api/v1/matches", {})[0] == 422, seconds=GIVE_UP_SECONDS
        )
        yield House(
            folder=folder,
            port=port,
            environment=environment,
            service=service,
            store=held.enter_context(opened(folder, address, owns=False)),
            skills=tuple(sorted(each.id for each in of.skills)[:HELD]),
            profession=of.professions[0].label_da,
            server=server,
        )


@contextmanager
def opened(folder: Path, address: Address | None, *, owns: bool) -> Iterator[GraphStore]:
    """The graph itself; who `owns` it not looks at what the service keeps."""
    with open_graph(
        uri=address.uri if address else None,
        user=address.user if address else "",
        password=address.password if address else "",
        database=address.database if address else "",
        data_dir=folder / "graph",
        owns=owns,
    ) as store:
        yield store


def main() -> int:
    """Each victim in turn; 1 if anything was lost or half, or was back later than is aimed at."""
    parser = arguments(__doc__ or "")
    parser.set_defaults(employees=EMPLOYEES)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="kills of each, half of them in an import")
    parser.add_argument("--victim", choices=VICTIMS, action="append", help="this one alone")
    options = parser.parse_args()
    figures = measure(options.rounds, victims=options.victim or VICTIMS, employees=options.employees)
    report("kill -9", figures, as_json=options.json)
    bad = [name for name, value in figures.items() if name.endswith(("_lost", "_half")) and value]
    late = [name for name, value in figures.items() if name.endswith("_back_max_s") and value > AIM_SECONDS]
    return int(bool(bad or late))


if __name__ == "__main__":
    sys.exit(main())
