"""What builds the image and runs it: Docker or podman, else buildah, which needs no engine.

On a stand-in for the base, which mmdebstrap makes of Debian where no registry can be reached, the image is
installed and started just so; what it can't show is the real base's Python.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Protocol

from harness.java import Missing

ROOT = Path(__file__).resolve().parent.parent
STORE = ROOT / ".cache" / "image"
TAG = "localhost/tvaers-image-test"
NAME = f"tvaers-image-test-{time.time_ns()}"
STOP_SECONDS = 30.0
"""Longer than gunicorn is given for the requests that it has begun."""
PULL_SECONDS = 30.0
"""So long a registry may be silent before the base is made here."""
BASE_SUITE, BASE_PACKAGES = "trixie", "python3-venv,ca-certificates"
"""The Debian that has the Python that the Dockerfile asks for."""
STAND_IN = "FROM scratch\nADD base.tar /\nRUN python3 -m venv /usr/local\n"
OF_THIS_MACHINE = ("/etc/ssl/certs", "/etc/pip.conf")
"""Whom this machine trusts and where its pip fetches from: lent to the build, never part of the image."""


class Failed(Exception):
    """The image is not what it should be."""


class Engine(Protocol):
    """What builds the image, starts it and looks into it."""

    def build(self) -> None:
        """Make the image from the Dockerfile as it stands. Raises Failed, Missing."""

    def start(self, environment: Mapping[str, str], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        """What the image itself says is to be started, in the foreground, on this machine's network."""

    def inside(self, command: Sequence[str], environment: Mapping[str, str]) -> str:
        """What a command in the running container prints."""

    def health_check(self) -> list[str]:
        """The command by which the image says how it is."""

    def stop(self, process: "subprocess.Popen[bytes]") -> int:
        """Tell what was started to end; its exit code."""

    def remove(self) -> None:
        """Leave nothing behind but what the next build goes faster with."""


