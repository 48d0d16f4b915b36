"""What the record costs: writing a line before an answer is given, and bringing lines to the embedded graph.

Each line is that of an answer with eight needs, ten candidates of eight parts each, and ten people beside
the list.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring import Figures, arguments, each_ms, percentiles, report, timed
from graph.audit.chain import Entry, Kind, Part
from graph.audit.journal import Journal
from harness.servers import embedded

LINES = 3_000
NEEDS, CANDIDATES, PARTS, BESIDE = 8, 10, 8, 10


def measure(lines: int = LINES) -> Figures:
    """Write so many lines one by one, and bring them to an empty graph."""
    with (
        embedded() as store,
        tempfile.TemporaryDirectory() as folder,
        Journal(Path(folder), store.record) as journal,
    ):
        written = each_ms(lambda number: journal.add(_answer(number)), range(lines))
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        shipping, _ = timed(journal.ship)
        verifying, verdict = timed(store.record.verify)
    assert (verdict.lines, verdict.breaks) == (lines, ())
    return {
        "lines": lines,
        **percentiles("write", written),
        "line_kb": size / lines / 1000,
        "shipped_per_s": lines / shipping,
        "verified_per_s": lines / verifying,
    }


def _answer(number: int) -> Entry:
    suggested = ((f"emp-{number % 97 + each}", Part.SUGGESTED) for each in range(CANDIDATES))
    beside = ((f"emp-{number % 89 + 200 + each}", Part.NAMED) for each in range(BESIDE))
    needs = [
        {"skill": f"http://data.europa.eu/esco/skill/{need:036}", "level": 3, "weight": 0.5}
        for need in range(NEEDS)
    ]
    parts = [["skill", need, 0.1234] for need in range(PARTS)]
    candidates = [{"who": 1 + each, "band": "good", "parts": parts} for each in range(CANDIDATES)]
    return Entry(
        kind=Kind.ANSWER,
        at=datetime.now(UTC),
        people=(("lead", Part.ACTOR), *suggested, *beside),
        said={"needs": needs, "candidates": candidates, "change": number},
    )


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--lines", type=int, default=LINES, help="how many lines")
    options = parser.parse_args()
    report(f"The record, {options.lines:,} lines", measure(options.lines), as_json=options.json)


if __name__ == "__main__":
    main()
