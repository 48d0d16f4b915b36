from harness.factories import skill
from matching.language.effort import Effort
from matching.language.linking import SkillLinker

LINKER = SkillLinker().fit(
    [skill("palliativ pleje"), skill("pleje"), skill("cykelstier"), skill("cykelparkering", source="esco")]
)


def named(text: str) -> dict[str, float]:
    clauses = list(LINKER.phrases_.clauses(text, Effort()))
    found = LINKER.own_words_.find(clauses, Effort())
    return {LINKER.index_.skills_[position].label: each.link for position, each in found.items()}


def test_a_label_that_stands_whole_comes_to_one() -> None:
    assert named("nye cykelstier")["cykelstier"] == 1.0


def test_what_a_longer_label_explains_counts_less() -> None:
    assert named("palliativ pleje")["pleje"] < named("pleje")["pleje"]


def test_a_skill_that_the_catalogue_lacks_counts_less() -> None:
    assert named("cykelparkering")["cykelparkering"] < 1.0


def test_the_clauses_that_speak_for_a_skill_are_counted() -> None:
    clauses = list(LINKER.phrases_.clauses("Cykelstier. Vi vil have cykelstier! Og mad.", Effort()))
    (found,) = LINKER.own_words_.find(clauses, Effort()).values()
    assert (found.clause, found.clauses) == (0, 2)


def test_words_of_no_label_name_nothing() -> None:
    assert named("vi laver lidt af hvert") == {}
