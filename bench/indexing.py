"""What the index costs: building it, following changes, and the memory it takes."""

import argparse
import gc
import pickle
import tracemalloc
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial

from bench.measuring import Figures, arguments, median, report, timed, worked
from bench.municipality import TODAY, confirmed_again, everything, load, made
from graph.store import GraphStore
from harness.factories import NOON
from harness.servers import embedded
from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.language.linking import SkillLinker
from matching.model import Employee
from service.matcher import Matcher

REPEATS = 15
CHANGED = (1, 100)


def measure(employees: int, *, store: GraphStore | None) -> Figures:
    """Build and patch the index from memory and, where one is given, from an empty graph."""
    of = made(employees)
    fitting, linker = timed(lambda: SkillLinker().fit(of.skills))
    read = everything(of)
    building, index = timed(lambda: Index.build(read, today=TODAY, terms=linker.terms))
    figures = {
        "employees": employees,
        "held_skills": sum(len(each.skills) for each in of.employees),
        "past_tasks": len(index.history.joint_work),
        "linker_fit_s": fitting,
        "index_build_s": building,
    }
    for count in CHANGED:
        changes = Changes(number=2, employees=[EmployeeColumns.of(confirmed_again(of.employees[:count]))])
        figures[f"patch_{count}_p50_ms"] = _median_ms(partial(index.patched, changes, today=TODAY))
    tasks = Changes(number=2, tasks=of.tasks[:1])
    figures["patch_1_task_p50_ms"] = _median_ms(lambda: index.patched(tasks, today=TODAY))
    figures["index_mb"] = index_mb(read, linker)
    if store is not None:
        load(store, of)
        figures |= followed(store, of.employees)
    return figures


def index_mb(read: Changes, linker: SkillLinker) -> float:
    """The memory of an index in MB, with all that it keeps of what was read; the linker is not counted."""
    frozen = pickle.dumps(read)  # read anew below, so that the strings that the index keeps are counted
    gc.collect()
    tracemalloc.start()
    index = Index.build(pickle.loads(frozen), today=TODAY, terms=linker.terms)  # noqa: S301
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(index.workforce)
    return size / 1e6


def followed(store: GraphStore, employees: Sequence[Employee]) -> Figures:
    """What a worker of the service waits for: its first read, and a refresh after changes."""
    matcher = Matcher(store, now=lambda: NOON)
    figures = worked("read_and_build", matcher.refresh)
    figures["refresh_unchanged_p50_ms"] = _median_ms(matcher.refresh)
    for count in CHANGED:
        times, some = [], list(employees[:count])
        for _ in range(3):
            some = confirmed_again(some)
            store.loading.apply(store.loading.plan_employees(some))
            times.append(1000 * timed(matcher.refresh)[0])
        figures[f"refresh_{count}_p50_ms"] = median(times)
    return figures


def _median_ms(work: Callable[[], object]) -> float:
    return 1000 * median([timed(work)[0] for _ in range(REPEATS)])


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument(
        "--graph",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="also build from a graph on the embedded server; loading that takes minutes above demo size",
    )
    options = parser.parse_args()
    with embedded() if options.graph else nullcontext() as store:
        figures = measure(options.employees, store=store)
    report(f"Indexing, {options.employees:,} employees", figures, as_json=options.json)


if __name__ == "__main__":
    main()
