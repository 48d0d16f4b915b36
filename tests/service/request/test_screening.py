"""Personal numbers are refused wherever they come in, and told by their place alone."""

import pytest

from service.errors import PersonalNumberRefused
from service.request.screening import refuse_in_json


def test_a_body_is_told_where_and_not_what() -> None:
    with pytest.raises(PersonalNumberRefused) as caught:
        refuse_in_json({"text": "ok", "requirements": [{"skill": "a"}, {"skill": "010190-1234"}]})

    assert [place for place, _ in caught.value.fields] == [("requirements", 1, "skill")]


def test_a_key_is_found_too_and_not_repeated() -> None:
    with pytest.raises(PersonalNumberRefused) as caught:
        refuse_in_json({"outer": {"010190-1234": {"x": "020290-1234"}}})

    assert [place for place, _ in caught.value.fields] == [("outer",)]


def test_clean_json_passes() -> None:
    refuse_in_json({"text": "En sti", "limit": 101901234, "nested": [None, True, {"a": "b"}]})


def test_a_field_for_workplaces_may_hold_their_numbers() -> None:
    refuse_in_json({"owners": ["1009876543"], "unit": "1003388394"})
