"""Past tasks are asked about as leads would have, and what every signal said is kept."""

from matching.learning.cases import asked, cases, questions
from matching.model import Task
from matching.ranking.signals import LEARNED
from matching.weights import situation
from tests.matching.worlds import colleague, solved, world

TEAM = ("a", "b", "c")
HISTORY = [solved(f"t{n}", ["støj"], TEAM) for n in range(3)]
LATER: list[Task] = [solved("later", ["støj"], [*TEAM, "new"])]


def test_a_task_is_asked_about_in_each_situation_with_and_without_its_text() -> None:
    alone = [situation(each) for each in questions(LATER[0], None, "Støj ved skolen")]
    known = [situation(each) for each in questions(LATER[0], "a", "")]
    assert alone == ["alone", "alone_text"]
    assert known == ["members", "new_ties", "across"]


def test_several_of_a_team_are_taken_for_known_in_turn_and_nobody_without_experience() -> None:
    index = world(*map(colleague, (*TEAM, "new")), tasks=HISTORY)
    found = list(asked(index, LATER, text={}, seed=1, known=2))
    known = {member for question, _ in found for member in question.members}
    assert len(known) == 2
    assert known < set(TEAM)
    assert all({index.workforce.ids[row] for row in team} == set(TEAM) for _, team in found)


def test_a_case_has_what_each_signal_said_of_each_candidate_and_who_was_sought() -> None:
    others = [solved(f"other{n}", ["støj", "sorg"], ["x"]) for n in range(3)]
    index = world(*map(colleague, (*TEAM, "x")), tasks=[*HISTORY, *others])
    [case] = cases(index, LATER, text={}, seed=1, most=5, known=1)["alone"]
    assert case.values.shape == (4, len(LEARNED))
    assert case.sought.sum() == 3


def test_no_more_cases_are_kept_than_asked_for() -> None:
    index = world(*map(colleague, TEAM), tasks=HISTORY)
    tasks = [solved(f"later{n}", ["støj"], TEAM) for n in range(9)]
    assert {len(of) for of in cases(index, tasks, text={}, seed=1, most=4, known=3).values() if of} == {4}
