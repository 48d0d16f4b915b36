"""The image, really built, and started beside a real Neo4j: `make image-test`.

    python -m harness.image           builds, starts, asks and stops it; says what was seen

It is skipped, with the reason, where nothing here can build an image.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from subprocess import Popen
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from graph.server.arcadedb import free_ports
from harness import neo4j_server
from harness.image_engines import Engine, Failed, engine
from harness.java import Missing
from service.api_tokens import ApiToken
from service.roles import Role

TOKEN = "kun-til-proeve-af-billedet"
WAIT_SECONDS = 120.0
"""So long a start, or a look at what was loaded, may take where the machine is busy."""
PAGES = ("/healthz", "/", "/api/v1/docs")
QUESTION = {"text": "Ny legeplads ved skolen, hvor børn og forældre inddrages tidligt"}
WRITABLE = ("/srv/tvaers/var", "/tmp", "/proc")  # noqa: S108  (the container's)
"""Where docker-compose.yml lets it write; buildah can't hold it to that, so it is looked at afterwards."""
SMALL_DEMO = """
from graph.demo import municipality
from scripts.graph_work import graph_of_settings
small = municipality(employees=300, tasks=100)
with graph_of_settings() as store:
    loading = store.loading
    loading.load(
        loading.plan_skills(small.skills),
        loading.plan_professions(small.professions),
        loading.plan_workplaces(small.workplaces),
        loading.plan_employees(small.employees),
        loading.plan_tasks(small.tasks),
    )
"""
"""The catalogue and the demo municipality from the files in the image, at a twentieth of its size."""


@dataclass(frozen=True, slots=True)
class Container:
    """The image while it runs."""

    engine: Engine
    environment: Mapping[str, str]
    process: "Popen[bytes]"
    began: float

    @property
    def port(self) -> int:
        """Where it answers, on loopback."""
        return int(self.environment["TVAERS_PORT"])

    def inside(self, *command: str) -> str:
        """What a command in it prints."""
        return self.engine.inside(command, self.environment)


@contextmanager
def started(engine: Engine) -> Iterator[Container]:
    """The image beside an empty Neo4j as long as the context; where it fails, its last lines are shown."""
    [port] = free_ports(1)
    with neo4j_server.running(neo4j_server.LTS) as address, tempfile.TemporaryFile() as log:
        environment = {
            "TVAERS_NEO4J_URI": address.uri,
            "TVAERS_NEO4J_PASSWORD": address.password,
            "TVAERS_PORT": str(port),
            "TVAERS_API_TOKENS": ApiToken.of(TOKEN, name="proeve", role=Role.LEAD, until=date.max).entry,
        }
        process = engine.start(environment, log)
        try:
            yield Container(engine, environment, process, time.time())
        except Failed:
            log.seek(0)
            print(*log.read().decode(errors="replace").splitlines()[-30:], sep="\n", file=sys.stderr)
            raise
        finally:
            if process.poll() is None:
                engine.stop(process)


def ask(port: int, path: str, body: object = None) -> tuple[int, str]:
    """Status and text of an answer; 0 where there is none."""
    content = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"} if content else {}
    try:
        request = Request(f"http://127.0.0.1:{port}{path}", data=content, headers=headers)
        with urlopen(request, timeout=30) as answer:  # noqa: S310  (loopback)
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except OSError as error:
        return 0, str(error)


def eventually(container: Container, holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds. Raises Failed."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not holds():
        if container.process.poll() is not None:
            raise Failed(f"it ended with {container.process.returncode} before it {what}")
        if time.monotonic() > deadline:
            raise Failed(f"in {WAIT_SECONDS:.0f} s it never {what}")
        time.sleep(0.5)


def look(container: Container) -> Iterator[str]:
    """What was seen, a line each. Raises Failed."""
    port = container.port
    eventually(container, lambda: ask(port, "/readyz")[0] == 200, "was ready")
    yield f"ready after {time.time() - container.began:.0f} s"
    container.inside("python", "-c", SMALL_DEMO)
    eventually(container, lambda: '"items":[{' in ask(port, "/api/v1/matches", QUESTION)[1], "found anybody")
    yield "it loads a small Fjordby, and POST /api/v1/matches finds colleagues"
    for path in PAGES:
        status, text = ask(port, path)
        if status != 200:
            raise Failed(f"{path} answers {status}: {text}")
        yield f"{path} answers 200"
    container.inside(*container.engine.health_check())
    yield "its own health check passes"
    if (user := container.inside("id", "-u")) == "0":
        raise Failed("it runs as root")
    yield f"it runs as user {user}"
    passed_over = " -o ".join(f"-path {place}" for place in WRITABLE)
    written = f"-type f -user {user} -newermt @{container.began:.0f} -print"
    if paths := container.inside(
        *f"find / -xdev ( ! -readable -o {passed_over} ) -prune -o {written}".split()
    ):
        raise Failed(f"it writes where docker-compose.yml lets it only read: {paths}")
    yield f"it writes to {' and '.join(WRITABLE[:2])} only"
    if (code := container.engine.stop(container.process)) != 0:
        raise Failed(f"told to stop, it ended with {code}")
    yield "told to stop, it ends with 0"


def main() -> int:
    """Build it, start it and say what is seen; 1 where it is not well, 0 also where it was skipped."""
    began = time.monotonic()
    try:
        chosen = engine()
        try:
            chosen.build()
            print(f"built with {chosen} in {time.monotonic() - began:.0f} s", flush=True)
            with started(chosen) as container:
                for seen in look(container):
                    print(seen, flush=True)
        finally:
            chosen.remove()
    except Missing as missing:
        print(f"IMAGE TEST SKIPPED: {missing}")
        return 0
    except Failed as failed:
        print(f"IMAGE TEST FAILED: {failed}", file=sys.stderr)
        return 1
    print(f"the image is well, after {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
