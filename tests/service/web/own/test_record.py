from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from harness.factories import employee, employee_id, skill, skill_id
from matching.question import Signal
from service.web.own.record import RecordLine, record_line
from tests.matching.worlds import world
from tests.service.web.municipality import app


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    with app().test_request_context():
        yield


def line(**said: Any) -> RecordLine:
    standard: dict[str, Any] = {
        "at": "2026-11-23T12:00:00.000+00:00",
        "kind": "view",
        "part": "seen",
        "by": employee_id("Bo"),
        "acting": "",
        "where": None,
        "needs": [],
        "reasons": [],
    }
    index = world(employee("Bo"), skills=[skill("GDPR")])
    return record_line(standard | said, index, ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"where": "getEmployee"}, "Bo slog dig op."),
        ({"where": "listHolders"}, "Bo fandt dig i en søgning."),
        ({"where": "getTask"}, "Bo fik dit navn at se."),
        ({"kind": "answer", "part": "suggested"}, "Bo fik dig foreslået til en opgave."),
        ({"kind": "teams", "part": "suggested"}, "Bo fik dig foreslået til et hold."),
        (
            {"kind": "reading"},
            "Bo læste som databeskyttelsesrådgiver, hvad der er skrevet ned om dig.",
        ),
        (
            {"by": "tool:assistent", "acting": employee_id("Bo"), "where": "getEmployee"},
            "Bo gennem assistent slog dig op.",
        ),
        ({"by": "tool:assistent", "where": "getEmployee"}, "assistent slog dig op."),
        ({"by": "", "where": "getEmployee"}, "En, der ikke viser sig for dig, slog dig op."),
    ],
)
def test_a_line_says_who_did_what_by_the_municipalitys_clock(said: dict[str, Any], text: str) -> None:
    found = line(**said)
    assert found.text == text
    assert found.when == "23. november 2026 kl. 13.00"


def test_what_spoke_for_somebody_is_said_once() -> None:
    reasons = [{"signal": each, "skill": None} for each in (Signal.PAST_TASKS, Signal.RECENT_TASKS)]
    reasons.append({"signal": Signal.SKILL, "skill": skill_id("GDPR")})
    assert line(reasons=reasons).why == "du har løst lignende opgaver og du kan »GDPR«"


@pytest.mark.parametrize(
    ("signal", "why"),
    [
        (Signal.SKILL, ""),
        (Signal.MISSING_IN_UNIT, "du kan noget, de ikke selv kan"),
        (Signal.PAST_TASKS, "du har løst lignende opgaver"),
        (Signal.RECENT_TASKS, "du har løst lignende opgaver"),
        (Signal.EXPERIENCE, "meget af din erfaring ligger på området"),
        (Signal.TIES, "du har løst opgaver sammen med nogen på opgaven"),
        (Signal.MUTUAL_COLLEAGUES, "du har kolleger til fælles med nogen på opgaven"),
        (
            Signal.WORKPLACES_TOGETHER,
            "din arbejdsplads har løst opgaver sammen med en, som nogen på opgaven kommer fra",
        ),
        (Signal.SAME_WORKPLACE, ""),
        (Signal.AVAILABILITY, "du kan have tid"),
        (Signal.EXPOSURE, ""),
        (Signal.ACROSS_WORKPLACES, "du kommer fra en anden arbejdsplads end dem"),
        (Signal.ACROSS_PROFESSIONS, "du har en faglighed, som de ikke selv har"),
    ],
)
def test_each_signal_says_what_it_counts_and_no_more(signal: Signal, why: str) -> None:
    assert line(reasons=[{"signal": signal, "skill": None}]).why == why
