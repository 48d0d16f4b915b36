"""How every benchmark measures and reports: percentiles, repetitions, memory, a table, one JSON line.

Figures are a flat mapping whose keys end in their unit: `_ms`, `_s`, `_mb` (10^6 bytes), `_per_s`; a
`_ratio` is of two figures of the same run.
"""

import argparse
import gc
import json
import math
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

T = TypeVar("T")
Figures = dict[str, float]

DEMO_EMPLOYEES = 6_500
"""The size of the demo municipality, and of every benchmark that isn't told otherwise."""


def arguments(description: str) -> argparse.ArgumentParser:
    """The command line that all benchmarks share; one with more to ask adds to it."""
    parser = argparse.ArgumentParser(
        description=description.splitlines()[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--employees", type=int, default=DEMO_EMPLOYEES, help="size of the municipality")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    return parser


def report(title: str, figures: Figures, *, as_json: bool) -> None:
    """Print the figures as a table, and as the last line the JSON object if that is wanted.

    The load average tells whether other programs competed for the processors.
    """
    figures = {**figures, "cores": os.cpu_count() or 0, "load_average": os.getloadavg()[0]}
    table = Table("figure", "value", title=title, title_justify="left")
    table.columns[1].justify = "right"
    for name, value in figures.items():
        table.add_row(name, shown(value))
    Console().print(table)
    if as_json:
        print(json.dumps(figures))


def shown(value: float) -> str:
    """A figure to three significant digits; whole numbers whole."""
    if value == 0 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """How many seconds something took, and what came out."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def worked(name: str, work: Callable[[], object]) -> Figures:
    """How many seconds something took, and how many this process's processors worked on it."""
    cpu = time.process_time()
    wall, _ = timed(work)
    return {f"{name}_s": wall, f"{name}_cpu_s": time.process_time() - cpu}


@dataclass(frozen=True, slots=True)
class Times:
    """How long each of many repetitions took, in ms: by the wall clock, and of this thread's processor time.

    Where other programs share the machine, the wall clock also measures them; processor time hardly does.
    """

    wall: list[float]
    cpu: list[float]

    def figures(self, name: str) -> Figures:
        """Percentiles by the wall clock, and of processor time."""
        return percentiles(name, self.wall) | percentiles(f"{name}_cpu", self.cpu)


def each_ms(work: Callable[[T], object], inputs: Iterable[T]) -> list[float]:
    """How many ms the work took for each input by the wall clock."""
    return times(work, inputs).wall


def times(work: Callable[[T], object], inputs: Iterable[T]) -> Times:
    """How long the work took for each input, without collecting garbage in between."""
    taken = Times([], [])
    gc.collect()
    gc.disable()
    try:
        for each in inputs:
            wall, cpu = time.perf_counter(), time.thread_time()
            work(each)
            taken.cpu.append(1000 * (time.thread_time() - cpu))
            taken.wall.append(1000 * (time.perf_counter() - wall))
    finally:
        gc.enable()
    return taken


def percentiles(name: str, ms: Sequence[float]) -> Figures:
    """The 50th, 95th and 99th percentile of times in ms (nearest rank)."""
    ordered = sorted(ms)
    return {f"{name}_p{p}_ms": ordered[math.ceil(p / 100 * len(ordered)) - 1] for p in (50, 95, 99)}


def median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def resident_mb(pid: int | str = "self") -> float:
    """The memory of a process that lies in RAM now, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kilobytes) * 1024 / 1e6
