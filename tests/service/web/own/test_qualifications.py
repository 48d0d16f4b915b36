from datetime import timedelta

from matching.model import OwnQualification, Qualification
from matching.qualifications import disputing
from service.web.own.qualifications import QualificationLine, qualification_lines
from tests.matching.worlds import TODAY, colleague, world

INDEX = world()


def licence(days: int | None) -> Qualification:
    end = None if days is None else TODAY + timedelta(days)
    return Qualification(kind="C", valid_until=end, source="hr", confirmed_on=TODAY)


def line(days: int | None) -> QualificationLine:
    return qualification_lines(colleague("a", qualifications=(licence(days),)), INDEX, today=TODAY)[0]


def test_it_says_until_when_and_how_it_is_known() -> None:
    assert line(None).known == "Uden udløb · set af HR · 23. november 2026"
    assert line(1).known.startswith("Gælder til og med 24. november 2026 · ")


def test_it_says_when_it_ends_once_that_is_near() -> None:
    said = {days: line(days).due for days in (91, 90, 1, 0, -1)}
    assert said == {
        91: "",
        90: "Den udløber om 90 dage.",
        1: "Den udløber i morgen.",
        0: "Den udløber i dag.",
        -1: "Den er udløbet og tæller ikke mere.",
    }


def test_what_one_says_oneself_and_what_one_disputes_are_told_apart() -> None:
    own = colleague(
        "a", qualifications=(licence(None),), own_qualifications=(OwnQualification(kind="B", said_on=TODAY),)
    )
    lines = qualification_lines(disputing(own, licence(None), on=TODAY), INDEX, today=TODAY)
    assert [(each.kind, each.own, each.disputed) for each in lines] == [
        ("B", True, False),
        ("C", False, True),
    ]
