from dataclasses import replace

from harness.factories import profession, skill, skill_id
from matching.language.linking import SURE, LinkedSkill, SkillLinker
from matching.model import Profession, Skill, TaskExample

SAFE_WAYS = skill("sikre skoleveje", related=["cykelstier", "trafiksignaler"])
SKILLS = [
    skill("cykelstier"),
    skill("trafiksignaler"),
    SAFE_WAYS,
    skill("lokalplaner"),
    skill("madlavning"),
    skill("diætkost"),
    skill("rengøring"),
    skill("vinduespudsning", broader=["rengøring"]),
]
COOKS = [
    profession(f"kok {number}", requires=["madlavning", "diætkost"] + ["rengøring"] * (number > 1))
    for number in range(3)
]


def found(
    text: str, *, skills: list[Skill] = SKILLS, cooks: list[Profession] = COOKS
) -> dict[str, LinkedSkill]:
    return {each.skill: each for each in SkillLinker().fit(skills, professions=cooks).link(text)}


def test_a_skill_near_to_several_that_are_named_is_suggested_by_one_of_them() -> None:
    suggested = found("en cykelsti med trafiksignaler")[SAFE_WAYS.id]
    assert suggested.suggested_by in {skill_id("cykelstier"), skill_id("trafiksignaler")}
    assert suggested.label == "sikre skoleveje"
    assert [span.text for span in suggested.spans] in (["cykelsti"], ["trafiksignaler"])


def test_what_professions_take_together_suggests_each_other() -> None:
    assert skill_id("diætkost") in found("madlavning")
    assert skill_id("diætkost") not in found("madlavning", cooks=[])


def test_what_is_named_comes_before_what_it_suggests() -> None:
    links = found("madlavning, og cykelstier")
    suggested = [each for each in links.values() if each.suggested_by]
    assert suggested
    assert all(each.score < links[each.suggested_by].score for each in suggested)


def test_what_is_named_has_no_suggester() -> None:
    assert found("cykelstier og trafiksignaler")[skill_id("cykelstier")].suggested_by == ""


def test_a_skill_that_only_esco_has_is_not_suggested() -> None:
    of_esco = [skill("sikre skoleveje", related=["cykelstier", "trafiksignaler"], source="esco")]
    skills = [each for each in SKILLS if each.id != SAFE_WAYS.id] + of_esco
    assert SAFE_WAYS.id not in found("en cykelsti med trafiksignaler", skills=skills)


def test_nothing_is_suggested_where_nothing_is_said() -> None:
    assert found("vi laver lidt af hvert") == {}
    assert found("") == {}


def test_the_words_of_a_description_count_among_those_that_are_named() -> None:
    plain = found("madlavning for dem med cøliaki", cooks=[])
    told = [
        Skill(
            id=each.id, label_da=each.label_da, description_da="Kan tilpasse mad til cøliaki og madlavning."
        )
        if each.label_da == "diætkost"
        else each
        for each in [*SKILLS, skill("cøliaki", source="esco")]
    ]
    assert skill_id("diætkost") not in plain
    suggested = found("madlavning for dem med cøliaki", skills=told, cooks=[])[skill_id("diætkost")]
    assert [span.text for span in suggested.spans] == ["madlavning", "cøliaki"]


def test_the_words_of_situations_speak_for_a_skill() -> None:
    known = [*SKILLS, skill("frokostpause", source="esco")]
    lunch = skill("skolemad")
    told = found("frokostpausen", skills=[*known, replace(lunch, situations_da="madkasse frokostpause")])
    assert lunch.id not in found("frokostpausen", skills=[*known, lunch])
    assert [span.text for span in told[lunch.id].spans] == ["frokostpausen"]


LONELY = TaskExample("de ældre på vejen spiser madlavning alene", (skill_id("diætkost"), "urn:unknown"))
OTHERS = [
    TaskExample("vinduespudsning på rådhuset", (skill_id("vinduespudsning"),)),
    TaskExample("cykelstier uden trafiksignaler", (SAFE_WAYS.id,)),
]


def test_words_of_an_example_lead_to_what_it_asks_for() -> None:
    def asked(examples: list[TaskExample]) -> dict[str, LinkedSkill]:
        linker = SkillLinker().fit(SKILLS, examples=examples)
        return {each.skill: each for each in linker.link("hjælp til madlavning")}

    assert skill_id("diætkost") not in asked([])
    learned = asked([LONELY, *OTHERS])[skill_id("diætkost")]
    assert learned.score < SURE
    assert [span.text for span in learned.spans] == ["madlavning"]


def test_a_word_that_every_example_has_says_nothing() -> None:
    same = [TaskExample("madlavning", (id,)) for id in (skill_id("diætkost"), skill_id("vinduespudsning"))]
    linker = SkillLinker().fit(SKILLS, examples=same)
    assert [each.skill for each in linker.link("madlavning")] == [skill_id("madlavning")]
