"""No text costs more than its effort, whatever it holds: counted in function calls, as clocks differ."""

import random
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.factories import skill
from matching.language.effort import Effort
from matching.language.linking import SkillLinker
from matching.language.text import LONGEST_TEXT, LONGEST_WORD

LETTERS = "abdefgiklmnoprstuvyæøå"
WORDS = "børn ældre cykel plan drift pleje skole vand park støj bolig sprog".split()  # noqa: SIM905
SKILLS = [skill(f"{one}{other} og {third}") for one in WORDS for other in WORDS for third in WORDS[:4]]
CHANCE = random.Random(1)

MOST_CALLS = 3_000_000
"""What the dearest of these texts may take; an ordinary sentence takes 14,000."""


def gibberish(words: int, letters: int) -> str:
    return " ".join("".join(CHANCE.choices(LETTERS, k=letters)) for _ in range(words))


HOSTILE = {
    "one word of 10,000 letters": gibberish(1, 10_000),
    "one letter 10,000 times": "a" * 10_000,
    "600 labels glued together": "".join(CHANCE.choices(WORDS, k=1200)),
    "labels glued in threes": " ".join("".join(CHANCE.choices(WORDS, k=10)) for _ in range(400)),
    "gibberish": gibberish(3_000, 9),
    "gibberish in the longest words": gibberish(400, LONGEST_WORD),
    "200 kB of words": " ".join(CHANCE.choices(WORDS, k=40_000)),
    "200 kB of one word": "børn " * 40_000,
    "200 kB of one list": "børn, " * 33_000,
    "200 kB of clauses": "børn. " * 33_000,
    "hyphens at every end": "børne- " * 5_000,
    "one word of hyphens": "børne-" * 3_000,
    "a letter under 10,000 accents": "a" + "\u0301" * 10_000,
}


def calls_of(work: Callable[[], object]) -> int:
    """How many functions, of Python or of a library, a piece of work calls."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_costs_more_than_its_effort(name: str) -> None:
    linker = SkillLinker().fit(SKILLS)

    assert calls_of(lambda: linker.link(HOSTILE[name])) < MOST_CALLS
    assert calls_of(lambda: linker.complete(HOSTILE[name])) < MOST_CALLS / 10
    assert calls_of(lambda: linker.terms(HOSTILE[name])) < MOST_CALLS


@given(st.lists(st.text(alphabet=LETTERS + "-,. ", max_size=300), max_size=30).map("".join))
@settings(max_examples=25)
def test_the_answer_does_not_depend_on_what_was_read_before(text: str) -> None:
    used = SkillLinker().fit(SKILLS[:40])
    used.link(text)

    assert used.link(text) == SkillLinker().fit(SKILLS[:40]).link(text)


def test_a_text_within_its_effort_is_read_to_its_end() -> None:
    linker = SkillLinker().fit([skill("kystsikring"), *SKILLS])
    text = "Vi taler om veje. " * 500 + "Og så skal vi have kystsikring."

    assert "kystsikring" in {each.label for each in linker.link(text)}


def test_what_stands_after_the_longest_text_is_not_read() -> None:
    linker = SkillLinker().fit([skill("kystsikring"), *SKILLS])

    assert linker.link("og " * LONGEST_TEXT + "kystsikring") == []


def test_without_effort_a_misspelt_word_is_not_mended() -> None:
    linker = SkillLinker().fit([skill("rekruttering"), *SKILLS])

    assert linker.link("vi er i gang med rekrutering")
    assert linker.link("vi er i gang med rekrutering", effort=Effort(spellings=0)) == []


def test_an_unknown_word_is_paid_for_once() -> None:
    effort = Effort(spellings=1)

    assert [effort.takes_spelling(word) for word in ("en", "en", "to")] == [True, True, False]


def test_no_more_labels_are_taken_than_there_are_left() -> None:
    effort = Effort(labels=5)

    assert [effort.take_labels(3), effort.take_labels(3), effort.take_labels(3)] == [3, 2, 0]
