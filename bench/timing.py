"""Whether the time of a 404 tells who hides or is asked: an id that isn't there for the asker, and nobody's.

Both are asked in turn, in this process, so that nothing but the service and the graph is between. `tells` is
how often an answer about what is there takes longer than its neighbour about nothing: 0.5 is chance.
"""

import math
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from flask.testing import FlaskClient

from bench.http import TOKEN
from bench.in_process import service_on
from bench.measuring import Figures, arguments, each_ms, median, report
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, task
from harness.recording import Lines
from harness.servers import embedded
from matching.bounds import MOST_REQUIREMENTS
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
}
"""What is asked about what is there and isn't shown: of somebody hidden, or of others' task."""


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
        there = {"hidden": employee_id("Skjult"), "of_hidden": of_hidden.id, "of_others": of_others.id}
        nothing = dict.fromkeys(there, str(uuid4())) | {"hidden": employee_id("Ingen")}

        def ask(route: str) -> None:
            method, path = route.split()
            body = {"agrees": True} if path.endswith(":answer") else None
            assert asking.open(path, method=method, json=body).status_code == 404

        for name, route in ROUTES.items():
            both = [route.format(**ids) for ids in (there, nothing)]
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


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pairs of questions a route")
    options = parser.parse_args()
    with embedded() as store:
        report("The time of a 404", measure(store, options.rounds), as_json=options.json)


if __name__ == "__main__":
    main()
