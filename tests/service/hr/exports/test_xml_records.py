import tracemalloc

import pytest

from service.hr.exports.xml_records import UnreadableExport, records

SHAPE = {"person": {"@id": None, "name": None, "job": {"title": None}}}


@pytest.fixture
def read(tmp_path):
    def read(text):
        (tmp_path / "løn.xml").write_text(text, "utf-8")
        return list(records(tmp_path / "løn.xml", SHAPE))

    return read


def test_only_what_the_shape_names_is_kept_wherever_its_like_stands(read):
    [person] = read(
        "<file><head><name>Løn</name></head>"
        "<person id='1' secret='x'><cpr>0101701234</cpr><name> Anna </name>"
        "<home><name>Vejen 1</name><job><title>x</title></job></home>"
        "<job><title>Lærer</title><pay>1</pay></job><job><title>Vikar</title></job></person></file>"
    )
    assert person.texts == {"id": "1", "name": "Anna"}
    assert [job.texts for job in person.all("job")] == [{"title": "Lærer"}, {"title": "Vikar"}]
    assert person.all("home") == []


def test_a_prefix_makes_no_difference_and_what_is_not_there_is_empty(read):
    [person] = read("<f xmlns:s='urn:x'><s:person><s:name>Bo</s:name></s:person></f>")
    assert (person.text("name"), person.text("id")) == ("Bo", "")


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE f [<!ENTITY a 'Anna'>]><f><person><name>&a;</name></person></f>",
        "<!DOCTYPE f [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><f><person><name>&a;</name></person></f>",
        "<f><person><name>Anna</name></person>",
        "medarbejder;navn\n1;Anna",
    ],
)
def test_entities_and_what_is_no_whole_xml_are_refused_without_their_contents(read, text):
    with pytest.raises(UnreadableExport) as refused:
        read(text)
    assert "løn.xml" in str(refused.value)
    assert "Anna" not in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnreadableExport, match="den findes ikke"):
        list(records(tmp_path / "x.xml", SHAPE))


def test_what_nobody_asks_for_takes_no_memory_however_much_there_is_of_it(tmp_path):
    secret = "<cpr>0101701234</cpr><address><street>Hemmeligvej 7</street></address>" * 15_000
    (tmp_path / "løn.xml").write_text(f"<f><person>{secret}<name>Anna</name></person></f>", "utf-8")
    tracemalloc.start()
    [person] = records(tmp_path / "løn.xml", SHAPE)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert person.texts == {"name": "Anna"}
    assert most < 60_000 < len(secret) / 10
