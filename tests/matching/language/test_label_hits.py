"""A label is met by words that stand near each other, the better the more of it they explain."""

from harness.factories import skill
from matching.language.effort import Effort
from matching.language.label_hits import Hit, find_hits
from tests.matching.language.readers import phrase_reader

READER = phrase_reader(
    [
        skill("inddragelse af børn", english="involving children"),
        skill("hjemmepleje"),
        skill("hjem", alternatives=["pleje"]),
        skill("kvalitet i registre", english="data governance"),
    ]
)
INDEX = READER.reader.index


def hits(text: str, *, least: float = 0.3, effort: Effort | None = None) -> dict[str, Hit]:
    """The labels that a text meets, each with its best hit."""
    effort = effort or Effort()
    found = [
        hit
        for clause in READER.clauses(text, effort)
        for hit in find_hits(clause, INDEX, least=least, effort=effort)
    ]
    return {INDEX.labels_[hit.label].text: hit for hit in sorted(found, key=lambda hit: hit.score)}


def test_a_label_that_is_written_out_is_covered_whole() -> None:
    found = hits("inddragelse af børn")["inddragelse af børn"]
    assert found.coverage > 0.99
    assert found.words == (0, 1)


def test_words_far_apart_meet_a_label_less_than_near_ones() -> None:
    near = hits("inddragelse af børn")["inddragelse af børn"]
    far = hits("inddragelse i byens mange gamle grønne parker og børn")["inddragelse af børn"]
    assert far.score < near.score


def test_a_label_that_explains_a_part_of_a_word_is_met_less_than_by_that_part_alone() -> None:
    for label in ("hjem", "pleje"):
        assert hits("hjemmepleje")[label].score < hits(label)[label].score


def test_a_label_in_the_other_language_is_met_whole_or_not_at_all() -> None:
    assert "data governance" in hits("Vi mangler en, der har styr på data governance i vores forvaltning")
    assert "data governance" not in hits("Vi mangler en, der har styr på data i vores forvaltning")


def test_nothing_is_found_when_the_effort_is_spent() -> None:
    assert hits("inddragelse af børn", effort=Effort(labels=0)) == {}
