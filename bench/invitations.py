"""Concurrent invitations on real servers: how many go beyond somebody's own cap (none may), and how fast.

Few employees and many threads, so that most invitations race for somebody's last free place. Now and
then one is answered, which frees a place. The log of moves is replayed in the order of the changes: a
breach is a moment when more waited for an answer than the employee wanted.
"""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from bench.measuring import Figures, arguments, report, timed
from graph.records.changes import Mover
from graph.store import GraphStore
from harness import servers
from harness.java import Missing
from matching.invitation import DEFAULT_CAP, CapReached, Invitation, State
from matching.model import Employee, Profession, Task, Workplace

INVITATIONS = 10_000
EMPLOYEES = 500
THREADS = 32
ANSWERED = 0.3
"""The share of invitations that are answered as soon as they were made."""
CAPS = (0, 1, 2, 3, 5, None)
SEED = 5
LEAD = Mover("bench", datetime(2026, 11, 23, 12, tzinfo=UTC))

READ_LOG = """
MATCH (e:Employee)<-[:OFFERED_TO]-(:Invitation)-[:HAS_MOVE]->(m:Move)
RETURN e.id, m.before, m.after, m.changed
"""


def measure(store: GraphStore, *, count: int, employees: int, threads: int) -> Figures:
    """Propose `count` invitations, let all threads make them at once, and replay the log."""
    people = _staff(store, employees=employees, tasks=-(-count // employees))
    proposed = _proposed(store, people, count)
    chosen = random.Random(SEED)
    work = [(each, chosen.random() < ANSWERED, chosen.random() < 0.5) for each in proposed]
    chosen.shuffle(work)

    def invite(wanted: tuple[Invitation, bool, bool]) -> bool:
        invitation, answers, yes = wanted
        try:
            store.invitations.invite(invitation.id, LEAD)
        except CapReached:
            return False
        if answers:
            answer = store.invitations.accept if yes else store.invitations.decline
            answer(invitation.id, Mover(invitation.employee, LEAD.at))
        return True

    with ThreadPoolExecutor(threads) as racers:
        seconds, made = timed(lambda: list(racers.map(invite, work)))
    caps = {each.id: each.invitation_cap for each in people}
    return {
        "invitations": len(made),
        "threads": threads,
        "made": sum(made),
        "refused_at_cap": len(made) - sum(made),
        "breaches": breaches(store, caps),
        "invitations_per_s": len(made) / seconds,
    }


def breaches(store: GraphStore, caps: dict[str, int | None]) -> int:
    """How many moves of the log left somebody with more unanswered invitations than their cap."""
    log = sorted(store.database.stream(READ_LOG), key=lambda row: int(row[3]))
    waiting: Counter[str] = Counter()
    found = 0
    for employee, before, after, _ in log:
        waiting[employee] += (after == State.INVITED) - (before == State.INVITED)
        cap = caps[employee]
        found += after == State.INVITED and waiting[employee] > (DEFAULT_CAP if cap is None else cap)
    return found


def _staff(store: GraphStore, *, employees: int, tasks: int) -> list[Employee]:
    chosen = random.Random(SEED)
    people = [
        Employee(
            id=f"e{number}",
            name=f"Navn {number}",
            workplace="w",
            profession="p",
            invitation_cap=chosen.choice(CAPS),
        )
        for number in range(employees)
    ]
    plan = store.loading
    plan.load(
        plan.plan_professions([Profession(id="p", label_da="faglighed")]),
        plan.plan_workplaces([Workplace(id="w", name="Arbejdsplads")]),
        plan.plan_employees(people),
        plan.plan_tasks(
            Task(id=f"t{n}", title=f"Opgave {n}", owners=("w",), created_on=LEAD.on) for n in range(tasks)
        ),
    )
    return people


def _proposed(store: GraphStore, people: list[Employee], count: int) -> Iterator[Invitation]:
    wanted = [
        Invitation(id="", task=f"t{number // len(people)}", employee=people[number % len(people)].id)
        for number in range(count)
    ]
    for start in range(0, count, 100):
        yield from store.invitations.propose(wanted[start : start + 100], LEAD)


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.set_defaults(employees=EMPLOYEES)
    parser.add_argument("--invitations", type=int, default=INVITATIONS, help="how many are made")
    parser.add_argument("--threads", type=int, default=THREADS, help="how many make them at once")
    options = parser.parse_args()
    figures: Figures = {"employees": options.employees}
    for name, server in (("embedded", servers.embedded), ("neo4j", servers.neo4j)):
        try:
            with server() as store:
                measured = measure(
                    store,
                    count=options.invitations,
                    employees=options.employees,
                    threads=options.threads,
                )
        except Missing as missing:
            print(f"not measured: {missing}")
            continue
        figures |= {f"{name}_{key}": value for key, value in measured.items()}
    title = f"Concurrent invitations ({servers.EMBEDDED_NAME}, {servers.NEO4J_NAME})"
    report(title, figures, as_json=options.json)


if __name__ == "__main__":
    main()
