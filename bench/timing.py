"""Whether the time of a refusal tells who hides or is asked: an id not there for the asker, and nobody's.

Both are asked in turn, in this process, so that nothing but the service and the graph is between. `tells` is
how often an answer about what is there takes longer than its neighbour about nothing: 0.5 is chance.
"""

import math
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from flask.testing import FlaskClient

from bench.http import TOKEN
from bench.in_process import service_on
from bench.measuring import Figures, arguments, each_ms, median, report
from graph.records.changes import Mover
from graph.sessions import Session
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, task
from harness.recording import Lines
from harness.servers import embedded
from matching.bounds import MOST_REQUIREMENTS
from matching.insight.introductions import Request
from matching.invitation import Invitation
from matching.model import Visibility
from service.api_tokens import ApiToken
from service.roles import Role
from service.settings import Settings

ROUNDS = 1_000
SKILLS = 40
"""Skills of the hidden one: an answer that read them would take longer."""
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
ROUTES = {
    "employee": "GET /api/v1/employees/{hidden}",
    "introduction": "GET /api/v1/employees/{hidden}/introduction",
    "invitation_of_hidden": "POST /api/v1/invitations/{of_hidden}:invite",
    "invitation_of_others": "POST /api/v1/invitations/{of_others}:invite",
    "moves": "GET /api/v1/invitations/{of_others}/moves",
    "consultation": "POST /api/v1/consultations/{of_others}:answer",
    "introduction_answer": "POST /api/v1/introductions/{asked}:answer",
    "session": "DELETE /api/v1/sessions/{signed_in}",
    "put_down": "POST /api/v1/tasks/{own}/invitations",
    "introduction_request": "POST /api/v1/introductions",
}
"""What is asked about what is there and isn't shown: of somebody hidden, others' task or things."""
BODIES: dict[str, Callable[[str], object]] = {
    "consultation": lambda _: {"agrees": True},
    "introduction_answer": lambda _: {"made": True},
    "put_down": lambda hidden: {"employees": [hidden], "chosen_for": "known_work"},
    "introduction_request": lambda hidden: {"employee": hidden},
}
"""What is sent along, by the hidden one's id."""
REFUSED = {404, 422}


@contextmanager
def lead(store: GraphStore) -> Iterator[FlaskClient]:
    """A project lead who asks the service on this graph, without a server between."""
    with tempfile.TemporaryDirectory() as folder:
        token = ApiToken.of(TOKEN, name="lead", role=Role.LEAD, until=date.max)
        settings = Settings(data_dir=Path(folder) / "graph", api_tokens=(token,))
        asking = service_on(store, settings, record=Lines()).test_client()
        asking.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
        yield asking


def measure(store: GraphStore, rounds: int = ROUNDS) -> Figures:
    """Ask so often each way about what is there and what isn't, on an empty graph."""
    held = {f"Kunnen {number}": 3 for number in range(SKILLS)}
    figures: Figures = {"rounds": rounds}
    with lead(store) as asking:
        fill(store, *map(skill, held), employee("Skjult", skills=held, visibility=Visibility.HIDDEN))
        fill(store, employee("Vist", skills=held), task("Sti", members=["Skjult", "Vist"]))
        by = Mover("lead", NOW)
        needs = dict.fromkeys(list(held)[:MOST_REQUIREMENTS], 3)
        own, others = task("Egen", requires=needs), task("Andres", requires=needs)
        store.tasks.create(own, by)
        fill(store, others)
        wanted = [
            Invitation(id="", task=each.id, employee=employee_id(who))
            for each, who in ((own, "Skjult"), (others, "Vist"))
        ]
        of_hidden, of_others = store.invitations.propose(wanted, by)
        store.invitations.invite(of_others.id, by)
        there = {
            "hidden": employee_id("Skjult"),
            "of_hidden": of_hidden.id,
            "of_others": of_others.id,
            "asked": _asked(store),
            "signed_in": _signed_in(store),
        }
        nothing = dict.fromkeys(there, str(uuid4())) | {"hidden": employee_id("Ingen")}

        def ask(call: tuple[str, str, object]) -> None:
            method, path, body = call
            assert asking.open(path, method=method, json=body).status_code in REFUSED, call

        for name, route in ROUTES.items():
            method, path = route.split()
            body = BODIES.get(name)
            both = [
                (method, path.format(own=own.id, **ids), body(ids["hidden"]) if body else None)
                for ids in (there, nothing)
            ]
            taken = each_ms(ask, both * rounds)
            first, second = taken[::2], taken[1::2]
            longer = sum(one > other for one, other in zip(first, second, strict=True))
            figures |= {
                f"{name}_there_p50_ms": median(first),
                f"{name}_nobodys_p50_ms": median(second),
                f"{name}_tells": longer / rounds,
                f"{name}_chance_95": 0.98 / math.sqrt(rounds),
            }
    return figures


def _asked(store: GraphStore) -> str:
    """A request for an introduction between others."""
    shown, hidden = employee_id("Vist"), employee_id("Skjult")
    wanted = Request(id="", asker=shown, sought=hidden, through=shown, asked_on=NOW.date())
    return store.introductions.ask(wanted).id


def _signed_in(store: GraphStore) -> str:
    """A session of another."""
    session = Session(
        id=str(uuid4()),
        subject=employee_id("Vist"),
        roles=frozenset({Role.LEAD.value}),
        created=NOW,
        seen=NOW,
        ends=NOW + timedelta(days=30),
    )
    store.sessions.start(session)
    return session.id


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pairs of questions a route")
    options = parser.parse_args()
    with embedded() as store:
        report("The time of a refusal", measure(store, options.rounds), as_json=options.json)


if __name__ == "__main__":
    main()
