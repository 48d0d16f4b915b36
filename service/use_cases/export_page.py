"""What is kept of somebody as a page for people: a PDF in Danish or English.

Every section and field of an export stands in it, one that is new under its own name until it has words here.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
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
    "heading": ("Alt om dig i Tværs", "Everything about you in Tværs"),
    "title": ("Titel", "Title"),
    "nothing": ("Intet.", "Nothing."),
    "made_at": ("Lavet", "Made"),
    "profile": ("Din profil", "Your profile"),
    "tasks": ("Opgaver, du er eller har været med i", "Tasks that you take or took part in"),
    "task_changes": ("Opgaver, du har ændret", "Tasks that you changed"),
    "invitations": ("Invitationer og tilbud", "Invitations and offers"),
    "consultations": ("Det, du har svaret på som leder", "What you answered as a manager"),
    "moves_made": ("Det, du har gjort i andres invitationer", "What you did in others' invitations"),
    "switches": ("Kontakter, som du slog sidst", "Switches that you turned last"),
    "actions": ("Det, du har gjort, som det står i optegnelsen", "What you did, as the record has it"),
    "introductions": ("Præsentationer", "Introductions"),
    "sessions": ("Hvor du er logget ind", "Where you are signed in"),
    "contact": ("Hvor og hvordan du får besked", "Where and how you are told"),
    "notices": ("Hvad du har fået besked om", "What you were told"),
    "address": ("Adresse", "Address"),
    "known_on": ("Kendt fra den", "Known since"),
    "how": ("Hvor tit", "How often"),
    "language": ("Sprog", "Language"),
    "news": ("Besked", "News"),
    "on": ("Dag", "Day"),
    "told": ("Hvor langt det er", "How far it is"),
    "accounts": ("Din konto i brugerstyringen", "Your account in the sign-in system"),
    "account_groups": ("Grupper, kontoen er i", "Groups that the account is in"),
    "user_name": ("Brugernavn", "User name"),
    "external_id": ("Id i brugerstyringen", "Id in the sign-in system"),
    "active": ("Slået til", "Switched on"),
    "deleted": ("Slettet", "Deleted"),
    "since": ("Siden", "Since"),
    "shown": ("Vist for, før den blev slået fra", "Shown to before it was switched off"),
    "modified": ("Ændret", "Changed"),
    "questions": ("Det, du har spurgt om i går og i dag", "What you asked yesterday and today"),
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
    "qualifications": ("Kvalifikationer, som HR har set", "Qualifications that HR has seen"),
    "own_qualifications": (
        "Det, du selv siger om kvalifikationer",
        "What you say of qualifications yourself",
    ),
    "valid_until": ("Gyldig til og med", "Valid up to and including"),
    "issuer": ("Udstedt af", "Issued by"),
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
    "involvement": ("Lederen bliver", "The manager is"),
    "manager_by": ("Lederen svarer senest", "The manager answers by"),
    "manager_answer": ("Lederens svar", "The manager's answer"),
    "manager_note": ("Lederens ord", "The manager's words"),
    "recommendation": ("Fundet i svaret", "Found in the answer"),
    "chosen_for": ("Valgt, fordi", "Chosen because"),
    "chosen_note": ("Projektlederens ord om valget", "What the lead says of the choice"),
    "offers": ("Tilbyder", "Offers"),
    "did": ("Det, du gjorde", "What you did"),
    "used": ("Brugte kompetencer", "Skills that it took"),
    "confirmed": ("Det, du har bekræftet", "What you confirmed"),
    "settled": ("Du har svaret på det", "You have answered that"),
    "actor": ("Gjort som", "Done as"),
    "what": ("Hvad", "What"),
    "asked_on": ("Spurgt den", "Asked on"),
    "answered_on": ("Svaret den", "Answered on"),
    "acting": ("For", "For"),
    "signal": ("Grund", "Reason"),
    "subject": ("Medarbejder", "Employee"),
}
"""What fields and sections are called, in Danish and English."""

VALUES: Mapping[str, tuple[str, str]] = {
    "true": ("ja", "yes"),
    "false": ("nej", "no"),
    "none": ("ikke spurgt", "not involved"),
    "informed": ("orienteret", "told"),
    "consulted": ("spurgt", "asked"),
    "agrees": ("enig", "agrees"),
    "objects": ("ikke enig", "objects"),
    "open": ("åben", "open"),
    "closed": ("afsluttet", "closed"),
    "created": ("oprettet", "created"),
    "changed": ("ændret", "changed"),
    "everyone": ("alle", "everyone"),
    "leads": ("projektledere", "leads"),
    "hidden": ("ingen", "nobody"),
    "assumed": ("antaget efter faget", "assumed by the profession"),
    "self_stated": ("sagt af dig selv", "stated by yourself"),
    "confirmed": ("bekræftet", "confirmed"),
    "used": ("brugt i en opgave", "used in a task"),
    "offered": ("tilbudt", "offered"),
    "proposed": ("foreslået", "proposed"),
    "invited": ("inviteret", "invited"),
    "accepted": ("sagt ja", "accepted"),
    "declined": ("sagt nej", "declined"),
    "working": ("i gang", "working"),
    "withdrawn": ("trukket tilbage", "withdrawn"),
    "expired": ("udløbet", "expired"),
    "asked": ("spurgt", "asked"),
    "made": ("præsenteret", "introduced"),
    "known_work": ("kender arbejdet", "knows their work"),
    "earlier_work": ("har arbejdet sammen før", "worked together before"),
    "own_workplace": ("samme arbejdsplads", "own workplace"),
    "pointed_out": ("peget på af andre", "pointed out by others"),
    "learns": ("lærer af det", "learns by it"),
    "other": ("andet", "other"),
    "lead": ("projektleder", "lead"),
    "employee": ("medarbejder", "employee"),
    "manager": ("leder", "manager"),
    "system": ("Tværs selv", "Tværs itself"),
    "hr": ("HR", "HR"),
    "head": ("chef", "head"),
    "council": ("tillidsvalgt", "employee representative"),
    "dpo": ("databeskyttelsesrådgiver", "data protection officer"),
    "admin": ("driften", "operations"),
    "tool": ("et andet værktøj", "another tool"),
    "anonymous": ("ukendt", "unknown"),
    "answer": ("søgning", "search"),
    "teams": ("hold", "teams"),
    "advice": ("råd", "advice"),
    "view": ("visning", "view"),
    "choice": ("valg", "choice"),
    "switch": ("kontakt", "switch"),
    "reading": ("læst i loggen", "reading of the record"),
    "erasure": ("sletning", "erasure"),
    "retention": ("frist", "retention"),
    "actor": ("den, der gjorde det", "who did it"),
    "acting": ("den, det blev gjort for", "who it was done for"),
    "suggested": ("foreslået", "suggested"),
    "named": ("nævnt", "named"),
    "chosen": ("valgt", "chosen"),
    "seen": ("set", "seen"),
    "task": ("opgave", "task"),
    "learning": ("læring", "learning"),
    "strong": ("stærkt", "strong"),
    "good": ("godt", "good"),
    "possible": ("muligt", "possible"),
    "skill": ("kompetence", "skill"),
    "missing_in_unit": ("mangler på arbejdspladsen", "missing in the workplace"),
    "taken_back": ("taget tilbage", "taken back"),
    "agreed": ("aftalt", "agreed"),
    "said_yes": ("en kollega sagde ja", "a colleague said yes"),
    "told_as_manager": ("orienteret som leder", "told as a manager"),
    "asked_as_manager": ("hørt som leder", "asked as a manager"),
    "manager_answered": ("lederen svarede", "the manager answered"),
    "to_confirm": ("kompetencer at bekræfte", "skills to confirm"),
    "introduction_asked": ("bedt om at præsentere", "asked to introduce"),
    "introduction_made": ("præsenteret", "introduced"),
    "at_once": ("med det samme", "at once"),
    "daily": ("hver morgen", "each morning"),
    "never": ("aldrig", "never"),
    "past_tasks": ("lignende opgaver", "similar tasks"),
    "recent_tasks": ("nylige opgaver", "recent tasks"),
    "experience": ("erfaring", "experience"),
    "ties": ("har arbejdet sammen", "worked together"),
    "mutual_colleagues": ("fælles kolleger", "mutual colleagues"),
    "workplaces_together": ("arbejdspladser, der arbejder sammen", "workplaces that work together"),
    "same_workplace": ("samme arbejdsplads", "same workplace"),
    "availability": ("ledige timer", "free hours"),
    "exposure": ("sjældent foreslået", "seldom suggested"),
    "across_workplaces": ("på tværs af arbejdspladser", "across workplaces"),
    "across_professions": ("på tværs af fag", "across professions"),
}
"""What values of a closed set are called, in Danish and English."""
CHOSEN = frozenset({"evidence", "kind", "part", "band", "signal", "purpose", "roles"})
"""Fields whose texts are such values; in others a text is somebody's own."""


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
    title = _word("heading", language)
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
                yield from _lines(each, _called(name, names, language), language, depth + 1)
            elif each not in (None, "", [], (), frozenset()):
                said = _said(each, _called(name, names, language), language)
                yield depth, f"{_word(name, language)}: {said}"
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
        return _word(str(value).lower(), language, VALUES)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return _word(str(value.value), language, VALUES)
    return names.get(value, value) if isinstance(value, str) else f"{value:g}"


def _called(field: str, names: Mapping[str, str], language: str) -> Mapping[str, str]:
    """What a field's texts are called: ids by their names, or the values of a closed set."""
    return _values(language) if field in CHOSEN else names


@cache
def _values(language: str) -> Mapping[str, str]:
    return {each: _word(each, language, VALUES) for each in VALUES}


def _word(name: str, language: str, words: Mapping[str, tuple[str, str]] = WORDS) -> str:
    said = words.get(name)
    return said[LANGUAGES.index(language)] if said else name
