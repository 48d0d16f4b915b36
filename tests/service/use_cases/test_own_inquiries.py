"""A question is kept under an id that tells nothing of it, for who asked it alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphUnavailable, NotFound
from service.use_cases.own_inquiries import OwnInquiries
from tests.service.fakes import InquiriesInMemory

FIELDS = (("tekst", "Ny cykelsti"), ("med", "urn:a"))


def own(kept: InquiriesInMemory, subject: str = "lead", secret: str = "s" * 40) -> OwnInquiries:
    return OwnInquiries(subject=subject, inquiries=kept, secret=secret, today=date(2026, 11, 27))  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=50)), max_size=6))
def test_every_field_comes_back_in_order(fields: list[tuple[str, str]]) -> None:
    asking = own(InquiriesInMemory())
    id = asking.keep(fields, people=())
    assert id
    assert asking.find(id) == tuple(fields)


def test_nobody_else_finds_it() -> None:
    kept = InquiriesInMemory()
    id = own(kept).keep(FIELDS, people=["emp-bo", "emp-bo"])
    assert id
    assert kept.kept[id].people == ("emp-bo",)
    with pytest.raises(NotFound):
        own(kept, "another").find(id)


def test_its_id_needs_the_secret_and_differs_with_who_asks() -> None:
    kept = InquiriesInMemory()
    ids = {
        asking.keep(FIELDS, people=())
        for asking in (own(kept), own(kept), own(kept, "another"), replace(own(kept), secret="t" * 40))
    }
    assert len(ids) == 3


def test_while_the_graph_is_away_nothing_is_kept() -> None:
    def away() -> None:
        raise GraphUnavailable("away")

    assert own(InquiriesInMemory(away)).keep(FIELDS, people=()) is None
