import pytest

from matching.index.index import Changes
from matching.model import Visibility, Workplace
from tests.matching.worlds import TODAY, colleague, solved, world


@pytest.mark.parametrize(
    ("workplace", "area"), [("vej", "teknik"), ("teknik", "teknik"), ("kommune", "kommune"), ("gone", "gone")]
)
def test_the_area_of_a_workplace_lies_right_below_the_top(workplace, area):
    assert world().area_of(workplace) == area


def test_the_column_of_areas_says_the_same_as_asking_for_each_workplace():
    index = world(*(colleague(f"e{n}", workplace=at) for n, at in enumerate(["vej", "skole", "teknik", "x"])))
    areas = [index.area_of(id) for id in index.workforce.workplaces.names]
    numbers = index.areas.tolist()
    assert [numbers.index(number) for number in numbers] == [areas.index(area) for area in areas]


def test_a_circle_of_workplaces_has_an_area_all_the_same():
    index = world(places=[Workplace(id="a", name="A", part_of="b"), Workplace(id="b", name="B", part_of="a")])
    assert index.area_of("a") in {"a", "b"}


def test_an_employee_is_asked_for_by_id_and_known_by_row():
    index = world(colleague("e1", workplace="vej", profession="ingeniør"), colleague("e2"))
    assert index.rows_of(["e2", "gone", "e1"]) == [1, 0]
    assert (index.workplace_of(0), index.profession_of(0)) == ("vej", "ingeniør")


def test_whoever_hides_is_as_unseen_as_who_is_not_there():
    index = world(
        colleague("open"),
        colleague("shy", visibility=Visibility.LEADS),
        colleague("hidden", visibility=Visibility.HIDDEN),
    )
    everybody = ("open", "shy", "hidden", "gone")
    assert index.unseen(Visibility.EVERYONE, everybody) == ("shy", "hidden", "gone")
    assert index.unseen(Visibility.LEADS, everybody) == ("hidden", "gone")


def test_a_picture_for_an_audience_is_one_without_whoever_hides_from_it() -> None:
    hidden = colleague("skjult", {"GDPR": 5}, visibility=Visibility.LEADS)
    index = world(colleague("a"), hidden, colleague("b"), tasks=[solved("t", ["GDPR"], ["a", "skjult", "b"])])
    seen = index.seen_by(Visibility.EVERYONE)
    (a,) = index.rows_of(["a"])

    assert len(seen.workforce) == 2
    assert seen.seen_by(Visibility.EVERYONE) is seen
    assert index.seen_by(Visibility.LEADS) is index
    assert set(seen.history.joint_work.colleagues(a).tolist()) == set(index.rows_of(["a", "b"]))
    assert not seen.unit("skole").has[index.rows_of(["skjult"])].any()


def test_what_suggestions_are_made_from_is_one_picture_but_for_the_named_who_take_no_part() -> None:
    index = world(
        colleague("a", workplace="vej"), colleague("b", workplace="skole"), colleague("c", objects=True)
    )
    for workplaces, out in ((set(), "c"), ({"vej"}, "a")):
        shared = index.suggesting(workplaces)
        assert index.suggesting(workplaces, but=["b", "gone"]) is shared
        assert not shared.workforce.active[index.rows_of([out])].any()
        named = index.suggesting(workplaces, but=["b", out])
        assert named.workforce.active[index.rows_of([out])].all()
        assert named.suggesting(workplaces, but=[out]).workforce.active[index.rows_of([out])].all()


def test_a_workplace_that_is_gone_is_gone_though_nothing_else_changed() -> None:
    before = world(colleague("a", {"støj": 4}))
    after = before.patched(Changes(number=2, gone=frozenset({"vej"})), today=TODAY)
    assert "vej" in before.workplaces
    assert "vej" not in after.workplaces
    assert after.ancestors("vej") == ()
