import json
import os
import signal
import stat
import subprocess
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import AlreadyExists, GraphError, GraphUnavailable
from graph.private_files import write_private
from graph.server import arcadedb
from graph.store import GraphStore
from harness.factories import fill, skill, skill_id, task, task_id
from harness.processes import alive, python
from harness.servers import embedded, eventually, other_owner, server_pid

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.server


@contextmanager
def another_process(program: str, data_dir: Path) -> Iterator["subprocess.Popen[str]"]:
    """A Python program with the store on `data_dir` as `store`; it has printed a line when this begins."""
    opening = f"""
from pathlib import Path
from graph.opening import open_graph
from harness.factories import *
with open_graph(uri=None, user="", password="", database="", data_dir=Path({str(data_dir)!r})) as store:
"""
    source = opening + textwrap.indent(textwrap.dedent(program), "    ")
    with python(source) as process:
        yield process


def test_data_outlives_the_server(tmp_path: Path) -> None:
    with embedded(tmp_path) as store:
        fill(store, skill("GDPR"))
        pid = server_pid(tmp_path)
    assert not alive(pid)

    with embedded(tmp_path) as store:
        assert store.skills.ids() == {skill_id("GDPR")}


def test_killing_the_server_under_writers_loses_nothing_acknowledged(tmp_path: Path) -> None:
    acknowledged: set[str] = set()
    stop = threading.Event()

    def write(store: GraphStore, writer: int) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            title = f"{writer} {number}"
            try:
                store.tasks.create(task(title, requires={"GDPR": 3, "Excel": 2}, owners=[]))
            except GraphUnavailable:
                time.sleep(0.1)
            except AlreadyExists:  # the answer to the first attempt was lost, not the write
                acknowledged.add(task_id(title))
            else:
                acknowledged.add(task_id(title))

    with embedded(tmp_path) as store:
        fill(store, skill("GDPR"), skill("Excel"))
        writers = [threading.Thread(target=write, args=(store, number)) for number in range(4)]
        for writer in writers:
            writer.start()
        try:
            for _ in range(2):
                before = len(acknowledged)
                assert eventually(lambda before=before: len(acknowledged) > before + 30)  # type: ignore[misc]
                killed = server_pid(tmp_path)
                os.kill(killed, signal.SIGKILL)
                assert eventually(lambda killed=killed: server_pid(tmp_path) != killed)  # type: ignore[misc]
            before = len(acknowledged)
            assert eventually(lambda: len(acknowledged) > before + 30)
        finally:
            stop.set()
            for writer in writers:
                writer.join()

        there = {each.id: each for each in store.tasks.all()}
        assert acknowledged <= set(there)
        assert {len(each.requirements) for each in there.values()} == {2}
        assert store.changes.number() == 1 + len(there)


def test_killing_the_owner_ends_its_server_and_the_next_owner_starts_at_once(tmp_path: Path) -> None:
    with another_process(
        'fill(store, skill("GDPR")); print("ready", flush=True); input()', tmp_path
    ) as owner:
        pid = server_pid(tmp_path)
        assert alive(pid)
        owner.kill()
        owner.wait()

        with embedded(tmp_path) as store:
            assert not alive(pid)
            assert store.skills.ids() == {skill_id("GDPR")}


def test_who_opens_the_same_folder_attaches_to_the_running_server(graph: GraphStore, data_dir: Path) -> None:
    fill(graph, skill("GDPR"))
    pid = server_pid(data_dir)

    with another_process(
        'fill(store, skill("Excel")); print(store.database.address.uri, flush=True)', data_dir
    ):
        assert graph.skills.ids() == {skill_id("GDPR"), skill_id("Excel")}
    with embedded(data_dir) as attached:
        assert attached.database.address == graph.database.address
    assert server_pid(data_dir) == pid
    assert alive(pid)


@pytest.mark.parametrize("seconds", [0.0, 0.6])
def test_who_opens_it_just_as_its_owner_ends_goes_on_with_it(tmp_path: Path, seconds: float) -> None:
    with other_owner(tmp_path) as owner:
        assert owner.stdin is not None
        ending = threading.Timer(seconds, owner.stdin.close)
        ending.start()
        with embedded(tmp_path) as store:
            assert fill(store, skill("GDPR")) == 1
            assert eventually(lambda: owner.poll() is not None)
        ending.join()


def test_killing_a_loader_in_the_middle_leaves_the_earlier_graph(graph: GraphStore, data_dir: Path) -> None:
    number = fill(graph, skill("GDPR"))
    program = """
        import time
        many = [skill(f"Kompetence {number}") for number in range(5000)]
        def pause(done, total):
            if done > 3000:
                print("half", flush=True)
                time.sleep(60)
        store.loading.apply(store.loading.plan_skills(many), progress=pause)
    """
    with another_process(program, data_dir) as loader:
        loader.kill()
        loader.wait()

    assert graph.skills.ids() == {skill_id("GDPR")}
    assert graph.changes.number() == number
    assert fill(graph, skill("Excel")) == number + 1


def test_the_password_is_for_the_owner_of_the_folder_only(graph: GraphStore, data_dir: Path) -> None:
    for name in ("server.json", "java.args"):
        assert stat.S_IMODE((data_dir / name).stat().st_mode) == 0o600
    command_line = Path(f"/proc/{server_pid(data_dir)}/cmdline").read_bytes()
    environment = Path(f"/proc/{server_pid(data_dir)}/environ").read_bytes()
    password = graph.database.address.password.encode()

    assert len(password) >= 32
    assert password not in command_line + environment
    for log in [data_dir / "server.log", *(data_dir / "log").glob("*")]:
        assert password not in log.read_bytes()


def test_the_server_listens_on_loopback_only(graph: GraphStore, data_dir: Path) -> None:
    listening = list(listening_addresses(server_pid(data_dir)))

    assert len(listening) >= 2
    assert set(listening) == {"127.0.0.1"}


def listening_addresses(pid: int) -> Iterator[str]:
    """The addresses of all sockets on which a process listens, from the kernel's tables."""
    links = (os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir())
    inodes = {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:")}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                address = bytes.fromhex(fields[1].split(":")[0])
                yield readable(address)


def readable(address: bytes) -> str:
    """An address of the kernel's tables in dotted form, also an IPv4 one in IPv6 clothes."""
    words = [address[start : start + 4][::-1] for start in range(0, len(address), 4)]
    whole = b"".join(words)
    if len(whole) == 4 or whole[:12] == bytes(10) + b"\xff\xff":
        return ".".join(str(byte) for byte in whole[-4:])
    return whole.hex()


def test_a_password_file_that_does_not_fit_is_a_clear_error(tmp_path: Path) -> None:
    with embedded(tmp_path):
        pass
    state = json.loads((tmp_path / "server.json").read_text())
    write_private(tmp_path / "server.json", json.dumps({**state, "password": "another one"}).encode())

    with pytest.raises(GraphError, match=r"server\.json does not hold the password"), embedded(tmp_path):
        pass


def test_a_server_that_cannot_start_is_given_up_with_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arcadedb, "MAIN_CLASS", "no.such.Server")

    with pytest.raises(GraphUnavailable, match=r"ended 5 times in a row.*server\.log"), embedded(tmp_path):
        pass


@pytest.mark.parametrize("content", ["", "[]", "7", "null", "{}", '{"password": "p", "bolt_port": "x"}'])
def test_a_password_file_that_is_none_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "server.json").write_text(content)
    with pytest.raises(GraphError, match=r"server\.json is damaged"), embedded(tmp_path):
        pass
