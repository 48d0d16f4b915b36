"""Where words stand in a text: lists share their verb, and clauses keep their words apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.factories import skill
from matching.language.effort import Effort
from matching.language.phrases import SIBLINGS, Clause, Place
from matching.language.text import Language
from tests.matching.language.readers import phrase_reader

READER = phrase_reader(
    [
        skill("inddragelse af børn", english="involving children"),
        skill("ældreområdet", alternatives=["ungeområdet", "børneområdet"]),
        skill("handelsliv"),
    ]
)


def clauses(text: str) -> list[Clause]:
    return list(READER.clauses(text, Effort()))


def distances(text: str) -> dict[tuple[str, str], int]:
    """How far the words of a text's only clause are apart."""
    [clause] = clauses(text)
    said = [(text[word.start : word.end], word.place) for word in clause.words]
    return {(a, b): one.distance(other) for n, (a, one) in enumerate(said) for b, other in said[n + 1 :]}


def test_the_members_of_a_list_stand_equally_near_the_verb_and_apart_from_each_other() -> None:
    apart = distances("inddrage børn, ældre og handelsliv")
    assert {apart["inddrage", each] for each in ("børn", "ældre", "handelsliv")} == {1}
    assert apart["børn", "ældre"] == apart["ældre", "handelsliv"] == SIBLINGS


def test_small_words_take_no_place() -> None:
    assert distances("inddragelse af børn") == {("inddragelse", "børn"): 1}


def test_what_stops_part_makes_no_clause_together() -> None:
    assert len(clauses("Inddragelse af børn. Handelsliv.")) == 2


def test_a_word_with_a_hyphen_borrows_the_part_that_the_full_word_ends_with() -> None:
    [clause] = clauses("ældre- og ungeområdet")
    parts = [{part for part, _ in word.parts} for word in clause.words]
    assert READER.reader.index.parts_["da:område"] in parts[0] & parts[1]


def said(text: str, *labels: str) -> list[set[str]]:
    """The parts that each word of a text is read as, by their names, with the labels of some skills."""
    reader = phrase_reader([skill(label) for label in labels])
    names = list(reader.reader.index.parts_)
    read = [word for clause in reader.clauses(text, Effort()) for word in clause.words]
    return [{names[part] for part, _ in (*word.parts, *word.foreign)} for word in read]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ind- og udskoling", "da:indskol"),
        ("til- og fraflytning", "da:tilflytt"),
        ("Op- og nedtrapning", "da:optrapp"),
    ],
)
def test_a_particle_with_a_hyphen_is_read_with_the_rest_of_the_full_word(text: str, first: str) -> None:
    labels = ["indskoling", "udskoling", "tilflytning", "fraflytning", "optrapning", "nedtrapning"]
    assert said(text, *labels)[0] == {first}


@pytest.mark.parametrize(
    "text", ["programmering i R", "vi bruger R og Python", "Python, R og SQL", "R/Python", "statistik (R)."]
)
def test_a_letter_is_a_name_where_it_stands_like_one(text: str) -> None:
    assert {"=R"} in said(text, "R", "Python")


@pytest.mark.parametrize("text", ["hal R", "Hans R. Jensen skal med", "niveau R", "Bygning R skal males"])
def test_a_letter_that_belongs_to_a_word_before_it_is_no_name(text: str) -> None:
    assert {"=R"} not in said(text, "R", "Python")


@pytest.mark.parametrize("text", ["Node.js", ".NET", "CI/CD", "node.js, .net og ci/cd"])
def test_a_technical_name_is_not_read_as_the_words_in_it(text: str) -> None:
    assert not any(said(text, "noder", "net på kysten", "CI", "cd'er"))


def test_a_slash_parts_other_abbreviations() -> None:
    assert said("MED/TR", "MED", "TR") == [{"=MED"}, {"=TR"}]


@pytest.mark.parametrize(
    "text",
    ["vi ska ha nån te å lave plejen", "hva gør vi me plejen ik", "øh plejen sgu", "vi ku ta plejen lissom"],
)
def test_what_people_write_as_they_speak_says_no_more_than_it_does(text: str) -> None:
    assert said(text, "pleje", "te", "me", "ta", "ska")[-1] == {"da:pleje"}
    assert len([parts for parts in said(text, "pleje", "te", "me", "ta", "ska") if parts]) == 1


@pytest.mark.parametrize(
    "text", ["it sikkerhed", "It sikkerhed", "IT-sikkerhed", "it-sikkerheden", "it‑sikkerhed"]
)
def test_it_is_the_same_however_it_is_written(text: str) -> None:
    assert set().union(*said(text, "it-sikkerhed")) == {"=IT", "da:sikker"}


def test_the_language_is_guessed_of_each_long_sentence() -> None:
    found = clauses("Vi vil gerne inddrage børn i byen. We would like to involve the children of the town.")
    assert [clause.language for clause in found] == [Language.DANISH, Language.ENGLISH]


PLACES = st.builds(
    Place, st.integers(0, 9), st.integers(0, 3), st.integers(0, 2), st.integers(0, 3), st.integers(0, 3)
)


@given(PLACES, PLACES)
def test_two_words_are_as_far_apart_as_the_other_way_round(one: Place, other: Place) -> None:
    if one.number != other.number:
        assert one.distance(other) == other.distance(one)


@given(st.text(max_size=100))
def test_the_words_stand_in_the_order_of_the_text(text: str) -> None:
    for clause in clauses(text):
        numbers = [word.place.number for word in clause.words]
        assert numbers == list(range(len(clause.words)))
        assert [word.start for word in clause.words] == sorted(word.start for word in clause.words)
