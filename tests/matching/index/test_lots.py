from dataclasses import replace

import numpy as np

from matching.index.lots import lots
from matching.model import Question, Requirement, TeamQuestion
from tests.matching.worlds import colleague, world

ASKED = Question(requirements=(Requirement(skill="støj"),), text="Larm ved skolen")


def test_the_same_question_draws_the_same_lots_as_a_list_and_as_a_team() -> None:
    index = world(*(colleague(f"e{n}") for n in range(30)))
    team = TeamQuestion(requirements=ASKED.requirements, text=ASKED.text)
    assert lots(index.workforce, ASKED).tolist() == lots(index.workforce, team).tolist()


def test_another_question_draws_another_order() -> None:
    index = world(*(colleague(f"e{n}") for n in range(30)))
    orders = [np.argsort(lots(index.workforce, replace(ASKED, text=f"Opgave {n}"))) for n in range(8)]
    assert len({int(order[0]) for order in orders}) > 1


def test_nobody_shares_a_lot_with_a_colleague() -> None:
    index = world(*(colleague(f"e{n}") for n in range(300)))
    assert len(set(lots(index.workforce, ASKED).tolist())) == 300


def test_a_lot_hangs_on_the_employee_and_not_on_their_row() -> None:
    there = world(colleague("a"), colleague("b"))
    back = world(colleague("b"), colleague("a"))
    assert lots(there.workforce, ASKED).tolist() == lots(back.workforce, ASKED).tolist()[::-1]
