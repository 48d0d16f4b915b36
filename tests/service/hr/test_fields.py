import pytest
from marshmallow import ValidationError

from matching.model import Evidence, LifePhase
from service.hr.choice_words import EVIDENCE_WORDS, LIFE_PHASE_WORDS
from service.hr.fields import Choice, Choices, Entries, Id, Needs, Number, Paragraphs, Text


def hours(**changed):
    return Number(**{"least": 0, "most": 60, "fix": ""} | changed)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("37", 37),
        ("32,5", 32.5),
        ("32.5", 32.5),
        (" 7,25 ", 7.25),
        ("0.30000000000000004", 0.3),
        ("0", 0),
        ("60,0", 60),
    ],
)
def test_numbers_have_decimal_comma_or_point(text, value):
    assert hours().deserialize(text) == value


@pytest.mark.parametrize("text", ["", "x", "1.234,5", "-1", "61", "1e3", "nan", "inf", "3 7", "37t", "=37"])
def test_other_numbers_are_refused(text):
    with pytest.raises(ValidationError):
        hours().deserialize(text)


def test_a_level_is_a_whole_number():
    level = Number(least=1, most=5, whole=True, fix="")
    for text in ("4", "4,0", "4.0", "4.0000000000000004", "3.9999999999999996"):
        assert level.deserialize(text) == 4
    for text in ("4,5", "0", "6"):
        with pytest.raises(ValidationError):
            level.deserialize(text)


@pytest.mark.parametrize("text", ["bekræftet", "Bekraeftet", "CONFIRMED", " bekræftet "])
def test_a_choice_is_a_danish_or_an_english_word(text):
    assert Choice(words=EVIDENCE_WORDS, fix="").deserialize(text) is Evidence.CONFIRMED


@pytest.mark.parametrize(
    "text", ["self-stated", "self_stated", "Self Stated", "egen vurdering", "egen_vurdering"]
)
def test_signs_between_the_words_of_a_choice_do_not_count(text):
    assert Choice(words=EVIDENCE_WORDS, fix="").deserialize(text) is Evidence.SELF_STATED


def test_an_unknown_choice_is_refused():
    with pytest.raises(ValidationError):
        Choice(words=EVIDENCE_WORDS, fix="").deserialize("måske")


def test_several_choices_are_apart_by_bars_or_commas_and_count_once():
    field = Choices(words=LIFE_PHASE_WORDS, fix="")
    assert field.deserialize("skolelivet, den sidste del af livet|School") == (
        LifePhase.SCHOOL,
        LifePhase.LATE,
    )


def test_entries_are_apart_by_bars_or_lines():
    assert Entries(fix="").deserialize("0110 | Vej,  Park\n0110|") == ("0110", "Vej, Park")


def test_needs_have_a_level_of_three_unless_it_is_said():
    assert Needs(fix="").deserialize("GDPR=4,0|Ledelse | C# = 2") == (("GDPR", 4), ("Ledelse", 3), ("C#", 2))


@pytest.mark.parametrize("text", ["GDPR=6", "GDPR=", "=4", "GDPR=høj"])
def test_a_need_with_a_bad_level_is_refused(text):
    with pytest.raises(ValidationError):
        Needs(fix="").deserialize(text)


@pytest.mark.parametrize("text", ["Ã¦ble", "S�gård", "Ã…se", "S?gård", "K?benhavn"])
def test_lost_letters_are_noticed(text):
    with pytest.raises(ValidationError, match="æ, ø eller å"):
        Text(fix="").deserialize(text)


def test_text_is_tidied_and_of_bounded_length():
    assert Text(fix="").deserialize("  A\u030ase \u00a0 S\u00f8\u00adgård ") == "Åse Søgård"
    for text in ("x" * 201, "a\x07b"):
        with pytest.raises(ValidationError):
            Text(fix="").deserialize(text)


def test_paragraphs_keep_their_lines():
    assert Paragraphs(fix="").deserialize("Første  linje\r\n\r\nanden \n") == "Første linje\n\nanden"


@pytest.mark.parametrize("text", ["4,17E+11", "1.23457e+09", "1E9"])
def test_an_id_that_a_spreadsheet_shortened_is_refused(text):
    with pytest.raises(ValidationError, match="forkortet"):
        Id(fix="").deserialize(text)
    assert Id(fix="").deserialize("E12") == "E12"


def test_a_question_mark_is_no_lost_letter_in_an_address_or_between_sentences():
    for text in ("http://data.europa.eu/x?id=1", "Hvad nu? Og så?"):
        assert Text(fix="").deserialize(text) == text
    assert Paragraphs(fix="").deserialize("hvad?så") == "hvad?så"
