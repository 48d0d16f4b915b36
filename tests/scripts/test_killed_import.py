"""A kill at any moment leaves the earlier graph or the finished one, on a server that is really there."""

import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from graph.opening import open_graph
from harness.factories import fill, profession, skill, skill_id, workplace, workplace_id

ROOT = Path(__file__).parents[2]
EMPLOYEES = 1500
SKILLS = 40
EARLIER = 10


def exports(folder, *, count):
    """Files with so many employees, who have five competences each."""
    employees, competences = folder / f"medarbejdere{count}.csv", folder / f"kompetencer{count}.csv"
    employees.write_text(
        "medarbejder_id;navn;arbejdsplads;faglighed\n"
        + "".join(f"{n};Navn {count};{workplace_id('Skolen')};Lærer\n" for n in range(count)),
        encoding="utf-8",
    )
    competences.write_text(
        "medarbejder_id;kompetence;niveau;dato\n"
        + "".join(
            f"{n};{skill_id(str((n + step) % SKILLS))};3;01-03-2026\n"
            for n in range(count)
            for step in range(5)
        ),
        encoding="utf-8",
    )
    return ["--employees", str(employees), "--competences", str(competences)]


def state(store):
    """What the graph holds: employees by name, and how many competences they have."""
    names: dict[str, int] = {}
    competences = 0
    for employee in store.employees.all():
        names[employee.name] = names.get(employee.name, 0) + 1
        competences += len(employee.skills)
    return names, competences


BEFORE = ({f"Navn {EARLIER}": EARLIER}, 5 * EARLIER)
AFTER = ({f"Navn {EMPLOYEES}": EMPLOYEES}, 5 * EMPLOYEES)


def start(data_dir, folder, files):
    """The command in a process of its own, up to the moment when it begins to write."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-u",
            "-m",
            "scripts.tvaers",
            "import-hr",
            *files,
            "--apply",
            "--rejects",
            str(folder / "r.csv"),
        ],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TVAERS_DATA_DIR": str(data_dir), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    # The second of the two tables is the last that is printed before writing.
    tables = (line for line in process.stdout if line.startswith("└"))
    if len(list(islice(tables, 2))) < 2:
        raise AssertionError("the command ended before it wrote")
    return process


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def vocabulary(store):
    fill(store, *(skill(str(number)) for number in range(SKILLS)), profession("Lærer"), workplace("Skolen"))


def test_a_killed_import_leaves_the_earlier_graph_or_the_finished_one(graph, data_dir, tmp_path):
    vocabulary(graph)
    earlier, later = exports(tmp_path, count=EARLIER), exports(tmp_path, count=EMPLOYEES)
    with start(data_dir, tmp_path, earlier) as process:
        process.communicate()
    assert state(graph) == BEFORE
    seen = []
    for delay in (0.05, 0.4, 0.9):
        process = start(data_dir, tmp_path, later)
        time.sleep(delay)
        kill(process)
        seen.append(state(graph))
    assert all(each in (BEFORE, AFTER) for each in seen)
    assert seen[0] == BEFORE
    with start(data_dir, tmp_path, later) as process:
        process.communicate()
    assert process.returncode == 0
    assert state(graph) == AFTER


@pytest.mark.slow
def test_so_does_one_that_is_killed_together_with_its_own_server(tmp_path):
    def opened():
        return open_graph(uri=None, user="", password="", database="", data_dir=tmp_path / "graph")

    with opened() as store:
        vocabulary(store)
    process = start(tmp_path / "graph", tmp_path, exports(tmp_path, count=EMPLOYEES))
    time.sleep(0.6)
    kill(process)
    with opened() as store:
        assert state(store) in (({}, 0), AFTER)
        assert len(store.skills.ids()) == SKILLS
