import pytest

from service.hr.comparing import NEW_KINDS
from service.hr.schemas import FILE_KINDS, TITLES, FileKind
from service.hr.uploads import Progress, Step
from service.web.loading.words import kind_word, problem_words, step_words
from tests.service.web.municipality import app


@pytest.mark.parametrize("kind", [*FILE_KINDS, TITLES], ids=lambda kind: kind.name)
def test_a_kind_has_its_word_by_either_name(kind: FileKind) -> None:
    with app().test_request_context("/"):
        assert kind_word(kind.name) == kind_word(kind.danish) == kind.danish.capitalize()


def test_kinds_of_qualification_that_rows_add_have_a_word_too() -> None:
    with app().test_request_context("/"):
        assert kind_word(NEW_KINDS) == "Slags kvalifikationer"


def test_how_far_it_is_is_said_once_that_is_known() -> None:
    with app().test_request_context("/"):
        assert step_words(Progress(Step.WRITING, 3, 9)) == "Skriver: 3 af 9 rækker."
        assert step_words(Progress(Step.WRITING)) == "Skriver."


def test_only_what_failed_is_a_problem() -> None:
    with app().test_request_context("/"):
        assert problem_words(Progress(Step.COMPARED)) is None
        failed = problem_words(Progress(Step.FAILED, problem="graph-unavailable", status=503))
        assert failed is not None
        assert "nå sine data" in failed.heading
