"""All of the service starts with one command and ends together, whatever ends first."""

import os
import signal
import socket
from pathlib import Path

import pytest

from harness.servers import other_owner
from tests.service.process.whole import all_gone, children, running, stat_of, wait_until

pytestmark = pytest.mark.slow


def test_it_says_where_to_go_and_ends_all_of_it_when_told_to(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        token = (tmp_path / "api_token").read_text()
        assert service.get("/api/v1/skills", Authorization=f"Bearer {token}") == 200
        assert service.get("/api/v1/skills") == 401
        wait_until(lambda: "Tværs er klar" in service.output())
        assert f"http://127.0.0.1:{service.port}" in service.output()
        assert token not in service.output()
        started = service.everything()

        service.process.send_signal(signal.SIGINT)

        # The web server and the graph may take 15 and 40 seconds to end on a busy machine.
        assert service.process.wait(60) == 0
        assert all_gone(started)()


def test_nothing_outlives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        started = service.everything()

        service.process.kill()

        wait_until(all_gone(started), 30)


def test_a_database_that_dies_comes_back(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        died = service.database()

        os.kill(died, signal.SIGKILL)

        wait_until(lambda: service.database() != died)
        wait_until(service.ready)


def test_a_service_that_began_on_a_commands_graph_goes_on_with_it_when_the_command_ends(
    tmp_path: Path,
) -> None:
    with other_owner(tmp_path / "graph") as command, running(tmp_path) as service:
        wait_until(service.ready)
        first = service.database()
        assert first not in children(service.process.pid)

        command.communicate()

        wait_until(lambda: service.database() != first and service.reads_the_graph())
        assert service.database() in children(service.process.pid)


def test_a_web_server_that_dies_ends_all_of_it_with_a_message(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        started = service.everything()

        os.kill(service.gunicorn(), signal.SIGKILL)

        assert service.process.wait(30) == 1
        wait_until(all_gone(started), 10)
        assert "Tværs er standset: webserveren sluttede uventet" in service.output()


def test_ctrl_z_suspends_nothing_and_says_how_to_stop(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)

        service.process.send_signal(signal.SIGTSTP)

        wait_until(lambda: "svarer videre" in service.output(), 10)
        assert stat_of(service.process.pid) in "SR"
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(60) == 0


def test_a_port_that_is_taken_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(tmp_path, TVAERS_PORT=str(port)) as service:
            assert service.process.wait(30) == 1

            assert f"127.0.0.1:{port} kan ikke bruges" in service.output()
            assert not (tmp_path / "graph").exists()


def test_bad_settings_are_named_and_nothing_is_started(tmp_path: Path) -> None:
    with running(tmp_path, TVAERS_THREADS="none", TVAERS_HOST="192.0.2.7") as service:
        assert service.process.wait(30) == 1

        assert "TVAERS_THREADS" in service.output()
        assert "TVAERS_HOST" in service.output()
        assert not (tmp_path / "graph").exists()
