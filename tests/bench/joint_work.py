"""A made-up data set of joint work."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

Write = Callable[..., Path]
"""Writes records into a file, and gives its path."""


def joint_work(*, seed: int = 3, first: int = 2010, last: int = 2017) -> list[dict[str, Any]]:
    """Four trades of eight people at two workplaces each, and now and then a task across trades."""
    chosen = random.Random(seed)
    found = []
    for year in range(first, last + 1):
        for number in range(30):
            trades = chosen.sample(range(4), 1 + (number % 3 == 0))
            members = [f"e{trade}{chosen.randrange(8)}" for trade in trades for _ in range(2)]
            found.append(
                {
                    "id": f"{year}-{number}",
                    "t": year,
                    "skills": [f"skill {trade}{chosen.randrange(4)}" for trade in trades for _ in range(3)],
                    "terms": [
                        f"two words {trade}{chosen.randrange(6)}" for trade in trades for _ in range(4)
                    ],
                    "members": members,
                    "workplaces": [f"w{member[1]}{int(member[2]) % 2}" for member in members],
                }
            )
    return found
