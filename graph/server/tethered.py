"""Runs a program that ends when its parent ends, however that ends: `tethered.py PARENT PROGRAM …`.

The kernel is asked to send SIGTERM to this process when the thread that started it is gone
(prctl, PR_SET_PDEATHSIG; Linux only), and the request survives exec. It is a program of its own
because running Python between fork and exec (`preexec_fn`) can deadlock a threaded parent.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1


def command(program: Sequence[str]) -> list[str]:
    """The command line that runs `program` tethered to this process.

    Start it from a thread that lives as long as the program should.
    """
    return [sys.executable, "-I", "-S", str(Path(__file__).resolve()), str(os.getpid()), *program]


def main(parent: int, program: Sequence[str]) -> None:
    """Become the program, and end when the parent with this process id does."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:  # it ended before we could ask
        raise SystemExit(1)
    os.execv(program[0], list(program))  # noqa: S606  (an absolute path, no shell)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