class Docker:
    """Docker, or podman, which takes the same words; confined as docker-compose.yml has it."""

    CONFINED = ("--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges")

    def __init__(self, program: str) -> None:
        self._program = program

    def __str__(self) -> str:
        return self._program

    def build(self) -> None:
        """Build with what earlier builds left."""
        run(self._program, "build", "--tag", TAG, str(ROOT))

    def start(self, environment: Mapping[str, str], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start it read-only and without capabilities."""
        settings = [f"--env={name}={value}" for name, value in environment.items()]
        options = ("--rm", f"--name={NAME}", "--network=host", *self.CONFINED)
        return subprocess.Popen([self._program, "run", *options, *settings, TAG], stdout=log, stderr=log)

    def inside(self, command: Sequence[str], environment: Mapping[str, str]) -> str:
        """What the command prints."""
        return run(self._program, "exec", NAME, *command)

    def health_check(self) -> list[str]:
        """The image's own."""
        shown = run(self._program, "image", "inspect", "--format", "{{json .Config.Healthcheck.Test}}", TAG)
        return list(json.loads(shown))[1:]

    def stop(self, process: "subprocess.Popen[bytes]") -> int:
        """Stop it as an operator would."""
        run(self._program, "stop", NAME)
        return process.wait(STOP_SECONDS)

    def remove(self) -> None:
        """Remove container and image."""
        subprocess.run([self._program, "rm", "--force", NAME], capture_output=True, check=False)
        subprocess.run([self._program, "rmi", "--force", TAG], capture_output=True, check=False)


class Buildah:
    """buildah without an engine: each command in the container is one of its own in the same folder."""

    STORED = ("--root", str(STORE / "root"), "--runroot", str(STORE / "run"))
    LOOSE = ("--isolation", "chroot", "--network", "host")
    LIMITS = ("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096")
    """Its own defaults are higher than some machines allow."""

    def __str__(self) -> str:
        return "buildah"

    def build(self) -> None:
        """Build on the base that is here, is fetched, or is made."""
        self._base()
        lent = [f"--volume={path}:{path}:ro" for path in OF_THIS_MACHINE if Path(path).exists()]
        how = ("--pull-never", "--format", "docker", *self.LOOSE, *self.LIMITS, *lent)
        self._run("bud", *how, "--tag", TAG, str(ROOT))
        self._run("from", "--pull-never", "--name", NAME, TAG)

    def start(self, environment: Mapping[str, str], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start what the image names, as its user."""
        return subprocess.Popen(self._inside(self._configured()["Cmd"], environment), stdout=log, stderr=log)

    def inside(self, command: Sequence[str], environment: Mapping[str, str]) -> str:
        """What the command prints."""
        return run(*self._inside(command, environment))

    def health_check(self) -> list[str]:
        """The image's own."""
        return list(self._configured()["Healthcheck"]["Test"])[1:]

    def stop(self, process: "subprocess.Popen[bytes]") -> int:
        """Signal the service itself, which buildah would not."""
        for service in self._started(process.pid):
            os.kill(service, signal.SIGTERM)
        return process.wait(STOP_SECONDS)

    def remove(self) -> None:
        """Remove container and image; the base stays."""
        for command in (("rm", NAME), ("rmi", "--force", TAG)):
            subprocess.run(["buildah", *self.STORED, *command], capture_output=True, check=False)

    def _started(self, parent: int) -> Iterator[int]:
        """What buildah started: the first processes below it that are none of its own."""
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                own = Path(f"/proc/{child}/cmdline").read_bytes().startswith(b"buildah")
                yield from self._started(child) if own else (child,)

    def _inside(self, command: Sequence[str], environment: Mapping[str, str]) -> list[str]:
        settings = [f"--env={name}={value}" for name, value in environment.items()]
        return ["buildah", *self.STORED, "run", *self.LOOSE, *settings, NAME, "--", *command]

    def _configured(self) -> dict[str, Any]:
        shown: dict[str, Any] = json.loads(self._run("inspect", "--type", "image", TAG))["Docker"]["config"]
        return shown

    def _base(self) -> None:
        """The image that the Dockerfile begins with: here already, or fetched, or else made of Debian."""
        [base] = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
        name = f"docker.io/library/{base}"
        if name in self._run("images", "--format", "{{.Name}}:{{.Tag}}").split():
            return
        try:
            self._run("pull", "--retry", "0", name, timeout=PULL_SECONDS)
        except (Failed, subprocess.TimeoutExpired):
            if shutil.which("mmdebstrap") is None:
                raise Missing(f"no registry gives {base}, and mmdebstrap is not installed") from None
            print(f"no registry gives {base}: a stand-in is made of Debian {BASE_SUITE}", flush=True)
        else:
            return
        with tempfile.TemporaryDirectory(dir=STORE) as folder:
            tar, recipe = Path(folder) / "base.tar", Path(folder) / "Dockerfile"
            run("mmdebstrap", "--variant=minbase", f"--include={BASE_PACKAGES}", BASE_SUITE, str(tar))
            recipe.write_text(STAND_IN, encoding="utf-8")
            self._run("bud", "--pull-never", *self.LOOSE, *self.LIMITS, "--tag", name, folder)

    def _run(self, *command: str, timeout: float | None = None) -> str:
        return run("buildah", *self.STORED, *command, timeout=timeout)


def run(*command: str, timeout: float | None = None) -> str:
    """What the command prints. Raises Failed with its last lines."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise Failed(f"{' '.join(command[:6])} … ended with {done.returncode}:\n{last}")
    return done.stdout.strip()


def engine() -> Engine:
    """The one that works here. Raises Missing."""
    for program in ("docker", "podman"):
        if shutil.which(program) and not subprocess.run([program, "info"], capture_output=True).returncode:
            return Docker(program)
    if shutil.which("buildah") is None:
        raise Missing("no Docker or podman answers here, and buildah is not installed")
    STORE.mkdir(parents=True, exist_ok=True)
    return Buildah()
