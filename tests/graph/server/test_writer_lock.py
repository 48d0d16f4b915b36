"""Writers take turns, none waits for ever, and who gives up says who was writing."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import GraphBusy
from graph.server.writer_lock import WriterLock
from harness.processes import python

HOLD = """
import sys, time
from pathlib import Path
from graph.server.writer_lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
while True:
    with lock(60):
        print("held", flush=True)
        time.sleep(float(sys.argv[2]))
"""


@contextmanager
def another_writer(folder: Path, *, seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """A process that writes again and again, so many seconds each time; it has begun when this begins."""
    with python(HOLD, str(folder), str(seconds)) as process:
        yield process


def test_a_suspended_writer_is_named_and_not_waited_for(tmp_path: Path) -> None:
    with another_writer(tmp_path, seconds=3600) as writer:
        os.kill(writer.pid, signal.SIGSTOP)
        began = time.monotonic()

        with pytest.raises(GraphBusy, match=rf"{writer.pid} .*suspended"), WriterLock(tmp_path)(0.2):
            pass

        assert time.monotonic() - began < 2


def test_a_killed_writer_keeps_nothing(tmp_path: Path) -> None:
    with another_writer(tmp_path, seconds=3600):
        pass
    with WriterLock(tmp_path)(1):
        pass


def test_who_writes_time_after_time_lets_others_in_between(tmp_path: Path) -> None:
    with another_writer(tmp_path, seconds=0.05):
        for _ in range(5):
            with WriterLock(tmp_path)(2):
                pass


def test_threads_take_turns(tmp_path: Path) -> None:
    lock, inside, most = WriterLock(tmp_path), [0], [0]

    def write() -> None:
        for _ in range(20):
            with lock(30):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.001)
                inside[0] -= 1

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert most == [1]


def test_another_thread_of_the_same_process_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path)
    with lock(1), pytest.raises(GraphBusy, match=str(os.getpid())), lock(0.05):
        pass
