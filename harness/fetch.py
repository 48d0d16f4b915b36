"""Fetch what the tests start and look up, before processes of tests would do so beside each other.

python -m harness.fetch
"""

import sys

from harness import dictionary, html_checker, keycloak, neo4j_server, redis_server
from harness.java import Missing


def _neo4j(release: neo4j_server.Release) -> None:
    neo4j_server.libraries(release)
    neo4j_server.java_of(release)


def main() -> int:
    """Fetch each, with a Java that runs it; how many can't be had, which the tests that need them say too."""
    missing = 0
    for fetch in (
        lambda: _neo4j(neo4j_server.LTS),
        lambda: _neo4j(neo4j_server.CURRENT),
        keycloak.fetched_home,
        redis_server.program,
        html_checker.libraries,
        dictionary.folder,
    ):
        try:
            fetch()
        except Missing as why:
            print(why)
            missing += 1
    return missing


if __name__ == "__main__":
    sys.exit(main())
