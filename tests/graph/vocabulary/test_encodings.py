import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary.delimited import UnreadableText, decode
from graph.vocabulary.encodings import text_of

FILE = (
    "medarbejder_id;navn;arbejdsplads;faglighed\n1;Åse Nørgaard;Søgården;Pædagog\n"
    "2;Bjørn Ærenlund;Rådhuset;Lærer\n"
)
OLD = ("cp1252", "cp850", "mac_roman")
ALL = ("utf-8", "utf-8-sig", "utf-16", *OLD)

letters = st.sampled_from("abdefgijklmnoprstuvxy" + 3 * "æøå" + "éèëüöäáíóúñç")
names = st.lists(letters, min_size=2, max_size=12).map("".join)
written = st.one_of(names, names.map(str.title), names.map(str.upper))


@pytest.mark.parametrize("encoding", ALL)
def test_a_file_of_names_reads_right_in_every_encoding(encoding):
    assert decode(FILE.encode(encoding)).removeprefix("\ufeff") == FILE


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize(
    "text", ["SØREN KJÆR", "Møller-Jørgensen", "Müller, José", "Søren O'Brien", "Pårup Ældrecenter; Sø og Å"]
)
def test_so_do_a_few_names(encoding, text):
    assert text_of(text.encode(encoding)) in (text, None)
    assert text_of(f"{FILE}{text}".encode(encoding)) == f"{FILE}{text}"


@pytest.mark.parametrize("text", ["Øster", "Åse", "Ærø", "Kjær – »ny« ’s", "12 m² ved 5 °C", "SkoleÅret"])
def test_the_usual_encoding_needs_no_more_than_one_word(text):
    assert text_of(text.encode("cp1252")) == text


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_two_readings_that_are_equally_good_are_refused(encoding):
    with pytest.raises(UnreadableText):
        decode("1;Åse\n".encode(encoding))


def test_what_is_utf_8_for_the_most_part_is_no_old_encoding():
    with pytest.raises(UnreadableText):
        decode(FILE.encode() + "Søgård".encode("cp1252"))
    with pytest.raises(UnreadableText):
        decode(codecs.BOM_UTF8 + "Søgård".encode("cp1252") + "Søgård".encode())


def test_a_few_capitals_that_happen_to_be_utf_8_are_not_a_letter_of_another_script():
    with pytest.raises(UnreadableText):
        decode("1;ÈÄ".encode("cp850"))
    for text in ("1;10–20", "1;中文", "1;Ελλάδα"):
        assert decode(text.encode()) == text


@given(st.lists(written, min_size=1, max_size=8), st.sampled_from(ALL))
def test_no_name_is_ever_read_as_another(words, encoding):
    text = "navn\n" + "\n".join(words)
    try:
        read = decode(text.encode(encoding)).removeprefix("\ufeff")
    except UnreadableText:
        return
    assert read == text
