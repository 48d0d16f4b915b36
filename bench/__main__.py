"""The benchmarks that need nothing given and end within minutes, one after the other: `python -m bench`.

Each runs in a process of its own; what is given behind goes to each: `python -m bench --json`.
"""

import subprocess
import sys

BENCHMARKS = (
    "ranking",
    "people",
    "peers",
    "robustness",
    "organisation",
    "indexing",
    "linking",
    "relevance",
    "understanding",
    "personal_numbers",
    "private_details",
    "loading",
    "sources",
    "invitations",
    "teams",
    "exposure",
    "cypher",
    "http",
    "pages",
    "following",
    "timing",
)


def main() -> int:
    """Run them all, also after one has failed; 1 if any did."""
    runs = [subprocess.run([sys.executable, "-m", f"bench.{name}", *sys.argv[1:]]) for name in BENCHMARKS]
    return int(any(run.returncode for run in runs))


if __name__ == "__main__":
    sys.exit(main())
