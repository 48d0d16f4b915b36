"""Ctrl-Z in a command never suspends it in the middle of a write, and says how to go on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.store import GraphStore
from harness.factories import fill, skill, skill_id
from harness.processes import suspended
from harness.servers import eventually

ROOT = Path(__file__).parents[2]
COMMAND = """
import sys, time
from harness.factories import skill
from scripts.graph_work import graph_of_settings
with graph_of_settings() as store:
    many = [skill(f"Kompetence {number}") for number in range(50)]
    def progress(done, total):
        print("writing", flush=True)
        sys.stdin.readline()
    print("open", flush=True)
    sys.stdin.readline()
    store.loading.apply(store.loading.plan_skills(many), progress=progress)
    print("written", flush=True)
    sys.stdin.readline()
"""
pytestmark = pytest.mark.server


@contextmanager
def command(data_dir: Path) -> Iterator["subprocess.Popen[str]"]:
    """A command that has the graph open, and goes a step further for each line that it gets."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TVAERS_DATA_DIR": str(data_dir), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            said(process, "open")
            yield process
        finally:
            process.kill()


def said(process: "subprocess.Popen[str]", word: str) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == f"{word}\n"


def step(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def told(process: "subprocess.Popen[str]", words: str) -> None:
    """Read what is told until the words have come."""
    assert process.stderr is not None
    assert any(words in line for line in process.stderr)


def test_between_writes_it_is_suspended_at_once_and_others_write_meanwhile(
    graph: GraphStore, data_dir: Path
) -> None:
    with command(data_dir) as process:
        process.send_signal(signal.SIGTSTP)

        told(process, "Gå videre med fg")
        assert eventually(lambda: suspended(process.pid))
        fill(graph, skill("GDPR"))
        process.send_signal(signal.SIGCONT)
        step(process)
        said(process, "writing")


def test_a_write_is_finished_before_it_is_suspended(graph: GraphStore, data_dir: Path) -> None:
    with command(data_dir) as process:
        step(process)
        said(process, "writing")
        process.send_signal(signal.SIGTSTP)
        told(process, "Sættes på pause, når")
        assert not suspended(process.pid)

        for _ in range(3):
            step(process)
        told(process, "Gå videre med fg")

        assert eventually(lambda: suspended(process.pid))
        assert len(graph.skills.ids()) == 50
        fill(graph, skill("GDPR"))
        assert skill_id("GDPR") in graph.skills.ids()
