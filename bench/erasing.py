"""How long it takes until somebody is erased everywhere: the graph, the record, and the index that answers.

The people are drawn by chance from a municipality with its tasks, in a graph with its index beside it; the
record has some answers that name each of them.

    python -m bench.erasing --employees 100000
"""

import random
import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring import Figures, arguments, median, report, timed
from bench.municipality import load, made
from graph.audit.chain import Entry, Kind, Part
from graph.audit.journal import Journal
from graph.erasure.erased import ErasedIds
from graph.erasure.erasing import Erasing
from graph.store import GraphStore
from harness.servers import embedded
from matching.model import Visibility
from service.matcher import Matcher

ERASED = 10
ANSWERS = 20
"""Lines of the record that name each of them."""
SEED = 17
AIM_SECONDS = 60.0


def measure(store: GraphStore, employees: int, *, erased: int = ERASED) -> Figures:
    """Erase so many, one after the other, and wait for each until a question no longer finds them.

    The graph is an empty one.
    """
    of, chance, key = made(employees), random.Random(SEED), secrets.token_bytes(32)
    with tempfile.TemporaryDirectory() as folder:
        load(store, of)
        matcher = Matcher(store, now=lambda: datetime.now(UTC))
        matcher.refresh()
        people = chance.sample(sorted(store.employees.ids()), erased)
        with Journal(Path(folder) / "record", store.record) as journal:
            for person in people:
                for _ in range(ANSWERS):
                    journal.add(_answer(person))
            journal.ship()
            erasing = Erasing(
                store=store, record=journal, erased=ErasedIds(Path(folder) / "erased", lambda: key)
            )

            def gone(person: str) -> None:
                erasing.erase(person, by="dpo", at=datetime.now(UTC))
                matcher.follow()
                assert matcher.index.unseen(Visibility.LEADS, [person])

            seconds = sorted(timed(lambda person=person: gone(person))[0] for person in people)  # type: ignore[misc]
        assert not set(people) & store.employees.ids()
        assert store.record.verify().breaks == ()
    return {
        "employees": employees,
        "erased": erased,
        "erased_p50_s": median(seconds),
        "erased_max_s": seconds[-1],
    }


def _answer(person: str) -> Entry:
    people = (("lead", Part.ACTOR), (person, Part.SUGGESTED))
    return Entry(kind=Kind.ANSWER, at=datetime.now(UTC), people=people, said={"needs": []})


def main() -> int:
    """1 where somebody took longer than is promised."""
    options = arguments(__doc__ or "").parse_args()
    with embedded() as store:
        figures = measure(store, options.employees)
    report(f"Erasing, {options.employees:,} employees", figures, as_json=options.json)
    return int(figures["erased_max_s"] > AIM_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
