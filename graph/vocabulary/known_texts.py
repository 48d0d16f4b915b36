"""Texts that are no task, and tasks that look like them: what a text is understood as is learned from these.

They are shipped beside the catalogue (`graph/vocabulary/catalogue/knownTexts_da.csv`); the names in them are
invented. Writers who hadn't read each other's texts have a number each.
"""

from importlib.resources import files

from graph.vocabulary.esco_layout import relation_rows
from matching.language.understanding import KnownText, Understanding


def read_known_texts() -> list[KnownText]:
    """The shipped texts. Raises `LayoutError` if a row lacks its text, its kind or its writer."""
    rows = relation_rows(
        files("graph.vocabulary") / "catalogue", "knownTexts", columns=("kind", "writer", "text")
    )
    return [
        KnownText(row.require("text"), Understanding(row.require("kind")), writer=row.require("writer"))
        for row in rows
    ]
