"""What is kept of somebody as a page for people: a PDF in Danish or English.

Every section and field of an export stands in it, one that is new under its own name until it has words here.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

FONT = "DejaVuSans"
FONT_FILE = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
"""Has the letters of the languages of Europe; its licence lies beside it."""
HEADING, TEXT = 13, 9
"""Points of a heading and of the text. By eye: a page of paper that is read at arm's length."""
LANGUAGES = ("da", "en")

WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Alt om dig i Tværs", "Everything about you in Tværs"),
    "nothing": ("Intet.", "Nothing."),
    "made_at": ("Lavet", "Made"),
    "profile": ("Din profil", "Your profile"),
    "tasks": ("Opgaver, du er eller har været med i", "Tasks that you take or took part in"),
    "task_changes": ("Opgaver, du har ændret", "Tasks that you changed"),
    "invitations": ("Invitationer og tilbud", "Invitations and offers"),
    "consultations": ("Det, du har svaret på som leder", "What you answered as a manager"),
    "introductions": ("Præsentationer", "Introductions"),
    "sessions": ("Hvor du er logget ind", "Where you are signed in"),
    "manages": ("Arbejdspladser, du leder", "Workplaces that you lead"),
    "record": ("Hvornår du blev vist, til hvem og hvorfor", "When you were shown, to whom and why"),
    "id": ("Id", "Id"),
    "name": ("Navn", "Name"),
    "workplace": ("Arbejdsplads", "Workplace"),
    "profession": ("Faglighed", "Profession"),
    "weekly_hours": ("Timer om ugen", "Hours a week"),
    "hours_offered": ("Timer, du tilbyder", "Hours that you offer"),
    "offers_from": ("Tilbudt fra", "Offered from"),
    "offers_until": ("Tilbudt til", "Offered until"),
    "invitation_cap": ("Invitationer ad gangen", "Invitations at a time"),
    "shows_bridges": ("HR må se dig som bindeled", "HR may see you as one who joins workplaces"),
    "visibility": ("Vist for", "Shown to"),
    "visibility_in_file": ("HR's fil sagde sidst", "HR's file said last"),
    "protected": ("Navn og adresse er beskyttet", "Name and address are protected"),
    "objects": ("Du vil ikke foreslås", "You object to being suggested"),
    "skills": ("Kompetencer, som andre siger, du har", "Skills that others say you have"),
    "counting": ("Kompetencer, som tæller", "Skills that count"),
    "statements": ("Det, du selv siger (0: har jeg ikke)", "What you say yourself (0: not at all)"),
    "disputes": ("Det bestrider du", "You dispute it"),
    "said_on": ("Sagt den", "Said on"),
    "skill": ("Kompetence", "Skill"),
    "level": ("Niveau", "Level"),
    "evidence": ("Grundlag", "How it is known"),
    "source": ("Kilde", "Source"),
    "confirmed_on": ("Dato", "Date"),
    "wants_to_learn": ("Vil lære", "Wants to learn"),
    "can_teach": ("Kan lære fra sig", "Can teach"),
    "knows": ("Kender", "Knows"),
    "declared_on": ("Sagt den", "Said on"),
    "employee": ("Medarbejder", "Employee"),
    "task": ("Opgave", "Task"),
    "status": ("Status", "Status"),
    "created_on": ("Oprettet", "Created"),
    "closed_on": ("Afsluttet", "Closed"),
    "role": ("Rolle", "Role"),
    "started_on": ("Fra", "From"),
    "ended_on": ("Til", "Until"),
    "starts_on": ("Fra", "From"),
    "ends_on": ("Til", "Until"),
    "hours": ("Timer om ugen", "Hours a week"),
    "earlier": ("Tidligere perioder", "Earlier periods"),
    "state": ("Tilstand", "State"),
    "message": ("Besked", "Message"),
    "reason": ("Din egen grund", "Your own reason"),
    "moves": ("Bevægelser", "Moves"),
    "at": ("Tid", "When"),
    "by": ("Af", "By"),
    "before": ("Før", "Before"),
    "after": ("Efter", "After"),
    "manager": ("Leder", "Manager"),
    "answer_by": ("Svarfrist", "Answer by"),
    "kind": ("Slags", "Kind"),
    "part": ("Du var", "You were"),
    "where": ("Hvor", "Where"),
    "purpose": ("Formål", "Purpose"),
    "needs": ("Behov", "Needs"),
    "reasons": ("Grunde", "Reasons"),
    "band": ("Match", "Match"),
    "asker": ("Spurgt af", "Asked by"),
    "sought": ("Hvem der søges", "Who is sought"),
    "through": ("Gennem", "Through"),
    "roles": ("Roller", "Roles"),
    "created": ("Begyndt", "Begun"),
    "seen": ("Sidst brugt", "Last used"),
    "ends": ("Slutter senest", "Ends at the latest"),
    "true": ("ja", "yes"),
    "false": ("nej", "no"),
}
"""What fields, sections and values are called, in Danish and English."""


def export_page(found: Mapping[str, Any], *, language: str) -> bytes:
    """An export (`service.use_cases.exporting`) as a PDF in one of `LANGUAGES`."""
    from reportlab.lib.pagesizes import A4  # a fifth of a second that only this takes
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, FONT_FILE))
    text = ParagraphStyle("text", fontName=FONT, fontSize=TEXT, leading=TEXT * 1.4)
    heading = ParagraphStyle(
        "heading", text, fontSize=HEADING, leading=HEADING * 1.4, spaceBefore=HEADING, spaceAfter=TEXT / 2
    )
    written = BytesIO()
    title = _word("title", language)
    document = SimpleDocTemplate(written, pagesize=A4, title=title, lang=language)
    flow = [Paragraph(escape(title), heading)]
    for section, value in found.items():
        if section != "names":
            flow.append(Paragraph(escape(_word(section, language)), heading))
            lines = [*_lines(value, found["names"], language)] or [(0, _word("nothing", language))]
            flow += [
                Paragraph(escape(line), ParagraphStyle("line", text, leftIndent=depth * TEXT))
                for depth, line in lines
            ]
    document.build(flow)
    return written.getvalue()


def _lines(value: Any, names: Mapping[str, str], language: str, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Values as lines, each with how far in it stands; what is not said has none."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if isinstance(each, Mapping | list | tuple | frozenset) and each:
                yield depth, f"{_word(name, language)}:"
                yield from _lines(each, names, language, depth + 1)
            elif each not in (None, "", [], (), frozenset()):
                yield depth, f"{_word(name, language)}: {_said(each, names, language)}"
    elif isinstance(value, list | tuple | frozenset):
        for each in value:
            if isinstance(each, Mapping):
                flat = [line for _, line in _lines(each, names, language)]
                yield depth, f"• {' · '.join(flat)}"
            else:
                yield depth, f"• {_said(each, names, language)}"
    else:
        yield depth, _said(value, names, language)


def _said(value: Any, names: Mapping[str, str], language: str) -> str:
    if isinstance(value, bool):
        return _word(str(value).lower(), language)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    return names.get(value, value) if isinstance(value, str) else f"{value:g}"


def _word(name: str, language: str) -> str:
    said = WORDS.get(name)
    return said[LANGUAGES.index(language)] if said else name
