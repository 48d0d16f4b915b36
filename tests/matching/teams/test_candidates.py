from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from matching.index.index import Index
from matching.model import (
    Assignment,
    Employee,
    Evidence,
    LifePhase,
    Requirement,
    Skill,
    Task,
    Visibility,
    Workplace,
)
from matching.question import TeamQuestion
from matching.teams import candidates
from matching.teams.answer import propose
from matching.teams.candidates import Formulation, formulate
from matching.teams.problem import QuotaKind
from tests.matching.worlds import PLACES, TODAY, colleague, held, solved, world

GDPR = TeamQuestion(requirements=(Requirement(skill="GDPR"),))


def column(of: Formulation, values: Any, index: Index) -> dict[str, Any]:
    """The values of a column by employee."""
    return {index.workforce.ids[row]: value for row, value in zip(of.rows, values.tolist(), strict=True)}


def quota(of: Formulation, kind: QuotaKind, index: Index) -> set[str]:
    """Who counts for a quota."""
    [found] = [each for each in of.problem.quotas if each.kind is kind]
    return {id for id, counts in column(of, found.among, index).items() if counts}


def people(of: Formulation, index: Index) -> set[str]:
    return {index.workforce.ids[row] for row in of.rows}


def test_whoever_the_asker_may_not_see_is_no_candidate() -> None:
    index = world(
        colleague("a", {"GDPR": 4}),
        colleague("leads", {"GDPR": 4}, visibility=Visibility.LEADS),
        colleague("hidden", {"GDPR": 4}, visibility=Visibility.HIDDEN),
    )
    assert people(formulate(index, GDPR), index) == {"a"}
    assert people(formulate(index, replace(GDPR, audience=Visibility.LEADS)), index) == {"a", "leads"}
    fixed = replace(GDPR, fixed=("hidden",))
    assert people(formulate(index, fixed), index) == {"a"}
    assert index.unseen(fixed.audience, fixed.fixed) == ("hidden",)


def test_only_the_skill_itself_or_a_narrower_one_that_is_not_assumed_covers() -> None:
    skills = [Skill(id="jura"), Skill(id="GDPR", broader=("jura",))]
    index = world(
        colleague("exact", {"jura": 4}),
        colleague("narrower", {"GDPR": 5, "jura": 1}),
        colleague("assumed", [held("jura", 5, evidence=Evidence.ASSUMED)]),
        skills=skills,
    )
    of = formulate(index, TeamQuestion(requirements=(Requirement(skill="jura"),)))
    assert column(of, of.problem.levels[0], index) == {"exact": 4, "narrower": 5, "assumed": 0}
    assert column(of, of.problem.proficiency[0], index)["assumed"] > 0

    broader = formulate(index, GDPR)
    assert column(broader, broader.problem.levels[0], index)["exact"] == 0


def test_hours_that_open_tasks_take_in_the_period_are_not_free() -> None:
    task = Task(
        id="t",
        title="En opgave",
        created_on=TODAY,
        assignments=(
            Assignment(employee="a", started_on=date(2026, 3, 1), ended_on=date(2026, 3, 31), hours=3.0),
        ),
    )
    index = world(colleague("a", {"GDPR": 4}), colleague("b", {"GDPR": 4}, hours_offered=None), tasks=[task])
    in_march = formulate(index, replace(GDPR, starts_on=date(2026, 3, 15), ends_on=date(2026, 4, 15)))
    in_may = formulate(index, replace(GDPR, starts_on=date(2026, 5, 1)))
    assert column(in_march, in_march.problem.hours, index) == {"a": 1.0, "b": 0.0}
    assert column(in_march, in_march.problem.load, index) == {"a": 0.75, "b": 0.0}
    assert column(in_march, in_march.problem.hours_missing, index) == {"a": 3.0, "b": 2.0}
    assert column(in_may, in_may.problem.hours, index) == {"a": 4.0, "b": 0.0}
    assert np.isnan(column(in_may, in_may.free_hours, index)["b"])


def test_ties_are_those_of_the_history_saturated() -> None:
    staff = [colleague(id, {"GDPR": 4}) for id in ("a", "b", "c", "d")]
    index = world(*staff, tasks=[solved("t1", ["GDPR"], ["a", "b", "c"]), solved("t2", ["GDPR"], ["a", "b"])])
    of = formulate(index, GDPR)
    found = of.problem.ties.toarray()
    for at, row in enumerate(of.rows.tolist()):
        others, strengths = index.history.joint_work.ties(row, today=index.workforce.today)
        expected = dict(zip(others.tolist(), strengths / (strengths + candidates.TIE_HALF), strict=True))
        for other, strength in zip(of.rows.tolist(), found[at], strict=True):
            assert strength == pytest.approx(expected.get(other, 0.0))


