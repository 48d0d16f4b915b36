"""What the API refuses becomes one sentence, and a service that isn't there one without the question."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from scripts.assistants.api import Api, Refused, problem_of
from tests.service.serving import serving

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

TOKEN = "token-of-somebody"


def test_a_problem_is_told_by_its_title_its_detail_and_the_bad_fields() -> None:
    said = {
        "title": "Some fields are not right",
        "detail": "Look again.",
        "errors": [{"pointer": "#/limit", "detail": "Unknown field."}],
    }

    assert problem_of(said, status=422) == (
        "Some fields are not right (HTTP 422). Look again. #/limit: Unknown field."
    )


def test_where_nobody_answers_the_question_is_not_repeated() -> None:
    with pytest.raises(Refused) as caught:
        Api(address="http://127.0.0.1:9", token=TOKEN).get("/employees/1001/introduction")

    assert "does not answer" in str(caught.value)
    assert "1001" not in str(caught.value)


def test_a_token_is_in_no_repr_and_follows_no_redirection() -> None:
    api = Api(address="http://127.0.0.1:9", token=TOKEN)
    asked: list[str] = []

    def elsewhere(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        start_response("302 Found", [("Location", "/elsewhere"), ("Content-Type", "application/json")])
        return [b"{}"]

    with serving(elsewhere) as address, pytest.raises(Refused):
        Api(address=address, token=TOKEN).get("/employees")

    assert TOKEN not in repr(api)
    assert asked == ["/api/v1/employees"]
