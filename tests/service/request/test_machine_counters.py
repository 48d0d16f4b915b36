"""All workers of a machine count in one place, and each count counts."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from service.request.machine_counters import MachineCounters


def count(path: Path, key: str, times: int) -> int:
    counters = MachineCounters(path)
    return max(counters.incr(key, 60) for _ in range(times))


def test_workers_count_together_and_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "limits"
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as workers:
        list(workers.map(count, [path] * 4, ["who"] * 4, [500] * 4))

    assert MachineCounters(path).get("who") == 2_000


def test_two_are_counted_apart(tmp_path: Path) -> None:
    counters = MachineCounters(tmp_path / "limits")
    counters.incr("one", 60)

    assert counters.get("one") == 1
    assert counters.get("two") == 0


def test_a_span_ends(tmp_path: Path) -> None:
    counters = MachineCounters(tmp_path / "limits")
    counters.incr("who", 0)
    assert counters.get("who") == 0
    assert counters.incr("who", 60) == 1
    assert time.time() < counters.get_expiry("who") <= time.time() + 60


def test_one_or_all_are_forgotten(tmp_path: Path) -> None:
    counters = MachineCounters(tmp_path / "limits")
    for who in ("one", "two"):
        counters.incr(who, 60)
    counters.clear("one")
    assert (counters.get("one"), counters.get("two")) == (0, 1)
    counters.reset()
    assert counters.get("two") == 0
    assert counters.check()


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    MachineCounters(tmp_path / "limits")

    assert (tmp_path / "limits").stat().st_mode & 0o077 == 0