def test_a_learners_seat_is_between_who_wants_to_learn_and_who_teaches() -> None:
    index = world(
        colleague("learner", wants_to_learn=("GDPR",)),
        colleague("both", wants_to_learn=("GDPR",), can_teach=("GDPR",)),
        colleague("teacher", {"GDPR": 5}, can_teach=("GDPR",)),
    )
    of = formulate(index, replace(GDPR, learn="GDPR"))
    assert quota(of, QuotaKind.LEARNER, index) == {"learner"}
    assert quota(of, QuotaKind.MENTOR, index) == {"teacher", "both"}


def test_each_life_phase_is_asked_for() -> None:
    places = (*PLACES, Workplace(id="hus", name="Børnehus", life_phases=(LifePhase.CHILDHOOD,)))
    index = world(colleague("a", {"GDPR": 4}), colleague("b", workplace="hus"), places=places)
    of = formulate(index, replace(GDPR, life_phases=(LifePhase.CHILDHOOD,)))
    assert quota(of, QuotaKind.LIFE_PHASE, index) == {"b"}
    assert of.problem.quotas[0].name == LifePhase.CHILDHOOD.value


def test_all_owners_and_whoever_worked_with_them_are_known() -> None:
    index = world(
        colleague("road", workplace="vej"),
        colleague("school", workplace="skole"),
        colleague("worked", {"GDPR": 3}, workplace="pleje"),
        colleague("stranger", {"GDPR": 3}, workplace="pleje"),
        tasks=[solved("t", ["GDPR"], ["road", "worked"])],
    )
    of = formulate(index, replace(GDPR, owners=("vej", "skole"), known=1, new=1))
    assert quota(of, QuotaKind.KNOWN, index) == {"road", "school", "worked"}
    assert quota(of, QuotaKind.NEW, index) == {"stranger"}


def test_of_very_many_the_most_useful_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    staff: list[Employee] = [
        colleague(f"e{n}", {("GDPR", "SQL")[n % 2]: 1 + n % 5}, hours_offered=float(n % 6)) for n in range(60)
    ]
    staff.append(colleague("rare", {"SQL": 1, "sorg": 5}, hours_offered=0.0))
    index = world(*staff)
    asked = TeamQuestion(
        requirements=tuple(Requirement(skill=skill) for skill in ("GDPR", "SQL", "sorg")), fixed=("e0",)
    )
    monkeypatch.setattr(candidates, "MOST", 40)
    kept = people(formulate(index, asked), index)
    assert len(kept) <= 41
    assert {"rare", "e0"} <= kept


def test_candidates_stand_in_another_order_for_another_task() -> None:
    index = world(*(colleague(f"e{n}", {"GDPR": 4}) for n in range(20)))
    one, other = formulate(index, GDPR), formulate(index, replace(GDPR, text="En anden opgave"))
    assert one.rows.tolist() == formulate(index, GDPR).rows.tolist()
    assert one.rows.tolist() != other.rows.tolist()
    assert sorted(one.rows.tolist()) == sorted(other.rows.tolist())


def test_a_guess_gives_nobody_a_seat_but_the_most_probable_need_always_does() -> None:
    index = world(colleague("a", {"GDPR": 4}), colleague("b", {"støj": 4}), colleague("c", {"sorg": 4}))
    guess = Requirement(skill="GDPR", weight=0.55, confirmed=False)
    probable = Requirement(skill="støj", weight=0.9, confirmed=False)
    said = Requirement(skill="sorg", weight=0.55)

    def seated(*needs: Requirement) -> set[str]:
        [first, *_] = propose(index, TeamQuestion(requirements=needs)).proposals
        formulation = formulate(index, TeamQuestion(requirements=needs))
        return {index.workforce.ids[formulation.rows[seat.member]] for seat in first.seats}

    assert seated(guess, probable) == {"b"}
    assert seated(guess, probable, said) == {"b", "c"}
    assert seated(guess) == {"a"}


def test_what_needs_count_for_a_team_is_one_in_all() -> None:
    index = world(colleague("a", {"GDPR": 4, "støj": 4, "sorg": 3}))
    probabilities = {"GDPR": 0.55, "støj": 0.9, "sorg": 0.7}
    needs = tuple(Requirement(skill=id, weight=p, confirmed=False) for id, p in probabilities.items())
    shares = formulate(index, TeamQuestion(requirements=needs)).problem.shares
    assert shares.tolist() == pytest.approx([0.0, 0.9 / 1.6, 0.7 / 1.6])
