"""Who can meet a need, by which skill, and that nothing old is used after a change."""

from matching.index.columns import EmployeeColumns
from matching.index.reach import Reaches
from matching.index.taxonomy import Taxonomy
from matching.index.workforce import Workforce
from matching.model import Skill
from tests.matching.worlds import TODAY, colleague

SKILLS = [Skill(id="GIS"), Skill(id="QGIS", broader=("GIS",)), Skill(id="MapInfo", broader=("GIS",))]
TAXONOMY = Taxonomy.build(SKILLS)


def workforce() -> Workforce:
    people = [
        colleague("anna", {"GIS": 2, "QGIS": 5}),
        colleague("bo", {"GDPR": 5}),
        colleague("carl", {"MapInfo": 3}),
    ]
    return Workforce.build([EmployeeColumns.of(people)], today=TODAY)


def test_everybody_counts_once_by_the_skill_that_meets_the_need_best() -> None:
    reach = Reaches().of("GIS", 4, workforce=workforce(), taxonomy=TAXONOMY)

    assert reach.rows.tolist() == [0, 2]
    best = [reach.best_held(row) for row in range(3)]
    assert [each.skill if each else None for each in best] == ["QGIS", None, "MapInfo"]
    assert reach.values[0] > reach.values[1] > 0


def test_it_is_kept_until_somebody_it_came_from_changes() -> None:
    reaches, before = Reaches(), workforce()
    reach = reaches.of("GIS", 4, workforce=before, taxonomy=TAXONOMY)
    elsewhere = before.patched([EmployeeColumns.of([colleague("bo", {"GDPR": 1})])])
    here = elsewhere.patched([EmployeeColumns.of([colleague("bo", {"GIS": 5})])])

    assert reaches.of("GIS", 4, workforce=elsewhere, taxonomy=TAXONOMY) is reach
    assert reaches.of("GIS", 4, workforce=here, taxonomy=TAXONOMY).rows.tolist() == [0, 1, 2]


def test_a_skill_that_nobody_has_reaches_nobody() -> None:
    assert not len(Reaches().of("ukendt", 3, workforce=workforce(), taxonomy=TAXONOMY).rows)
