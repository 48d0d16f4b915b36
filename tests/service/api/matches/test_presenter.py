"""The presenter writes a shortlist in exactly the documented shape."""

from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from matching.language.understanding import Understanding
from matching.model import Evidence, HeldSkill, Requirement
from matching.question import Band, Contribution, Coverage, Question, Relation, RequirementCoverage, Signal
from matching.ranking.answer import Elsewhere, Shortlist, SimilarTask
from service.api.matches.presenter import present_answer
from service.api.matches.schemas import ShortlistOut
from service.use_cases.answering import Answered
from tests.service.fakes import GDPR, PLAY, FakeMatcher, candidate


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


IDS = st.sampled_from([GDPR, PLAY, "urn:gone"])
HELD = st.builds(
    HeldSkill,
    skill=IDS,
    level=st.integers(1, 5),
    evidence=st.sampled_from(Evidence),
    source=st.text(max_size=9),
    confirmed_on=st.dates(),
)
NUMBERS = st.floats(-1, 1)
RELATIONS = optional(st.sampled_from(Relation))
CONTRIBUTIONS = st.builds(
    Contribution,
    signal=st.sampled_from(Signal),
    value=NUMBERS,
    requirement=optional(IDS),
    held=optional(HELD),
    relation=RELATIONS,
    tasks=st.lists(st.sampled_from(["t1", "t2"]), max_size=2).map(tuple),
    source=st.text(max_size=9),
    on=optional(st.dates()),
)
COVERAGES = st.builds(
    RequirementCoverage,
    requirement=st.builds(Requirement, skill=IDS),
    coverage=st.sampled_from(Coverage),
    held=optional(HELD),
    relation=RELATIONS,
)
CANDIDATES = st.builds(
    candidate,
    id=st.just("e1"),
    name=st.text(max_size=9),
    workplace=st.sampled_from(["w1", "gone"]),
    profession=st.just("gone"),
    score=NUMBERS,
    band=st.sampled_from(Band),
    contributions=st.lists(CONTRIBUTIONS, max_size=3).map(tuple),
    coverage=st.lists(COVERAGES, max_size=3).map(tuple),
    free_hours=optional(NUMBERS),
)
SHORTLISTS = st.builds(
    Shortlist,
    candidates=st.lists(CANDIDATES, max_size=2).map(tuple),
    gaps=st.lists(IDS, max_size=2).map(tuple),
    elsewhere=st.lists(
        st.builds(Elsewhere, skill=IDS, employees=st.lists(st.just("e1"), max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    similar=st.lists(
        st.builds(SimilarTask, task=IDS, closed_on=st.dates(), employees=st.just(("e1",))), max_size=2
    ).map(tuple),
    considered=st.integers(0, 9),
    change=st.integers(0, 9),
)


@given(SHORTLISTS, st.lists(st.builds(Requirement, skill=IDS), max_size=2))
def test_the_presenter_writes_what_the_schema_documents(
    shortlist: Shortlist, requirements: list[Requirement]
) -> None:
    asked = Question(requirements=tuple(requirements))
    answered = Answered(
        index=FakeMatcher().index,
        question=asked,
        shortlist=shortlist,
        ways=None,
        understood_as=Understanding.TASK,
        recorded="memory:1",
    )
    presented = orjson.loads(orjson.dumps(present_answer(answered, stale_since=None)))

    assert ShortlistOut().dump(ShortlistOut().load(presented)) == presented
