"""The ring shows everybody of the team once, and a line for each tie and no other."""

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from service.web.team.ring import Tie, ring_of
from tests.service.web.municipality import app


@dataclass(frozen=True)
class Somebody:
    name: str
    initials: str


@st.composite
def teams(draw: st.DrawFn) -> tuple[list[Somebody], list[Tie]]:
    size = draw(st.integers(2, 15))
    pairs = draw(st.sets(st.sampled_from(list(combinations(range(size), 2)))))
    people = [Somebody(f"Person{at} Holm", f"P{at}") for at in range(size)]
    return people, [Tie(pair, draw(st.sampled_from(["", "Ny park"]))) for pair in sorted(pairs)]


@given(teams())
def test_each_tie_is_a_line_between_its_two_faces_and_nothing_else_is(
    team: tuple[list[Somebody], list[Tie]],
) -> None:
    people, ties = team
    with app().test_request_context():
        ring = ring_of(people, ties)

    assert ring is not None
    assert [node.mark for node in ring.nodes] == [each.initials for each in people]
    assert len({(node.x, node.y) for node in ring.nodes}) == len(people)
    assert all(0 < node.x < ring.width and 0 < node.name_y < ring.height for node in ring.nodes)
    at = {(node.x, node.y): number for number, node in enumerate(ring.nodes)}
    drawn = {(at[each.x1, each.y1], at[each.x2, each.y2]): each.together for each in ring.lines}
    assert drawn == {each.between: bool(each.task) for each in ties}
    told = {(pair.one, pair.other) for pair in ring.pairs if pair.words != "Et nyt bekendtskab"}
    assert told == {(people[one].name, people[other].name) for one, other in drawn}


def test_one_alone_has_no_ring() -> None:
    assert ring_of([Somebody("Karen Holm", "KH")], []) is None
