"""What a command can be expected to stumble over, and what it then says: from exception to Danish."""

from graph.errors import GraphError, GraphUnavailable, StaleVersion, UnknownReference
from graph.vocabulary.delimited import UnreadableText
from graph.vocabulary.esco import LayoutError
from service.settings import SettingsError


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
            return f"Noget peger på det, der ikke findes i grafen: {error}. Intet er skrevet."
        case GraphUnavailable():
            return f"Grafen svarer ikke: {error}"
        case GraphError() | OSError():
            return str(error)
        case _:
            return None
