"""What a notice says in a mail: the task's title and nothing of anybody, with the page that it leads to."""

from collections.abc import Callable
from dataclasses import dataclass

from matching.telling import News

Translate = Callable[[str], str]
LONGEST_TITLE = 200
"""Characters of a task's title in a mail. By eye: mailboxes cut a subject long before."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence on what happened, and what the link below it is called."""

    sentence: str
    link: str


def saying(news: News, title: str, _: Translate) -> Saying:
    """A notice in words, of a task where there is one."""
    task = " ".join(title.split())[:LONGEST_TITLE]
    match news:
        case News.ASKED:
            words = _("Du bliver spurgt, om du vil være med i opgaven »%(task)s«."), _("Se, og svar")
        case News.TAKEN_BACK:
            words = _("Du skal ikke regne med opgaven »%(task)s« længere."), _("Se dine invitationer")
        case News.AGREED:
            words = _("Du er med i opgaven »%(task)s«."), _("Se, hvad der er aftalt")
        case News.SAID_YES:
            words = _("En kollega siger ja til opgaven »%(task)s«."), _("Se opgaven")
        case News.OFFERED:
            words = _("En kollega tilbyder at være med i opgaven »%(task)s«."), _("Se tilbuddet")
        case News.TOLD_AS_MANAGER:
            words = (
                _("En af dine medarbejdere er med i opgaven »%(task)s«."),
                _("Se, hvad der er aftalt"),
            )
        case News.ASKED_AS_MANAGER:
            words = (
                _("En af dine medarbejdere vil være med i opgaven »%(task)s«, og du bliver hørt."),
                _("Se, og svar"),
            )
        case News.MANAGER_ANSWERED:
            words = _("Lederen har svaret om opgaven »%(task)s«."), _("Se svaret")
        case News.TO_CONFIRM:
            words = (
                _("Opgaven »%(task)s« er slut. Du kan bekræfte de kompetencer, du brugte."),
                _("Se, og bekræft"),
            )
        case News.INTRODUCTION_ASKED:
            words = _("Du bliver bedt om at præsentere to kolleger for hinanden."), _("Se, og svar")
        case News.INTRODUCTION_MADE:
            words = _("En kollega har præsenteret dig, som du bad om."), _("Se dine introduktioner")
    sentence, link = words
    return Saying(sentence % {"task": task}, link)
