from matching.index.taxonomy import Taxonomy
from matching.model import Skill, SkillKind
from matching.question import Relation

PLAN = Skill(id="plan", related=("dialog",))
LOKAL = Skill(id="lokalplan", broader=("plan", "gruppe"))
BEVAR = Skill(id="bevarende lokalplan", broader=("lokalplan",))
DIALOG = Skill(id="dialog")
GROUP = Skill(id="gruppe", kind=SkillKind.GROUP)
TAXONOMY = Taxonomy.build([PLAN, LOKAL, BEVAR, DIALOG, GROUP])


def relations(skill: str) -> dict[str, Relation]:
    return {n.skill: n.relation for n in TAXONOMY.neighbours(skill)}


def test_a_skill_stands_in_for_itself_first() -> None:
    assert TAXONOMY.neighbours("plan")[0].closeness == 1.0


def test_narrower_broader_and_related_skills_stand_in() -> None:
    assert relations("lokalplan") == {
        "lokalplan": Relation.EXACT,
        "bevarende lokalplan": Relation.NARROWER,
        "plan": Relation.BROADER,
    }


def test_related_skills_stand_in_for_each_other_both_ways() -> None:
    assert relations("dialog")["plan"] is Relation.RELATED
    assert relations("plan")["dialog"] is Relation.RELATED


def test_what_is_two_steps_narrower_counts_less_than_one() -> None:
    closeness = {n.skill: n.closeness for n in TAXONOMY.neighbours("plan")}
    assert closeness["bevarende lokalplan"] < closeness["lokalplan"] < 1


def test_groups_stand_in_for_nothing() -> None:
    assert "gruppe" not in relations("lokalplan")


def test_an_unknown_skill_stands_in_for_itself_only() -> None:
    assert relations("ukendt") == {"ukendt": Relation.EXACT}
