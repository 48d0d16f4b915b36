import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index.history import SKILLS_SHARE, History, TermCounter, TermCounts, TfIdf
from matching.index.index import Changes
from matching.index.ties import FADING_A_YEAR
from matching.model import Requirement, TaskStatus
from tests.matching.worlds import TODAY, colleague, solved, words, world

ROWS = {"a": 0, "b": 1, "c": 2}
LABELS = {"støj": "Støj og larm"}
COUNTER = TermCounter(words, LABELS)
SOME = st.dictionaries(st.sampled_from("abcde"), st.floats(0.1, 10), min_size=1)


def history(*tasks: object) -> History:
    return History.build(tasks, row_of=ROWS, terms=words, today=TODAY)  # type: ignore[arg-type]


def votes(past: History, *skills: str, text: str = "") -> dict[int, float]:
    needs = [Requirement(skill=skill) for skill in skills]
    found = past.votes(past.similar(needs, text), today=TODAY, n_rows=len(ROWS))
    return {row: value for row, value in enumerate(found.values.tolist()) if value}


def test_those_who_solved_a_similar_task_are_voted_for() -> None:
    past = history(solved("t1", ["støj"], ["a", "b"]), solved("t2", ["sorg"], ["c"]))
    assert set(votes(past, "støj")) == {0, 1}


def test_the_words_of_a_text_vote_too() -> None:
    past = history(solved("t1", [], ["a"], title="Ny legeplads"), solved("t2", [], ["b"], title="Lønkørsel"))
    assert set(votes(past, text="legeplads ved skolen")) == {0}


def test_a_year_old_task_votes_less_than_a_new_one() -> None:
    past = history(
        solved("t1", ["støj"], ["a"], closed_on=TODAY),
        solved("t2", ["støj"], ["b"], closed_on=date(2025, 11, 23)),
    )
    cast = votes(past, "støj")
    assert cast[1] / cast[0] == pytest.approx(FADING_A_YEAR, rel=1e-3)


def test_an_open_task_does_not_vote() -> None:
    assert not votes(history(solved("t1", ["støj"], ["a"], status=TaskStatus.OPEN)), "støj")


def test_the_tasks_that_weighed_most_are_named() -> None:
    past = history(solved("t1", ["støj", "vej"], ["a"]), solved("t2", ["støj"], ["a"]))
    cast = past.votes(past.similar([Requirement(skill="støj")], ""), today=TODAY, n_rows=3)
    assert past.votes_for(0, cast) == ("t2", "t1")


def test_a_changed_task_votes_only_as_it_is_now() -> None:
    past = history(solved("t1", ["støj"], ["a"]), solved("t2", ["sorg"], ["c"]))
    after = past.patched([solved("t1", ["sorg"], ["b"])], gone=frozenset(), row_of=ROWS, today=TODAY)
    assert not votes(after, "støj")
    assert set(votes(after, "sorg")) == {1, 2}
    assert set(votes(past, "støj")) == {0}


def test_a_retired_task_votes_no_more() -> None:
    past = history(solved("t1", ["støj"], ["a"]))
    assert not votes(past.patched([], gone={"t1"}, row_of=ROWS, today=TODAY), "støj")


def test_past_tasks_are_known_by_their_titles_as_long_as_they_stand() -> None:
    past = history(solved("t1", [], [], title="Ny bro"), solved("t2", [], [], title="Ny sti"))
    renamed = solved("t1", [], [], title="Ny bro over åen")
    reopened = solved("t2", [], [], status=TaskStatus.OPEN, title="Ny sti")
    assert past.joint_work.titles == {"t1": "Ny bro", "t2": "Ny sti"}
    after = past.patched([renamed, reopened], gone=frozenset(), row_of=ROWS, today=TODAY)
    assert after.joint_work.titles == {"t1": "Ny bro over åen"}
    assert after.patched([], gone={"t1"}, row_of=ROWS, today=TODAY).joint_work.titles == {}


