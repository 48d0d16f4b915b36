"""Those who work while something is killed: they make tasks and ask over HTTP, and note what was answered."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from typing import Any

WAIT_SECONDS = 10.0
"""So long an answer is waited for: one that was lost with its worker never comes."""
PAUSE_SECONDS = 0.05
"""Between two requests of one of them: the machine is to be busy, not full."""
TITLE = "Opgave, der skal overleve"


@dataclass(slots=True)
class Said:
    """What was acknowledged: ids of tasks, digests of answers, and when the requests of each kind began."""

    tasks: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    unexpected: int = 0
    """Answers that are neither well nor 503."""
    wrote: list[tuple[float, float]] = field(default_factory=list)
    asked: list[tuple[float, float]] = field(default_factory=list)

    def since(self, moment: float) -> float | None:
        """When a write and a question that began after a moment had both been acknowledged."""
        firsts = [
            next((end for begin, end in list(times) if begin > moment), None)
            for times in (self.wrote, self.asked)
        ]
        return None if None in firsts else max(first for first in firsts if first is not None)


@contextmanager
def asking(port: int, token: str, said: Said, *, skills: Sequence[str], owner: str) -> Iterator[None]:
    """Two make tasks with two of the skills and one asks for colleagues, until the end of the context."""
    stop = Event()
    needs = [{"skill": skill, "level": 2} for skill in skills[:2]]
    task = {"title": TITLE, "requirements": needs, "owners": [owner]}

    def work(path: str, body: dict[str, Any], status: int, times: list[tuple[float, float]]) -> None:
        while not stop.wait(PAUSE_SECONDS):
            begun = time.monotonic()
            answered, found = posted(port, token, path, body)
            if answered == status:
                said.tasks.update([found["id"]] if status == 201 else [])
                said.answers.update([found["recommendation"]] if status == 200 else [])
                times.append((begun, time.monotonic()))
            else:
                said.unexpected += answered not in (0, 503)

    writing = ("/api/v1/tasks", task, 201, said.wrote)
    question = ("/api/v1/matches", {"requirements": needs}, 200, said.asked)
    threads = [Thread(target=work, args=each) for each in (writing, writing, question)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def posted(port: int, token: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """Status and JSON of an answer; 0 where none came."""
    connection = HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    try:
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, HTTPException, ValueError):
        return 0, {}
    finally:
        connection.close()
