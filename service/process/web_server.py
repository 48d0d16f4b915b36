"""gunicorn as the supervisor's child: it loads and computes at once, and listens when it is given leave.

The supervisor holds the writing end of a pipe, which it closes when the graph answers and nobody erased is in
it. Should the supervisor end before, the kernel closes it and ends gunicorn, which is tethered.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Self

from graph.server import tethered

WAITS_FOR = "WEB_SERVER_WAITS_FOR"
"""The variable that names the reading end; gunicorn without a supervisor has none and waits for nobody."""
GRACE_SECONDS = 15.0


def wait_for_leave() -> None:
    """In gunicorn: return when it may listen."""
    reading = os.environ.pop(WAITS_FOR, None)
    if reading is not None:
        os.read(int(reading), 1)
        os.close(int(reading))


class WebServer:
    """The process, begun at once; start it from the main thread, which it is tethered to."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        reading, self._leave = os.pipe()
        self._process = subprocess.Popen(
            tethered.command(
                [sys.executable, "-m", "gunicorn", "-c", "python:service.process.gunicorn_conf"]
            ),
            env={**environment, WAITS_FOR: str(reading)},
            pass_fds=(reading,),
            start_new_session=True,
        )
        os.close(reading)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Let it listen, and end it at the end: what it asks must be there for as long."""
        os.close(self._leave)
        try:
            yield
        finally:
            self.end()

    @property
    def has_ended(self) -> bool:
        """Whether it ended unasked."""
        return self._process.poll() is not None

    def wait(self) -> int:
        """Its exit code, when it ends."""
        return self._process.wait()

    def end(self) -> None:
        """End it, if it hasn't ended."""
        self._process.terminate()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
