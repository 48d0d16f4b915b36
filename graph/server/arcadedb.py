"""How the packaged ArcadeDB server is launched: its Java, its jars and its settings.

The settings go into a file that only its owner can read (Java's `@argfile`), because a command
line, and so a password on it, is visible to everybody on the machine.
"""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from graph.errors import GraphUnavailable
from graph.private_files import write_private

PACKAGE = "arcadedb_embedded"
DISTRIBUTION = "arcadedb-embedded"
MAIN_CLASS = "com.arcadedb.server.ArcadeDBServer"
USER = "root"
DATABASE = "neo4j"
LOOPBACK = "127.0.0.1"
HEAP = "1g"
QUERY_TIMEOUT_MS = 120_000
MESSAGE_BYTES = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """One server's data folder, ports and password."""

    data_dir: Path
    bolt_port: int
    http_port: int
    password: str

    def arguments(self) -> Iterator[str]:
        """Java's arguments, one by one."""
        settings = {
            "server.rootPath": self.data_dir,
            "server.mode": "production",
            "server.httpIncomingHost": LOOPBACK,
            "server.httpIncomingPort": self.http_port,
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "server.defaultDatabases": f"{DATABASE}[{USER}]",
            "server.rootPassword": self.password,
            "bolt.host": LOOPBACK,
            "bolt.port": self.bolt_port,
            "bolt.maxMessageSize": MESSAGE_BYTES,
            "command.timeout": QUERY_TIMEOUT_MS,
            "txWalFlush": 2,  # an acknowledged write has reached the disk
        }
        yield f"-Xmx{HEAP}"
        yield "-XX:+ExitOnOutOfMemoryError"  # rather a restart than a server of which a part has died
        yield "--add-modules=jdk.incubator.vector"
        for name, value in settings.items():
            yield f"-Darcadedb.{name}={value}"
        yield "-cp"
        yield str(package_dir() / "jars" / "*")
        yield MAIN_CLASS

    def command(self) -> list[str]:
        """Write the argument file and return the command line that uses it."""
        path = self.data_dir / "java.args"
        write_private(path, "".join(f"{_quoted(argument)}\n" for argument in self.arguments()).encode())
        return [str(java()), f"@{path}"]


def package_dir() -> Path:
    """Where the package with the server lies.

    Raises GraphUnavailable when it isn't installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise GraphUnavailable(
            "the embedded graph server is not installed: pip install 'tvaers[embedded]', or name a server "
            "with TVAERS_NEO4J_URI"
        )
    return Path(spec.submodule_search_locations[0])


def java() -> Path:
    """The Java that the package brings along."""
    return package_dir() / "jre" / "bin" / "java"


def server_version() -> str:
    """The server's version, for example `26.10.2`, or `missing`."""
    try:
        return version(DISTRIBUTION).split(".post")[0]
    except PackageNotFoundError:
        return "missing"


def free_ports(count: int) -> list[int]:
    """Ports on loopback that nobody listens on at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of loopback, whatever connections to it are still closing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
