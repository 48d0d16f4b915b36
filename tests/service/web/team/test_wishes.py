"""What was wished of a team follows from its address alone."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from matching.model import LifePhase, Visibility
from service.web.team.wishes import TeamWishes, read_wishes
from tests.service.web.municipality import CHILDREN, app, index

ids = st.text("abcde:/", min_size=1, max_size=12)
someone = st.lists(ids, unique=True, max_size=4).map(tuple)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
phases = st.sets(st.sampled_from(LifePhase)).map(lambda chosen: tuple(p for p in LifePhase if p in chosen))


@st.composite
def wishes(draw: st.DrawFn) -> TeamWishes:
    period = sorted(draw(st.lists(days, max_size=2))) or [None]
    return TeamWishes(
        largest=draw(st.integers(1, 12)),
        workplaces=draw(st.integers(1, 6)),
        professions=draw(st.integers(1, 6)),
        new=draw(st.integers(0, 6)),
        starts_on=period[0],
        ends_on=period[-1] if len(period) > 1 else None,
        co_owner=draw(ids),
        learn=draw(ids),
        life_phases=draw(phases),
        fixed=draw(someone),
        members=draw(someone),
    )


@pytest.fixture(autouse=True, scope="module")
def danish_page() -> Iterator[None]:
    with app().test_request_context():
        yield


@given(wishes())
def test_the_fields_of_wishes_give_them_again(of: TeamWishes) -> None:
    assert read_wishes(MultiDict(of.fields())) == (of, {})


def test_a_swap_puts_one_in_the_seat_of_another() -> None:
    form = MultiDict([("hold", "e1"), ("hold", "e2"), ("bytte", "e1 e3")])
    assert read_wishes(form)[0].members == ("e3", "e2")


def test_what_has_gone_or_hides_is_not_wished_for() -> None:
    wished = TeamWishes(co_owner="væk", learn=CHILDREN.id, fixed=("e1", "e4"), members=("e2",))
    known = wished.known_in(index(), Visibility.LEADS)
    assert known == TeamWishes(learn=CHILDREN.id, fixed=("e1",), members=("e2",))
