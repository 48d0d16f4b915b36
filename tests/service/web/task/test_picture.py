"""The picture shows what the cards say, whatever the task and whoever is on the list."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from matching.question import Coverage
from service.web.task.picture import needs_met, pictures, shortened
from tests.service.web.municipality import app


@dataclass(frozen=True)
class Somebody:
    name: str
    anchor: str
    coverage: tuple[Coverage, ...]


LABELS = ("cykelstier", "demensomsorg", "borgerinddragelse")
ASKED = tuple(zip(LABELS, (False, True, False), strict=True))
BY_NECESSITY = (1, 0, 2)
PEOPLE = st.lists(
    st.builds(
        Somebody,
        name=st.sampled_from(["Anna", "Bo", "Carl"]),
        anchor=st.just("kollega-x"),
        coverage=st.tuples(*(st.sampled_from(Coverage) for _ in LABELS)),
    ),
    min_size=1,
    max_size=25,
)


@given(PEOPLE)
def test_a_need_is_covered_by_those_whose_card_says_so_and_a_gap_without_any(people: list[Somebody]) -> None:
    needs = needs_met(ASKED, people)

    for need in needs:
        assert need.label == LABELS[need.at]
        assert need.covered_by == tuple(p.name for p in people if p.coverage[need.at] is Coverage.COVERED)
        assert need.partly_by == tuple(p.name for p in people if p.coverage[need.at] is Coverage.PARTLY)
    assert [need for need in needs if need in needs.covered or need in needs.gaps] == list(needs)
    assert all(need.covered_by for need in needs.covered)
    assert not any(need.covered_by for need in needs.gaps)


@given(PEOPLE)
def test_it_has_a_mark_for_each_need_of_each_colleague_within_its_frame(people: list[Somebody]) -> None:
    with app().test_request_context():
        drawn = pictures(people, needs_met(ASKED, people))
    for wide in (True, False):
        of_width = [each for each in drawn if each.wide is wide]
        names = [column.name for picture in of_width for column in picture.columns]
        assert names == [each.name for each in people]
        for row, need in enumerate(BY_NECESSITY):
            marks = [cell.coverage for picture in of_width for cell in picture.rows[row].cells]
            assert marks == [each.coverage[need] for each in people]
    for picture in drawn:
        assert [row.label for row in picture.rows] == [
            "demensomsorg (nødvendig)",
            "cykelstier",
            "borgerinddragelse",
        ]
        for row in picture.rows:
            assert all(0 < cell.x < picture.width and 0 < cell.y < picture.height for cell in row.cells)


def test_without_needs_or_people_there_is_no_picture() -> None:
    anna = Somebody("Anna", "A", ())
    assert pictures([anna], needs_met((), [anna])) == ()
    assert pictures([], needs_met(ASKED, [])) == ()


def test_a_long_label_is_shortened_in_the_picture_alone() -> None:
    assert shortened("Legepladser som pædagogisk rum", 12) == "Legepladser…"
    assert shortened("Legepladser", 11) == "Legepladser"
