"""The picture shows what the cards say, whatever the task and whoever is on the list."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from matching.model import Coverage
from service.web.task.picture import needs_met, pictures, shortened


@dataclass(frozen=True)
class Somebody:
    name: str
    initials: str
    coverage: tuple[Coverage, ...]


LABELS = ("cykelstier", "demensomsorg", "borgerinddragelse")
PEOPLE = st.lists(
    st.builds(
        Somebody,
        name=st.sampled_from(["Anna", "Bo", "Carl"]),
        initials=st.just("XX"),
        coverage=st.tuples(*(st.sampled_from(Coverage) for _ in LABELS)),
    ),
    min_size=1,
    max_size=12,
)


@given(PEOPLE)
def test_a_need_is_covered_by_those_whose_card_says_so_and_a_gap_without_any(people: list[Somebody]) -> None:
    needs = needs_met(LABELS, people)

    for number, need in enumerate(needs):
        assert need.covered_by == tuple(p.name for p in people if p.coverage[number] is Coverage.COVERED)
        assert need.partly_by == tuple(p.name for p in people if p.coverage[number] is Coverage.PARTLY)
    assert [need for need in needs if need in needs.covered or need in needs.gaps] == list(needs)
    assert all(need.covered_by for need in needs.covered)
    assert not any(need.covered_by for need in needs.gaps)


@given(PEOPLE)
def test_it_has_a_mark_for_each_need_of_each_colleague_within_its_frame(people: list[Somebody]) -> None:
    for picture in pictures(people, needs_met(LABELS, people)) or ():
        assert [row.label for row in picture.rows] == list(LABELS)
        for number, row in enumerate(picture.rows):
            assert [cell.coverage for cell in row.cells] == [each.coverage[number] for each in people]
            assert all(0 < cell.x < picture.width and 0 < cell.y < picture.height for cell in row.cells)


def test_without_needs_or_people_there_is_no_picture() -> None:
    anna = Somebody("Anna", "A", ())
    assert pictures([anna], needs_met((), [anna])) is None
    assert pictures([], needs_met(LABELS, [])) is None


def test_a_long_label_is_shortened_in_the_picture_alone() -> None:
    assert shortened("Legepladser som pædagogisk rum", 12) == "Legepladser…"
    assert shortened("Legepladser", 11) == "Legepladser"
