"""A real sign-in server (Keycloak) for the tests, without Docker: from Maven Central into a cache.

    python -m harness.keycloak               fetches and starts it once, and says how it went

Its realm is `keycloak_realm.json`, the one that docker-compose.yml has too. It keeps everything in memory,
so that each run begins anew.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from joserfc.jwk import RSAKey

from graph.server import arcadedb, tethered
from harness.java import BRIEF, CACHE, Missing, fetched, java, maven

VERSION = "26.0.8"
NAME = f"Keycloak {VERSION}"
JAVAS = (17, 21)
REALM_FILE = Path(__file__).with_name("keycloak_realm.json")
REALM = "tvaers"
ADMIN = "admin"
PASSWORD = "kun-til-test"
"""Of the administrator, and of everybody in the realm."""
START_SECONDS = 150.0
"""On two busy cores it answers after 20 to 40 s."""
LINKED = ("lib", "providers", "conf", "themes")
OPEN_MODULES = ("java.util", "java.util.concurrent", "java.security")
KEPT = ";DB_CLOSE_DELAY=-1"
"""Keeps the database in memory while nobody is connected: it was gone when the tests came to it after 20 idle
minutes (H2's default)."""
THREADS = "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory"
TOKEN_PAUSES = (0.0, 1.0, 3.0, 10.0)
"""Seconds before each try of a token: on a busy machine the server fails at one now and then (500)."""


@dataclass(frozen=True, slots=True)
class Keycloak:
    """A server that runs, and what tests do to it as its administrator."""

    url: str

    def issuer(self, realm: str = REALM) -> str:
        """Who a realm's tokens are from."""
        return f"{self.url}/realms/{realm}"

    def tool_token(self, client: str, *, realm: str = REALM, secret: str | None = None) -> str:
        """What a client gets for itself (client credentials)."""
        secret = secret or f"kun-til-test-{client}"
        return self._token(realm, grant_type="client_credentials", client_id=client, client_secret=secret)

    def public_key(self, kid: str) -> bytes:
        """The public key of that name, as text (PEM)."""
        keys = requests.get(f"{self.issuer()}/protocol/openid-connect/certs", timeout=30).json()
        [key] = [each for each in keys["keys"] if each["kid"] == kid]
        return RSAKey.import_key(key).as_pem(private=False)

    def rotate_keys(self) -> None:
        """Sign with a new key from now on, and forget the ones before it."""
        path = f"/realms/{REALM}/components"
        realm = self.ask("GET", f"/realms/{REALM}")["id"]
        provider = {"providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider"}
        before = self.ask("GET", f"{path}?type={provider['providerType']}")
        names = {"name": f"rotated {len(before)}", "parentId": realm}
        self.ask("POST", path, {**provider, **names, "config": {"priority": ["1000"]}})
        for component in before:
            if component["providerId"] == "rsa-generated":
                self.ask("DELETE", f"{path}/{component['id']}")

    def change_client(self, client: str, **changes: Any) -> None:
        """Change what a client may do; its attributes are added to."""
        [before] = self.ask("GET", f"/realms/{REALM}/clients?clientId={client}")
        attributes = before["attributes"] | changes.pop("attributes", {})
        self.ask(
            "PUT", f"/realms/{REALM}/clients/{before['id']}", before | changes | {"attributes": attributes}
        )

    def end_sessions(self, username: str) -> None:
        """Sign somebody out everywhere, as an administrator does."""
        [user] = self.ask("GET", f"/realms/{REALM}/users?username={username}&exact=true")
        self.ask("POST", f"/realms/{REALM}/users/{user['id']}/logout")

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """What the administrator's API answers. Raises requests.HTTPError."""
        token = self._token(
            "master", grant_type="password", client_id="admin-cli", username=ADMIN, password=PASSWORD
        )
        answer = requests.request(
            method,
            f"{self.url}/admin{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def _token(self, realm: str, **form: str) -> str:
        for pause in TOKEN_PAUSES:
            time.sleep(pause)
            answer = requests.post(
                f"{self.issuer(realm)}/protocol/openid-connect/token", data=form, timeout=30
            )
            if answer.status_code < 500:
                break
        if not answer.ok:
            raise requests.HTTPError(
                f"{answer.status_code} from {answer.url}: {answer.text}", response=answer
            )
        token: str = answer.json()["access_token"]
        return token


class Starting:
    """A server that starts in the background, since that takes a while, and ends with `stop`."""

    def __init__(self) -> None:
        self._server: Future[Keycloak] = Future()
        self._stopped = threading.Event()
        # Alive as long as the server, which is tethered to it.
        self._thread = threading.Thread(target=self._run, name="keycloak", daemon=True)
        self._thread.start()

    def server(self) -> Keycloak:
        """The server, once it answers. Raises Missing where it can't be fetched or started."""
        return self._server.result()

    def stop(self) -> None:
        """End the server, started or not."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            with running(stopped=self._stopped) as server:
                self._server.set_result(server)
                self._stopped.wait()
        except Exception as error:
            self._server.set_exception(error)


@contextmanager
def running(*, stopped: threading.Event | None = None) -> Iterator[Keycloak]:
    """A server on loopback with the realm as it is in the file; where `stopped`, it isn't waited for.

    Raises Missing when it can't be fetched or started here.
    """
    home = fetched_home()
    with tempfile.TemporaryDirectory(prefix="tvaers-keycloak-", ignore_cleanup_errors=True) as folder:
        own = Path(folder)
        for part in LINKED:
            (own / part).symlink_to(home / part)
        (own / "data" / "import").mkdir(parents=True)
        (own / "data" / "import" / REALM_FILE.name).write_bytes(REALM_FILE.read_bytes())
        [port] = arcadedb.free_ports(1)
        command = [*_program(own), "start", "--optimized", "--cache=local", "--import-realm"]
        command += ["--http-enabled=true", "--hostname-strict=false", f"--db-url-properties={KEPT}"]
        command += ["--http-host=127.0.0.1", f"--http-port={port}"]
        environment = {**os.environ, "KC_BOOTSTRAP_ADMIN_USERNAME": ADMIN}
        environment["KC_BOOTSTRAP_ADMIN_PASSWORD"] = PASSWORD
        with (own / "out.log").open("wb") as log:
            process = subprocess.Popen(
                tethered.command(command),
                cwd=own,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            server = Keycloak(f"http://127.0.0.1:{port}")
            _wait(process, server, own / "out.log", stopped or threading.Event())
            yield server
        finally:
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", server: Keycloak, log: Path, stopped: threading.Event) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None and not stopped.is_set():
        try:
            address = f"{server.issuer()}/.well-known/openid-configuration"
            if requests.get(address, timeout=5).status_code == requests.codes.ok:
                return
        except requests.RequestException:
            pass
        stopped.wait(0.3)
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    raise Missing(f"{NAME} does not start: {' '.join(last) or 'no answer'}")


def fetched_home() -> Path:
    """The folder with the server, fetched and built for a database in memory the first time."""

    def fill(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as download:
            artifact = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
            copy = ("dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={download}")
            maven(*copy, cwd=Path(download), server=NAME)
            [archive] = Path(download).glob("*.zip")
            with zipfile.ZipFile(archive) as content:
                content.extractall(download)
            [unpacked] = Path(download).glob("*/")
            for part in LINKED:
                (unpacked / part).rename(folder / part)
        command = [*_program(folder), "build", "--db=dev-mem"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Missing(f"{NAME} can't be built: {done.stdout.strip().splitlines()[-1:]}")

    return fetched(CACHE / "keycloak" / VERSION, fill)


def _program(home: Path) -> list[str]:
    """What its own start script comes to, without a shell in between that would have to be ended too."""
    opened = [f"--add-opens=java.base/{module}=ALL-UNNAMED" for module in OPEN_MODULES]
    properties = {
        "java.util.concurrent.ForkJoinPool.common.threadFactory": THREADS,
        "java.util.logging.manager": "org.jboss.logmanager.LogManager",
        "kc.home.dir": str(home),
        "jboss.server.config.dir": str(home / "conf"),
        "picocli.disable.closures": "true",
        "user.language": "en",
    }
    return [
        str(java(JAVAS, server=NAME)),
        "-Xmx512m",
        *BRIEF,
        *opened,
        *(f"-D{name}={value}" for name, value in properties.items()),
        "-cp",
        str(home / "lib" / "quarkus-run.jar"),
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
    ]


def main() -> int:
    """Start the server and say how it went."""
    began = time.monotonic()
    try:
        with running() as server:
            print(f"{NAME} answers at {server.url} after {time.monotonic() - began:.0f} s")
    except Missing as missing:
        print(missing)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
