"""Every benchmark, one after the other, each in a process of its own: `python -m bench`.

What is given behind goes to each: `python -m bench --json`.
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
    "invitations",
    "teams",
    "exposure",
    "cypher",
    "http",
    "pages",
)


def main() -> int:
    """Run them all, also after one has failed; 1 if any did."""
    runs = [subprocess.run([sys.executable, "-m", f"bench.{name}", *sys.argv[1:]]) for name in BENCHMARKS]
    return int(any(run.returncode for run in runs))


if __name__ == "__main__":
    sys.exit(main())
