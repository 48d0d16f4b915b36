"""The ladder has each skill once, on its rung and with its level, the surest first."""

from hypothesis import given
from hypothesis import strategies as st

from matching.model import Evidence
from service.web.own.rungs import ladder_of
from service.web.own.skills import SkillLine
from tests.service.web.municipality import app

LINES = st.lists(
    st.builds(
        SkillLine,
        skill=st.just("s"),
        label=st.sampled_from(["Støj", "Jura", "Arabisk"]),
        level=st.integers(1, 5),
        level_word=st.just(""),
        level_text=st.just(""),
        known=st.just(""),
        rung=st.sampled_from(Evidence),
    ),
    min_size=1,
    max_size=30,
)


@given(LINES)
def test_each_skill_is_drawn_on_its_rung_with_its_level(lines: list[SkillLine]) -> None:
    with app().test_request_context():
        ladder = ladder_of(lines)

    assert ladder is not None
    rung_at = {rung.x: evidence for rung, evidence in zip(ladder.rungs, Evidence, strict=True)}
    drawn = [(rung_at[row.x], row.label, row.level) for row in ladder.rows]
    assert sorted(drawn) == sorted((each.rung, each.label, each.level) for each in lines)
    assert [rung for rung, *_ in drawn] == sorted((each.rung for each in lines), reverse=True)
    assert all(row.y < ladder.height for row in ladder.rows)


def test_without_skills_there_is_no_ladder() -> None:
    assert ladder_of([]) is None
