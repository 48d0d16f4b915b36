"""Who can meet a need, by which skill, and that nothing old is used after a change."""

import numpy as np
import pytest

from matching.index.columns import EmployeeColumns
from matching.index.professions import Usual
from matching.index.reach import BESIDE_PROFESSION, ESSENTIAL, Reaches, best_of, levels_of
from matching.index.taxonomy import Taxonomy
from matching.index.workforce import Workforce
from matching.model import Evidence, Profession, Requirement, RequirementKind, Skill
from matching.question import Question
from tests.matching.ranking.questions import scores
from tests.matching.worlds import TODAY, colleague, held, world

SKILLS = [Skill(id="GIS"), Skill(id="QGIS", broader=("GIS",)), Skill(id="MapInfo", broader=("GIS",))]
TAXONOMY = Taxonomy.build(SKILLS)
USUAL = Usual.build([], TAXONOMY.skills)
GARDENERS = Usual.build(
    [
        Profession(id="gartner", requires=(("beskæring", RequirementKind.ESSENTIAL),)),
        Profession(id="lærer", requires=(("GIS", RequirementKind.OPTIONAL),)),
    ],
    {skill: Skill(id=skill) for skill in ("GIS", "beskæring")},
)


def workforce() -> Workforce:
    people = [
        colleague("anna", {"GIS": 2, "QGIS": 5}),
        colleague("bo", {"GDPR": 5}),
        colleague("carl", {"MapInfo": 3}),
    ]
    return Workforce.build([EmployeeColumns.of(people)], today=TODAY)


def test_everybody_counts_once_by_the_skill_that_meets_the_need_best() -> None:
    reach = Reaches().of("GIS", 4, workforce=workforce(), taxonomy=TAXONOMY, usual=USUAL)

    assert reach.rows.tolist() == [0, 2]
    best = [reach.best_held(row) for row in range(3)]
    assert [each.skill if each else None for each in best] == ["QGIS", None, "MapInfo"]
    assert reach.values[0] > reach.values[1] > 0


def test_it_is_kept_until_somebody_it_came_from_changes() -> None:
    reaches, before = Reaches(), workforce()
    reach = reaches.of("GIS", 4, workforce=before, taxonomy=TAXONOMY, usual=USUAL)
    elsewhere = before.patched([EmployeeColumns.of([colleague("bo", {"GDPR": 1})])])
    here = elsewhere.patched([EmployeeColumns.of([colleague("bo", {"GIS": 5})])])

    assert reaches.of("GIS", 4, workforce=elsewhere, taxonomy=TAXONOMY, usual=USUAL) is reach
    assert reaches.of("GIS", 4, workforce=here, taxonomy=TAXONOMY, usual=USUAL).rows.tolist() == [0, 1, 2]


def test_a_need_is_in_the_trade_of_who_has_it_or_a_narrower_skill_in_a_profession_that_takes_it() -> None:
    skills = (Skill(id="GIS", related=("kort",)), Skill(id="QGIS", broader=("GIS",)), Skill(id="kort"))
    people = [
        colleague("has it", {"GIS": 1}),
        colleague("narrower", {"QGIS": 4}),
        colleague("related", {"kort": 5}),
        colleague("beside", {"GIS": 5}, profession="gartner"),
    ]
    staff = Workforce.build([EmployeeColumns.of(people)], today=TODAY)
    taxonomy = Taxonomy.build(skills)
    reach = Reaches().of("GIS", 3, workforce=staff, taxonomy=taxonomy, usual=GARDENERS)

    assert reach.in_trade(np.arange(4)).tolist() == [True, True, False, False]


@pytest.mark.parametrize("evidence", Evidence)
def test_a_need_beside_the_profession_counts_less_and_what_others_have_seen_more(evidence: Evidence) -> None:
    people = [
        colleague("anna", [held("GIS", evidence=evidence)]),
        colleague("bo", [held("GIS", evidence=evidence)], profession="gartner"),
    ]
    staff = Workforce.build([EmployeeColumns.of(people)], today=TODAY)
    reach = Reaches().of("GIS", 4, workforce=staff, taxonomy=TAXONOMY, usual=GARDENERS)

    assert reach.values[0] == reach.values[1]
    assert [reach.counted_of(row) for row in (0, 1)] == [1.0, BESIDE_PROFESSION[evidence]]
    assert BESIDE_PROFESSION[evidence] >= BESIDE_PROFESSION[Evidence.ASSUMED]


def test_it_is_found_anew_when_a_need_becomes_usual_in_a_profession() -> None:
    reaches = Reaches()
    before = reaches.of("GIS", 4, workforce=workforce(), taxonomy=TAXONOMY, usual=USUAL)
    after = reaches.of("GIS", 4, workforce=workforce(), taxonomy=TAXONOMY, usual=GARDENERS)
    assert before is not after


def test_a_need_can_be_covered_at_the_highest_level_that_is_more_than_assumed() -> None:
    people = [
        colleague("anna", [held("GIS", 2), held("QGIS", 5)]),
        colleague("bo", [held("GIS", 4, evidence=Evidence.ASSUMED)]),
    ]
    index = world(*people, skills=SKILLS)
    found = levels_of(index.needs([Requirement(skill="GIS")]), np.array([1, 0]), n_rows=2)
    assert found.tolist() == [[0, 5]]


def test_a_skill_that_nobody_has_reaches_nobody() -> None:
    assert not len(Reaches().of("ukendt", 3, workforce=workforce(), taxonomy=TAXONOMY, usual=USUAL).rows)


def test_the_shares_of_a_task_sum_to_one_and_an_essential_need_has_a_larger_one() -> None:
    asked = [Requirement(skill="støj", essential=True), Requirement(skill="sorg")]
    first, second = world().needs(asked)
    assert first.share + second.share == pytest.approx(1.0)
    assert first.share / second.share == pytest.approx(ESSENTIAL)


def test_an_essential_need_counts_more() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"sorg": 4}))
    asked = (Requirement(skill="støj", essential=True), Requirement(skill="sorg"))
    found = scores(index, Question(requirements=asked))
    assert found["a"] > found["b"]


def test_what_weighs_nothing_is_no_need() -> None:
    [need] = world().needs([Requirement(skill="støj", weight=0.0), Requirement(skill="sorg")])
    assert (need.requirement.skill, need.share) == ("sorg", 1.0)


def test_how_well_each_need_is_met_stands_in_the_column_of_the_row() -> None:
    index = world(colleague("a", {"støj": 5}), colleague("b", {"sorg": 2}), colleague("c"))
    needs = index.needs([Requirement(skill="støj"), Requirement(skill="sorg")])
    best = best_of(needs, np.array([1, 2]), n_rows=3)
    assert best.shape == (2, 2)
    assert best[0].tolist() == [0.0, 0.0]
    assert best[1, 0] > 0 == best[1, 1]
