from datetime import date

import pytest
from werkzeug.exceptions import BadRequest

from service.web.own.offering import read_offer


def test_what_is_left_empty_is_not_said() -> None:
    assert read_offer({"timer": " ", "fra": ""}) == {
        "hours_offered": None,
        "offers_from": None,
        "offers_until": None,
        "invitation_cap": None,
        "shows_bridges": False,
    }


def test_hours_may_have_a_danish_comma() -> None:
    offer = read_offer({"timer": "3,5", "til": "2026-12-31", "loft": "0", "bindeled": "ja"})
    assert (offer["hours_offered"], offer["offers_until"]) == (3.5, date(2026, 12, 31))
    assert (offer["invitation_cap"], offer["shows_bridges"]) == (0, True)


@pytest.mark.parametrize("wrong", [{"timer": "mange"}, {"fra": "i morgen"}, {"loft": "1,5"}])
def test_what_is_no_number_or_day_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(BadRequest):
        read_offer(wrong)
