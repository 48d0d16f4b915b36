"""The kinds of qualification that Tværs brings along: what Danish law or rules often demand."""

import csv
from functools import cache
from pathlib import Path

from matching.model import QualificationKind

KINDS_FILE = Path(__file__).parent / "catalogue" / "qualificationKinds.csv"


@cache
def read_qualification_kinds() -> tuple[QualificationKind, ...]:
    """All of them, in the order of the file."""
    with KINDS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(QualificationKind(**row) for row in csv.DictReader(file))
