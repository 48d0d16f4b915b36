"""What the driver's extension (neo4j-rust-ext) is worth: reading, refreshing, loading, with and without it.

One embedded server is loaded once; interpreters that differ in nothing but the extension take turns on it.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.indexing import followed
from bench.measuring import Figures, arguments, median, report, timed, worked
from bench.municipality import load, made
from graph.store import GraphStore
from harness.servers import embedded

RUN = "import runpy; runpy.run_module('bench.reading', run_name='__main__')"
WITHOUT = "import sys; sys.modules['neo4j._rust'] = None; "
"""The driver falls back to Python where the extension cannot be imported."""
INTERPRETERS = {"with": RUN, "without": WITHOUT + RUN}


def measure(employees: int, *, rounds: int) -> Figures:
    """The median of all rounds for both interpreters, and how many times as long it takes without."""
    with tempfile.TemporaryDirectory(prefix="tvaers-") as folder, embedded(Path(folder)) as store:
        first_load, _ = timed(lambda: load(store, made(employees)))
        taken: dict[str, list[Figures]] = {name: [] for name in INTERPRETERS}
        for _ in range(rounds):
            for name, code in INTERPRETERS.items():
                taken[name].append(_in_another_interpreter(code, employees, folder))
    figures: Figures = {"employees": employees, "rounds": rounds, "first_load_s": first_load}
    for figure in taken["with"][0]:
        both = {name: median([each[figure] for each in of]) for name, of in taken.items()}
        figures |= {f"{name}_{figure}": value for name, value in both.items()}
        figures[f"{figure}_ratio"] = both["without"] / both["with"]
    return figures


def measure_here(employees: int, folder: Path) -> Figures:
    """What this interpreter takes on a server that runs in the folder, and is loaded."""
    of = made(employees)
    with embedded(folder) as store:
        load(store, of)  # undoes what the one before changed, so that all find the same
        return {
            **worked("load_again", lambda: load(store, of)),
            **worked("read_columns", lambda: _read(store)),
            **followed(store, of.employees),
        }


def _read(store: GraphStore) -> int:
    return sum(len(batch.ids) for batch in store.columns.employees())


def _in_another_interpreter(code: str, employees: int, folder: str) -> Figures:
    command = [sys.executable, "-c", code, "--employees", str(employees), "--loaded", folder]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    said: dict[str, Figures] = json.loads(ran.stdout.splitlines()[-1])
    assert bool(said["extension"]) is (code == RUN), "the interpreter has not what it was to be measured with"
    return said["figures"]


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--rounds", type=int, default=3, help="how often each interpreter is measured")
    parser.add_argument("--loaded", type=Path, help="measure this interpreter on the server that runs here")
    options = parser.parse_args()
    if options.loaded:
        figures = measure_here(options.employees, options.loaded)
        print(json.dumps({"extension": bool(sys.modules.get("neo4j._rust")), "figures": figures}))
        return
    figures = measure(options.employees, rounds=options.rounds)
    report(f"Reading the graph, {options.employees:,} employees", figures, as_json=options.json)


if __name__ == "__main__":
    main()
