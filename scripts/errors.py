"""What a command can be expected to stumble over, and what it then says: from exception to Danish."""

from graph.erasure.erased import ErasedUnreadable
from graph.errors import (
    GraphBusy,
    GraphError,
    GraphUnavailable,
    InUse,
    NoGraph,
    StaleVersion,
    TooLarge,
    UnknownReference,
    Unreadable,
    Writer,
)
from graph.vocabulary.delimited import Broken, UnreadableText
from graph.vocabulary.esco_layout import LayoutError, Missing, Wrong
from matching.bounds import OutOfBounds
from service.settings import SettingsError
from service.unreadable import BROKEN, Unusable, place, reason_of

DANISH = {
    "skill": ("kompetencen", "kompetencerne"),
    "profession": ("fagligheden", "faglighederne"),
    "workplace": ("arbejdspladsen", "arbejdspladserne"),
    "employee": ("medarbejderen", "medarbejderne"),
    "task": ("opgaven", "opgaverne"),
}
"""The kinds of things that the graph's errors speak of: one of them, and several."""
MISSING = {
    Missing.FOLDER: "det er ikke en mappe",
    Missing.FILE: "filen findes ikke i mappen {what}",
    Missing.COLUMN: "kolonnen {what} mangler",
    Missing.ROWS: "filen er tom",
}
"""What a folder can lack of ESCO's layout."""
WRONG = {
    Wrong.EMPTY: "er tom",
    Wrong.TWICE: "står i mere end én række",
    Wrong.NO_RELATION: "er hverken essential eller optional",
    Wrong.NO_ROW: "har ingen række selv",
}
"""What can be wrong with one row of ESCO."""
MOST_NAMED = 5
"""So many ids are named in a message; the files themselves have the rest."""


class CannotRun(Exception):
    """A command can't do what it was asked to; the text tells people why, in Danish."""


def explained(error: Exception) -> str | None:
    """The sentence for people; None for what nobody expected, which is a fault of ours."""
    match error:
        case CannotRun() | Unusable() | SettingsError():
            return str(error)
        case LayoutError():
            return _layout(error)
        case UnreadableText():
            name = "Listen over private betegnelser"
            return f"{place(name, error.line)}: {BROKEN[error.broken]}. Gem den igen som CSV UTF-8."
        case StaleVersion():
            return "Nogen har ændret noget i grafen imens. Intet er skrevet; kør igen."
        case UnknownReference():
            return f"Noget peger på {_missing(error)}, som ikke findes i grafen. Intet er skrevet."
        case OutOfBounds():
            places = ", ".join(dict.fromkeys(str(each.place[0]) for each in error.faults))
            return f"Noget ligger uden for det, grafen tager imod ({places}). Intet er skrevet."
        case TooLarge():
            return "Det er for meget for grafen på én gang. Intet er skrevet; del det op i mindre dele."
        case NoGraph():
            return f"Der er ingen hel graf i {error.place}. Intet er ændret."
        case InUse():
            return "Grafen er i brug. Stop tjenesten og de kommandoer, der bruger den, og kør igen."
        case GraphBusy():
            return f"{_busy(error.writer)} Intet er skrevet; kør igen."
        case GraphUnavailable():
            return "Grafen svarer ikke. Se efter, om den kører, og om adresse og adgangskode er rigtige."
        case Unreadable():
            return f"{DANISH.get(error.kind, ('noget',))[0].capitalize()} {error.id} i grafen kan ikke læses."
        case ErasedUnreadable():
            return _erased(error)
        case OSError():
            return f"{error.filename or 'Noget'} kan ikke læses eller skrives: {reason_of(error)}."
        case GraphError():
            return str(error)
        case _:
            return None


def _layout(error: LayoutError) -> str | None:
    """What a folder lacks of ESCO's layout; None where our own tables are wrong."""
    match error.wrong:
        case Missing():
            said = MISSING[error.wrong].format(what=error.what)
        case Broken():
            said = BROKEN[error.wrong]
        case Wrong():
            said = f"{error.what} {WRONG[error.wrong]}"
        case None:
            return None
    return f"{place(error.file, error.line)}: {said}. Hent ESCO's CSV-udgave, og pak den ud igen."


def _erased(error: ErasedUnreadable) -> str:
    """What is wrong with the list of who was erased; nothing may go on without it."""
    wrong = (
        "kan ikke læses" if error.line else "er skrevet med en anden nøgle end den i filen key ved siden af"
    )
    return (
        f"{place(str(error.path), error.line)} {wrong}. Hent mappen tilbage, som den var; intet er skrevet."
    )


def _busy(writer: Writer | None) -> str:
    if writer is None:
        return "Andre skriver i grafen og blev ikke færdige i tide."
    how = ", som er sat på pause," if writer.suspended else ""
    return f"Proces {writer.process} ({writer.name}){how} skriver i grafen og blev ikke færdig i tide."


def _missing(error: UnknownReference) -> str:
    """`kompetencen urn:…` or `kompetencerne urn:…, urn:… og 3 til`."""
    one, several = DANISH.get(error.kind, ("noget", "noget"))
    shown = ", ".join(error.ids[:MOST_NAMED])
    more = f" og {len(error.ids) - MOST_NAMED} til" if len(error.ids) > MOST_NAMED else ""
    return f"{one if len(error.ids) == 1 else several} {shown}{more}"
