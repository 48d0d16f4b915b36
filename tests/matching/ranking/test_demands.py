"""What a task demands of everybody who is suggested: nobody comes in without it, wherever it is."""

from datetime import date, timedelta

from matching.index.index import Index
from matching.model import Employee, OwnQualification, Qualification, Requirement, Visibility
from matching.question import Qualified, Question, TeamQuestion
from matching.ranking.answer import Shortlist
from matching.ranking.shortlist import shortlist
from matching.teams.answer import propose
from tests.matching.worlds import TODAY, colleague, world

SOON = TODAY + timedelta(10)
NEEDS = (Requirement(skill="GDPR"),)


def licensed(id: str, until: date | None = None, level: int = 4, **values: object) -> Employee:
    have = Qualification(kind="C", valid_until=until, source="hr", confirmed_on=TODAY)
    return colleague(id, {"GDPR": level}, qualifications=(have,), **values)


def asked(index: Index, **values: object) -> Shortlist:
    return shortlist(index, Question(requirements=NEEDS, qualifications=("C",), **values))  # type: ignore[arg-type]


def listed(index: Index, **values: object) -> set[str]:
    return {each.employee for each in asked(index, **values).candidates}


def house(*people: Employee) -> Index:
    return world(*people)


def test_nobody_without_it_is_suggested() -> None:
    assert listed(house(licensed("has"), colleague("lacks", {"GDPR": 5}))) == {"has"}


def test_it_must_be_valid_for_the_whole_period() -> None:
    index = house(licensed("soon", SOON), licensed("always"))
    assert listed(index) == {"soon", "always"}
    assert listed(index, ends_on=SOON) == {"soon", "always"}
    assert listed(index, ends_on=SOON + timedelta(1)) == {"always"}
    assert listed(index, starts_on=SOON + timedelta(1)) == {"always"}


def test_what_has_ended_does_not_count() -> None:
    assert listed(house(licensed("ended", TODAY - timedelta(1)), licensed("today", TODAY))) == {"today"}


def test_what_is_disputed_does_not_count() -> None:
    wrong = OwnQualification(kind="C", disputes=True, said_on=TODAY)
    assert listed(house(licensed("wrong", own_qualifications=(wrong,)), licensed("has"))) == {"has"}


def test_ones_own_word_is_not_enough() -> None:
    said = OwnQualification(kind="C", said_on=TODAY)
    assert listed(house(colleague("says", {"GDPR": 5}, own_qualifications=(said,)), licensed("has"))) == {
        "has"
    }


def test_a_need_that_only_others_cover_is_a_gap_and_names_nobody() -> None:
    found = asked(house(licensed("weak", level=1), colleague("lacks", {"GDPR": 5})))
    assert found.gaps == ("GDPR",)
    assert found.named == {"weak"}


def test_it_holds_for_whoever_is_named_as_in_a_team_too() -> None:
    index = house(licensed("has"), colleague("lacks", {"GDPR": 5}))
    assert listed(index, team=("lacks",)) == {"has"}


def test_the_answer_says_until_when_and_how_many_more_there_would_be() -> None:
    found = asked(house(licensed("has", SOON), colleague("lacks", {"GDPR": 5})))
    assert found.candidates[0].qualified == (Qualified("C", SOON),)
    assert found.unqualified == 1


def test_whom_the_asker_may_not_see_is_not_counted_among_them() -> None:
    hidden = colleague("hides", {"GDPR": 5}, visibility=Visibility.HIDDEN)
    assert asked(house(licensed("has"), hidden)).unqualified == 0


def test_each_member_of_a_team_has_it_but_for_those_who_are_fixed() -> None:
    index = house(licensed("has"), colleague("lacks", {"GDPR": 5}), colleague("fixed", {"GDPR": 1}))
    question = TeamQuestion(requirements=NEEDS, qualifications=("C",), fixed=("fixed",))
    assert set(propose(index, question).members(index)) == {"has", "fixed"}