def test_no_history_gives_no_votes() -> None:
    assert not votes(history(), "støj", text="støj fra vejen")


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2062, 11, 20)])
def test_a_task_dated_in_the_future_dims_nothing(day: date) -> None:
    sound = solved("t1", ["støj"], ["a"])
    dated = history(sound, solved("t2", ["støj"], ["b"], closed_on=day))
    of_today = history(sound, solved("t2", ["støj"], ["b"], closed_on=TODAY))
    assert votes(dated, "støj") == votes(of_today, "støj")
    added = history(sound).patched(
        [solved("t2", ["støj"], ["b"], closed_on=day)], gone=frozenset(), row_of=ROWS, today=TODAY
    )
    assert votes(added, "støj")[0] == pytest.approx(votes(history(sound), "støj")[0])


def test_a_task_from_before_anybody_counted_breaks_nothing() -> None:
    old = solved("t1", ["støj"], ["a"], created_on=date.min, closed_on=date.min)
    past = history(old, solved("t2", ["støj"], ["b"]))
    assert votes(past, "støj")[0] < votes(past, "støj")[1]


@pytest.mark.parametrize("weight", [5e-324, 1e-200, 1e308, math.inf, math.nan, -1.0])
def test_no_weight_breaks_the_vectors(weight: float) -> None:
    needs = (Requirement(skill="støj", weight=weight), Requirement(skill="vej"))
    odd = solved("t2", [], ["b"], requirements=needs)
    for past in (
        history(solved("t1", ["vej"], ["a"]), odd),
        history(solved("t1", ["vej"], ["a"])).patched([odd], gone=frozenset(), row_of=ROWS, today=TODAY),
    ):
        cast = past.votes(past.similar(needs, ""), today=TODAY, n_rows=len(ROWS))
        assert np.isfinite(cast.values).all()
        assert np.isfinite(past.shortened).all()
        assert past.shortened[ROWS["b"]] > 0


def test_experience_is_the_same_after_a_patch_as_after_a_build() -> None:
    first, second = solved("t1", ["støj", "vej"], ["a"]), solved("t2", ["støj"], ["a", "b"])
    people = (colleague("a"), colleague("b"))
    patched = world(*people, tasks=[first]).patched(Changes(number=2, tasks=[second]), today=TODAY)
    like = patched.history.similar([Requirement(skill="støj")], "")

    grown = patched.history.experience(like, n_rows=2)
    assert 0 < grown[0] <= grown[1] <= 1 + 1e-6


def test_the_label_of_a_skill_adds_its_words_but_no_second_count() -> None:
    counts = COUNTER.count([Requirement(skill="støj", weight=2.0)], "støj støj vej")

    assert counts.skills == {"skill støj": 2.0}
    assert counts.words == pytest.approx({"støj": 1 + math.log(2), "vej": 1, "og": 1, "larm": 1})


def test_a_skill_without_weight_is_none() -> None:
    assert COUNTER.count([Requirement(skill="støj", weight=0.0)], "").skills == {}


def test_the_rarer_a_term_the_more_it_says_and_an_unknown_one_the_most() -> None:
    tfidf = TfIdf.fit([TermCounts({}, {"vej": 1, "bro": 1}), TermCounts({}, {"vej": 1})])

    assert tfidf.idf["vej"] < tfidf.idf["bro"] < tfidf.rarest


@given(SOME, SOME)
def test_skills_take_their_share_however_long_the_text(
    skills: dict[str, float], text: dict[str, float]
) -> None:
    counts = TermCounts({f"skill {id}": weight for id, weight in skills.items()}, text)
    vector = TfIdf.fit([counts]).vector(counts)

    assert sum(vector[term] ** 2 for term in counts.skills) == pytest.approx(SKILLS_SHARE)
    assert sum(weight**2 for weight in vector.values()) == pytest.approx(1.0)
