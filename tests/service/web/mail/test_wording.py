"""Every piece of news has words, in both languages, and a link with a name of its own."""

import pytest
from babel.support import Translations

from matching.telling import News
from service.web.frame.assets import TRANSLATIONS
from service.web.mail.wording import LONGEST_TITLE, saying

ENGLISH = Translations.load(str(TRANSLATIONS), ["en"])


@pytest.mark.parametrize("news", News)
def test_it_is_said_in_danish_and_in_english(news: News) -> None:
    danish, english = (saying(news, "Støj", speak) for speak in (str, ENGLISH.gettext))
    assert danish.sentence != english.sentence
    assert danish.link != english.link
    assert "%" not in danish.sentence + english.sentence


def test_a_title_is_one_line_and_no_longer_than_a_mailbox_shows() -> None:
    said = saying(News.ASKED, "Ny\r\nBcc: alle\n" + "x" * 1_000, str).sentence
    assert "\n" not in said
    assert "\r" not in said
    assert len(said) < LONGEST_TITLE + 100
