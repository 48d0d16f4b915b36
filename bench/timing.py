"""Whether the time of a 404 tells who hides: the id of somebody hidden against one that is nobody's.

Both are asked in turn, in this process, so that nothing but the service and the graph is between. `tells` is
how often an answer about the hidden one takes longer than its neighbour about nobody: 0.5 is chance.
"""

import math
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from flask.testing import FlaskClient

from bench.http import TOKEN
from bench.in_process import service_on
from bench.measuring import Figures, arguments, each_ms, median, report
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, task
from harness.recording import Lines
from harness.servers import embedded
from matching.model import Visibility
from service.api_tokens import ApiToken
from service.roles import Role
from service.settings import Settings

ROUNDS = 1_000
SKILLS = 40
"""Skills of the hidden one: an answer that read them would take longer."""
ROUTES = {"employee": "/api/v1/employees/{}", "introduction": "/api/v1/employees/{}/introduction"}


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
    """Ask so often each way about each of the two, on an empty graph."""
    held = {f"Kunnen {number}": 3 for number in range(SKILLS)}
    figures: Figures = {"rounds": rounds}
    with lead(store) as asking:
        fill(store, *map(skill, held), employee("Skjult", skills=held, visibility=Visibility.HIDDEN))
        fill(store, employee("Vist", skills=held), task("Sti", members=["Skjult", "Vist"]))
        pair = (employee_id("Skjult"), employee_id("Ingen"))

        def ask(path: str) -> None:
            assert asking.get(path).status_code == 404

        for name, path in ROUTES.items():
            both = [path.format(id) for id in pair]
            taken = each_ms(ask, both * rounds)
            hidden, nobody = taken[::2], taken[1::2]
            longer = sum(one > other for one, other in zip(hidden, nobody, strict=True))
            figures |= {
                f"{name}_hidden_p50_ms": median(hidden),
                f"{name}_nobody_p50_ms": median(nobody),
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
