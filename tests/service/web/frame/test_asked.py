"""Whoever is named in a question is known, so that it goes with them."""

from service.web.frame.asked import EMPLOYEES
from service.web.task.inquiry import Inquiry
from service.web.team.wishes import TeamWishes

WHO = "emp-bo"


def test_every_field_that_names_an_employee_is_among_those_that_are_looked_through() -> None:
    inquiry = Inquiry(asker=WHO, team=(WHO,), excluded=(WHO,))
    wishes = TeamWishes(fixed=(WHO,), members=(WHO,))
    named = [name for name, value in (*inquiry.fields(), *wishes.fields()) if value == WHO]
    assert set(named) == EMPLOYEES
