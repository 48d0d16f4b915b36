"""Every text of the pages is in English too, and what is compiled is what is written.

That the catalogue holds every text, and no other, is checked by `pybabel update --check` in `make lint`.
"""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from service.web.frame.assets import TRANSLATIONS

ENGLISH = Path(str(TRANSLATIONS)) / "en" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")

with ENGLISH.open("rb") as file:
    MESSAGES = [message for message in read_po(file, locale="en") if message.id]


def texts(each: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (each or "",) if isinstance(each, str | None) else tuple(each)


def named(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: texts(message.id)[0][:60])
def test_every_text_is_translated_for_certain_and_has_the_values_of_its_text(message: Message) -> None:
    assert all(texts(message.string))
    assert not message.fuzzy
    *fewer, most = texts(message.string)
    assert named(most) == named(texts(message.id)[-1])
    assert all(named(each) <= named(most) for each in fewer)


def test_the_compiled_catalogue_is_up_to_date() -> None:
    with ENGLISH.with_suffix(".mo").open("rb") as compiled:
        spoken = gettext.GNUTranslations(compiled)
    for message in MESSAGES:
        if isinstance(message.id, str):
            assert spoken.gettext(message.id) == message.string
        else:
            one, many = message.id
            assert (spoken.ngettext(one, many, 1), spoken.ngettext(one, many, 2)) == texts(message.string)
