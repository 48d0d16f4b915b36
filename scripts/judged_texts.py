"""Texts whose skills people judged, from a file with a JSON object a line.

`skills` are the ids of all skills that would do, or `expected` has those that meet each need, as a list of
ids or an object with `skills`; `fits` are ids that would do besides. `id` ends in the text's number.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from matching.learning.link_fitting import JudgedText


class UnreadableText(ValueError):
    """A line of a file is no judged text."""

    def __init__(self, file: Path, line: int) -> None:
        super().__init__(f"{file}, linje {line}")
        self.file = file
        self.line = line


def read_judged_texts(files: Iterable[Path], *, even_only: bool) -> Iterator[JudgedText]:
    """The texts of the files, or those with an even number; of one that needs nothing every skill is wrong.

    Raises UnreadableText, OSError.
    """
    for file in files:
        for number, line in enumerate(file.read_bytes().splitlines(), start=1):
            try:
                told = json.loads(line)
                judged = _judged(told)
                wanted = not even_only or int(str(told["id"]).rpartition("-")[2]) % 2 == 0
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise UnreadableText(file, number) from error
            if wanted:
                yield judged


def _judged(told: dict[str, Any]) -> JudgedText:
    if "expected" in told:
        needs = [each["skills"] if isinstance(each, dict) else each for each in told["expected"]]
    else:
        needs = [[id] for id in told["skills"]]
    met = tuple(frozenset(map(str, need)) for need in needs if need)
    return JudgedText(str(told["text"]), frozenset().union(*met, told.get("fits", ())), met)
