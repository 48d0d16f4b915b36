import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.compounds import CompoundSplitter

LEARNED = ["omsorg", "omsorg", "skybrud", "skybrud", "deltagelse", "deltagelse"]
SPLITTER = CompoundSplitter().fit(LEARNED)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("cykelsti", ("cykel", "sti")),
        ("cykelstierne", ("cykel", "stierne")),
        ("børneinddragelse", ("børn", "inddragelse")),
        ("sagsbehandling", ("sag", "behandling")),
        ("trafiksikkerhed", ("trafik", "sikkerhed")),
        ("arbejdsmiljøarbejde", ("arbejds", "miljø", "arbejde")),
        ("skoleveje", ("skole", "veje")),
        ("byplan", ("by", "plan")),
        ("skybrudsplan", ("skybrud", "plan")),
        ("projektlederen", ("projekt", "lederen")),
    ],
)
def test_compounds_are_split_at_their_joints_without_linking_letters(
    word: str, parts: tuple[str, ...]
) -> None:
    assert SPLITTER(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        *("forældre", "opgave", "parkering", "netværk", "undervisning", "børnehave", "musik", "lokalplanen"),
        *(
            "lederen",
            "læreren",
            "brugeren",
            "lederens",
            "forstand",
            "midlertidige",
        ),
        *("elendigt", "portalen", "korrelation"),
    ],
)
def test_whole_words_stay_whole(word: str) -> None:
    assert SPLITTER(word) == (word,)


def test_an_unknown_word_is_split_off_a_common_one() -> None:
    assert SPLITTER("demensramte") == ("demens", "ramte")
    assert SPLITTER("odontofobibehandling") == ("odontofobi", "behandling")


def test_words_of_labels_are_learned() -> None:
    assert SPLITTER("skybrudsdeltagelse") == ("skybrud", "deltagelse")


def test_protected_words_can_be_given() -> None:
    assert CompoundSplitter(protected=["cykelsti"]).fit([])("cykelstier") == ("cykelstier",)


@given(st.text(alphabet="abdefgiklmnoprstuvyæøå", max_size=24))
def test_parts_are_pieces_of_the_word_in_order(word: str) -> None:
    place = 0
    for part in SPLITTER(word):
        place = word.index(part, place) + len(part)
    assert place <= len(word)
