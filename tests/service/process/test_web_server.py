"""gunicorn waits for the supervisor's leave; that it is given, and that all ends, `test_supervisor` holds."""

import os
from threading import Thread

import pytest

from service.process.web_server import WAITS_FOR, wait_for_leave


def test_it_waits_until_the_supervisor_closes_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    monkeypatch.setenv(WAITS_FOR, str(reading))
    waiting = Thread(target=wait_for_leave)

    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()

    os.close(writing)
    waiting.join(10)
    assert not waiting.is_alive()


def test_without_a_supervisor_it_waits_for_nobody() -> None:
    wait_for_leave()
