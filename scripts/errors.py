"""What a command can be expected to stumble over, and what it then says: from exception to Danish."""

from graph.errors import (
    GraphBusy,
    GraphError,
    GraphUnavailable,
    StaleVersion,
    TooLarge,
    UnknownReference,
    Writer,
)
from graph.vocabulary.delimited import UnreadableText
from graph.vocabulary.esco import LayoutError
from matching.bounds import OutOfBounds
from service.settings import SettingsError

DANISH = {
    "skill": ("kompetencen", "kompetencerne"),
    "profession": ("fagligheden", "faglighederne"),
    "workplace": ("arbejdspladsen", "arbejdspladserne"),
    "employee": ("medarbejderen", "medarbejderne"),
    "task": ("opgaven", "opgaverne"),
}
"""The kinds of things that the graph's errors speak of: one of them, and several."""
MOST_NAMED = 5
"""So many ids are named in a message; the files themselves have the rest."""


class CannotRun(Exception):
    """A command can't do what it was asked to; the text tells people why, in Danish."""


def explained(error: Exception) -> str | None:
    """The sentence for people; None for what nobody expected, which is a fault of ours."""
    match error:
        case CannotRun() | SettingsError():
            return str(error)
        case LayoutError():
            return f"Mappen følger ikke ESCO's opbygning: {error}"
        case UnreadableText():
            return "Listen over private betegnelser kan ikke læses. Gem den som CSV UTF-8."
        case StaleVersion():
            return "Nogen har ændret noget i grafen imens. Intet er skrevet; kør igen."
        case UnknownReference():
            return f"Noget peger på {_missing(error)}, som ikke findes i grafen. Intet er skrevet."
        case OutOfBounds():
            places = ", ".join(dict.fromkeys(str(each.place[0]) for each in error.faults))
            return f"Noget ligger uden for det, grafen tager imod ({places}). Intet er skrevet."
        case TooLarge():
            return "Det er for meget for grafen på én gang. Intet er skrevet; del det op i mindre dele."
        case GraphBusy():
            return f"{_busy(error.writer)} Intet er skrevet; kør igen."
        case GraphUnavailable():
            return "Grafen svarer ikke. Se efter, om den kører, og om adresse og adgangskode er rigtige."
        case GraphError() | OSError():
            return str(error)
        case _:
            return None


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
