"""The way to a stranger names everybody on it, and how each knows the one before."""

from datetime import date

from matching.insight.introductions import Step, Tie
from service.web.acquaintances.ways import faces
from tests.service.web.municipality import app, index

SAID = Tie(strength=0.2, declared_on=date(2026, 5, 1))


def test_each_step_says_how_two_know_each_other_and_oneself_is_addressed() -> None:
    steps = [
        Step("e1", "e2", Tie(strength=1.0, tasks=("Ukendt",))),
        Step("e2", "e3", Tie(strength=1.0, tasks=("Ukendt",))),
        Step("e3", "e4", SAID),
    ]
    with app().test_request_context():
        found = faces(steps, index())

    assert [each.tie for each in found] == [
        "I har løst »Ukendt« sammen",
        "De har løst »Ukendt« sammen",
        "De kender hinanden",
    ]
    assert all(each.colleague.name != each.colleague.id and each.colleague.place for each in found)
    assert len({each.mark for each in found}) == 3


def test_two_who_know_each_other_need_nobody() -> None:
    with app().test_request_context():
        (face,) = faces([Step("e1", "e2", SAID)], index())
    assert face.tie == "I kender hinanden"
