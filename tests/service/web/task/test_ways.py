"""How the one who asks gets to know a colleague, in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from matching.index.index import Index
from matching.insight.introductions import Step, Tie
from matching.language.understanding import Understanding
from matching.model import Assignment, Employee, Task, TaskStatus
from matching.question import Question
from matching.ranking.answer import Shortlist
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.answering import Answered, find_ways
from service.web.task.ways import way_sentence, way_sentences
from tests.service.web.municipality import EMPLOYEES, PLANNER, TASKS, app, index

NINA = Employee(id="e5", name="Nina Vind", workplace="park", profession=PLANNER.id)
WORKED = Tie(strength=1.0, tasks=("t1",))
KNOWN = Tie(strength=0.2, declared_on=date(2026, 3, 1))


@pytest.fixture(autouse=True)
def danish_page() -> Iterator[None]:
    with app().test_request_context():
        yield


def together(id: str, *employees: str) -> Task:
    return Task(
        id=id,
        title=id,
        status=TaskStatus.CLOSED,
        created_on=date(2025, 9, 1),
        closed_on=date(2026, 1, 1),
        assignments=tuple(Assignment(employee=each) for each in employees),
    )


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        ([], ""),
        ([WORKED], "I har begge arbejdet med »Ny park«."),
        ([KNOWN], "En af jer har sagt, at I kender hinanden."),
        (
            [WORKED, WORKED],
            "Via Fatima Yilmaz (Børnehuset Solsikken): I har begge arbejdet med »Ny park«, "
            "og de to med »Ny park«.",
        ),
        (
            [WORKED, KNOWN],
            "Via Fatima Yilmaz (Børnehuset Solsikken): I har begge arbejdet med »Ny park«, "
            "og de to kender hinanden.",
        ),
        (
            [KNOWN, WORKED],
            "Via Fatima Yilmaz (Børnehuset Solsikken): I kender hinanden, "
            "og de to har begge arbejdet med »Ny park«.",
        ),
        ([KNOWN, KNOWN], "Via Fatima Yilmaz (Børnehuset Solsikken), som kender jer begge."),
        (
            [WORKED, KNOWN, KNOWN],
            "Via Fatima Yilmaz (Børnehuset Solsikken), som I har løst »Ny park« med, "
            "og derfra Kaj Hansen (Plejecenter Bakken).",
        ),
        (
            [KNOWN, KNOWN, KNOWN],
            "Via Fatima Yilmaz (Børnehuset Solsikken), som I kender, "
            "og derfra Kaj Hansen (Plejecenter Bakken).",
        ),
    ],
)
def test_a_way_names_who_is_on_it_and_what_was_done_together(ties, sentence):
    people = ("e1", "e2", "e3", "e4")
    steps = tuple(Step(*pair) for pair in zip(people, people[1:], ties, strict=False))
    assert way_sentence(steps, index(tasks=(replace(TASKS[0], title="Ny park"),))) == sentence


def asked(*sought: str, of: Index) -> Answered:
    """As if these were the answer to a question of Karen's."""
    lead = Identity(subject="lead", roles=frozenset({Role.LEAD}))
    return Answered(
        index=of,
        question=Question(asker="e1"),
        shortlist=Shortlist(candidates=(), gaps=(), considered=0, change=0),
        ways=find_ways("e1", sought, identity=lead, index=of),
        understood_as=Understanding.TASK,
        recorded="",
    )


def test_colleagues_of_one_workplace_are_told_so_unless_they_worked_together():
    everybody = index((*EMPLOYEES, NINA), (*TASKS, together("t3", "e2", "e5")))
    assert way_sentences(asked("e2", "e5", of=everybody)) == {
        "e2": "I har begge arbejdet med »Trygge cykelstier ved skolerne«.",
        "e5": "I arbejder samme sted.",
    }


def test_only_the_newest_task_of_each_step_is_named():
    both = (*TASKS, together("t3", "e1", "e2"), together("t4", "e2", "e3"))
    assert way_sentences(asked("e2", "e3", of=index(tasks=both))) == {
        "e2": "I har begge arbejdet med »t3«.",
        "e3": "Via Fatima Yilmaz (Børnehuset Solsikken): I har begge arbejdet med »t3«, og de to med »t4«.",
    }


def test_nothing_is_said_of_those_to_whom_there_is_no_way():
    stranger = Employee(id="e9", name="Ny Kollega", workplace="bakken", profession=PLANNER.id)
    assert way_sentences(asked("e9", of=index((*EMPLOYEES, stranger)))) == {}
