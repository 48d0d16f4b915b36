"""Why something that was to be loaded can't be read, in Danish: for the commands and for HR's page."""

from graph.vocabulary.delimited import Broken, UnreadableText

BROKEN = {
    Broken.NO_TEXT: "filen er hverken et regneark eller tekst, hvis tegnsæt kan kendes sikkert",
    Broken.UNCLOSED: "et anførselstegn begynder her og slutter aldrig, så resten af filen kan ikke læses",
    Broken.CUT_OFF: "filen slutter midt i en række, så noget af den mangler",
}
"""What is wrong with a file of text as a whole."""
MENDED = {
    Broken.NO_TEXT: "Gem den som CSV UTF-8 eller XLSX.",
    Broken.UNCLOSED: "Ret linjen, eller gem filen som XLSX.",
    Broken.CUT_OFF: "Hent eller gem filen igen; mangler intet, så slut den sidste linje med et linjeskift.",
}
"""What to do about it, where a workbook would do as well."""


class Unusable(Exception):
    """A source can't be used as a whole; the text tells people why, in Danish and without its contents."""


def unreadable_text(name: str, error: UnreadableText) -> str:
    """What is wrong with a CSV file of that name, where, and what to do about it."""
    return f"{place(name, error.line)}: {BROKEN[error.broken]}. {MENDED[error.broken]}"


def reason_of(error: OSError) -> str:
    """Why a file can't be opened."""
    match error:
        case FileNotFoundError():
            return "den findes ikke"
        case IsADirectoryError():
            return "det er en mappe"
        case PermissionError():
            return "du har ikke adgang til den"
        case _:
            return f"systemets fejl {error.errno}"


def place(name: str, line: int | None) -> str:
    """Where in a file, where that is known."""
    return name if line is None else f"{name}, linje {line}"
