from datetime import timedelta

from matching.index.index import Index
from matching.insight.running_out import RunningOut, running_out_by_workplace
from matching.model import Employee, OwnQualification, Qualification, Visibility
from matching.qualifications import REMINDER_DAYS
from tests.matching.worlds import TODAY, colleague, world

SOON = TODAY + timedelta(REMINDER_DAYS[0])


def licensed(count: int, workplace: str, *, days: int = 0, **values: object) -> list[Employee]:
    have = Qualification(kind="C", valid_until=SOON + timedelta(days), source="hr", confirmed_on=TODAY)
    return [
        colleague(f"{workplace}{days}{number}", workplace=workplace, qualifications=(have,), **values)
        for number in range(count)
    ]


def house(*groups: list[Employee]) -> Index:
    return world(*(each for group in groups for each in group))


def test_how_many_run_out_is_said_by_workplace_the_most_first() -> None:
    found = running_out_by_workplace(
        house(licensed(10, "vej"), licensed(12, "skole"), licensed(5, "vej", days=1))
    )
    assert found == (
        RunningOut(kind="C", workplace="skole", employees=12),
        RunningOut(kind="C", workplace="vej", employees=10),
    )


def test_small_groups_are_put_together_and_with_them_so_many_that_none_can_be_reckoned() -> None:
    found = running_out_by_workplace(house(licensed(3, "vej"), licensed(11, "skole"), licensed(20, "pleje")))
    assert found == (
        RunningOut(kind="C", workplace="pleje", employees=20),
        RunningOut(kind="C", workplace=None, employees=14),
    )


def test_of_fewer_than_ten_in_all_no_number_is_said() -> None:
    assert running_out_by_workplace(house(licensed(9, "vej"))) == (
        RunningOut(kind="C", workplace=None, employees=None),
    )


def test_who_hides_and_what_is_disputed_count_nowhere() -> None:
    hidden = licensed(10, "vej", visibility=Visibility.HIDDEN)
    wrong = OwnQualification(kind="C", valid_until=SOON, disputes=True, said_on=TODAY)
    assert running_out_by_workplace(house(hidden, licensed(10, "skole", own_qualifications=(wrong,)))) == ()
