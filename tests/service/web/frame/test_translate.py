"""Every text of the pages is in English too, and what is compiled is what is written."""

import gettext
import re

from service.web.frame.translate import ENGLISH, collected, translations, untranslated

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def texts(each: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (each,) if isinstance(each, str) else tuple(each)


def test_the_catalogue_holds_every_text_of_the_pages_and_no_other():
    assert {each.id for each in translations()} == {each.id for each in collected()}


def test_every_text_is_translated():
    assert untranslated(translations()) == []


def test_a_translation_has_the_values_of_its_text():
    for message in translations():
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(texts(message.id)[-1]))
        for translation in texts(message.string):
            assert set(PLACEHOLDER.findall(translation)) <= wanted, message.id
        assert set(PLACEHOLDER.findall(texts(message.string)[-1])) == wanted, message.id


def test_the_compiled_catalogue_is_up_to_date():
    with ENGLISH.with_suffix(".mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    for message in translations():
        if isinstance(message.id, str):
            assert not message.id or spoken.gettext(message.id) == message.string
        else:
            one, many = message.id
            assert (spoken.ngettext(one, many, 1), spoken.ngettext(one, many, 2)) == tuple(message.string)
