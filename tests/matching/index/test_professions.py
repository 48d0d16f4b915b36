"""Which skills are usual in a profession, and which belong to none."""

from matching.index.professions import Usual, broader_than
from matching.model import Profession, RequirementKind, Skill, SkillKind

SKILLS = {
    skill.id: skill
    for skill in (
        Skill(id="beplantning", broader=("grønne områder",)),
        Skill(id="grønne områder", broader=("park",)),
        Skill(id="park", kind=SkillKind.GROUP),
        Skill(id="bogføring"),
        Skill(id="fransk", broader=("sprog",)),
        Skill(id="sprog", kind=SkillKind.GROUP, transversal=True),
        Skill(id="hundeslæde"),
    )
}
PROFESSIONS = (
    Profession(id="gartner", requires=(("beplantning", RequirementKind.OPTIONAL),)),
    Profession(
        id="bogholder",
        requires=(("bogføring", RequirementKind.ESSENTIAL), ("fransk", RequirementKind.OPTIONAL)),
    ),
    Profession(id="ukendt"),
)
USUAL = Usual.build(PROFESSIONS, SKILLS)


def test_what_a_profession_takes_is_usual_in_it_and_what_is_broader() -> None:
    for skill in ("beplantning", "grønne områder"):
        assert USUAL.in_professions(skill, ["gartner", "bogholder"]).tolist() == [True, False]


def test_what_all_professions_share_is_usual_in_each() -> None:
    assert USUAL.in_professions("fransk", ["gartner", "bogholder"]).all()


def test_what_no_profession_takes_is_held_against_nobody() -> None:
    assert USUAL.in_professions("hundeslæde", ["gartner", "bogholder"]).all()


def test_a_profession_that_nothing_is_known_of_is_held_against_nobody() -> None:
    assert USUAL.in_profession("bogføring", "ukendt")


def test_a_skill_is_usual_in_as_many_professions_as_take_it_and_nobodys_trade_in_all() -> None:
    assert [USUAL.spread(skill) for skill in ("grønne områder", "fransk", "hundeslæde")] == [1, 2, 0]


def test_a_circle_of_broader_skills_is_walked_once() -> None:
    circle = {"a": Skill(id="a", broader=("b",)), "b": Skill(id="b", broader=("a", "væk"))}
    assert broader_than("a", circle) == ("b", "a")
