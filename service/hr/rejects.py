"""A row that could not be loaded: where it stands, why, and what to do about it, as a line of a table."""

from dataclasses import dataclass

from service.personal_numbers import without_personal_numbers

COLUMNS = ("kilde", "sted", "kolonne", "værdi", "årsag", "rettelse")
LONGEST_VALUE = 200
"""Characters of a value that are shown: enough to find it, too few to fill the screen. By eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One reason why one row was not loaded; `position` is that of the row in its source, from 0."""

    position: int
    source: str
    place: str
    column: str
    value: str
    reason: str
    fix: str

    def cells(self) -> tuple[str, ...]:
        """Its line in the file of rejects, without personal numbers."""
        texts = (self.source, self.place, self.column, self.value, self.reason, self.fix)
        return tuple(_shortened(without_personal_numbers(text)) for text in texts)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
