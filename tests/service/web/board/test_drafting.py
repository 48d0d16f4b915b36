"""A draft is read from what a form says, proposes a title, and finds what to ask about."""

import pytest
from werkzeug.datastructures import MultiDict

from matching.language.private_details import Detail
from matching.model import Requirement
from service.use_cases.answering import TaskSkills
from service.web.board.drafting import PROPOSED_TITLE, Draft, first_draft, read_answer, read_draft
from service.web.task.inquiry import Inquiry


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ny cykelsti. Og mere.", "Ny cykelsti"),
        ("Ny cykelsti\ntil børn", "Ny cykelsti"),
        ("", ""),
        ("ord " * 40, ("ord " * 20).strip() + " …"),
    ],
)
def test_the_first_sentence_is_proposed_as_a_title(text: str, title: str) -> None:
    drafted = first_draft(Inquiry(text=text), TaskSkills(()), form=MultiDict(), unit="")
    assert drafted.title == title
    assert len(drafted.title) <= PROPOSED_TITLE + 2


def test_a_draft_given_to_a_form_and_read_again_is_the_same() -> None:
    draft = Draft(
        number="0d3c1f52-1c52-4a5e-9d5d-3d2f6f1f6a10",
        title="Titel",
        text="Tekst",
        owner="w1",
        needs=(Requirement(skill="a", level=5, essential=True), Requirement(skill="b", level=1)),
        taken_away=("c",),
        people=("e1",),
        recommendation="a" * 64,
    )
    inquiry = Inquiry(text="Tekst", unit="w1", added=("a", "b"), removed=("c",))
    assert read_draft(inquiry, MultiDict(list(draft.fields()))) == (draft, {})


@pytest.mark.parametrize("level", ["0", "6", "x", "", "³"])
def test_a_level_that_is_none_is_the_usual_one(level: str) -> None:
    form = MultiDict({"titel": "T", "niveau-a": level})
    draft, _wrong = read_draft(Inquiry(unit="w1", added=("a",)), form)
    assert draft.needs[0].level == 3


@pytest.mark.parametrize("value", ["", "abc", "A" * 64, "a" * 64 + "\n", "0101901234"])
def test_what_is_no_answers_id_is_none(value: str) -> None:
    assert read_answer(value) == ""


def test_names_in_the_texts_are_asked_about() -> None:
    (mark,) = Draft(number="", title="Hjælp til Anna Holm").marks()
    assert (mark.text, mark.detail) == ("Anna Holm", Detail.NAME)
