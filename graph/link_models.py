"""The versions of what the linker learned: the JSON text that `LinkModel` writes, and how it was judged."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.records.changes import Changes
from graph.records.soundness import Refuse, note, sound
from graph.records.versions import Versions
from graph.server.database import Database, Row
from matching.language.link_model import SHIPPED, Figure, LearnedLinking, LinkComparison, LinkModel, TextKind

KIND = "link model"


@dataclass(frozen=True, slots=True)
class KeptLinking:
    """A version that was kept, by its number, and whether it is in use."""

    version: str
    learned: LearnedLinking
    in_use: bool


class LinkModels:
    """Keeps what was learned; the services follow the one in use at their next refresh."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._versions = Versions(database, changes, kind=KIND, label="LinkModel")

    def all(self, *, refuse: Refuse = note) -> list[KeptLinking]:
        """Every version, oldest first; `refuse` is told of what can't be read. Raises GraphUnavailable."""
        rows = self._versions.all()
        found = [sound(KIND, row.get("id"), partial(_build, row), refuse) for row in rows]
        return [each for each in found if each is not None]

    def in_use(self, *, refuse: Refuse = note) -> LinkModel:
        """The model in use: what ships unless a version was chosen. Raises GraphUnavailable.

        A version that cannot be read, or counts other features than this program knows, is left out, and
        `refuse` is told of it.
        """
        row = self._versions.in_use()
        if row is None:
            return SHIPPED
        return sound(KIND, row.get("id"), lambda: LinkModel.read(row["model"]), refuse) or SHIPPED

    def add(self, learned: LearnedLinking) -> str:
        """Keep a model as the next version and use it; returns the version. Raises GraphUnavailable."""
        return self._versions.add(_properties(learned))

    def use(self, version: str) -> None:
        """Use an earlier version, or what ships. Raises NotFound, GraphUnavailable."""
        self._versions.use(version)


def _properties(learned: LearnedLinking) -> dict[str, Any]:
    found = {
        "model": learned.model.written(),
        "replaced": learned.replaced,
        "change": learned.change,
        "kinds": [each.kind.value for each in learned.comparisons],
        "figures": [each.figure.value for each in learned.comparisons],
        "texts": [each.texts for each in learned.comparisons],
        "before": [each.before for each in learned.comparisons],
        "after": [each.after for each in learned.comparisons],
        "low": [each.low for each in learned.comparisons],
        "high": [each.high for each in learned.comparisons],
    }
    return {key: value for key, value in found.items() if value != []}


def _build(row: Row) -> KeptLinking:
    judged = (row.get(name, []) for name in ("kinds", "figures", "texts", "before", "after", "low", "high"))
    learned = LearnedLinking(
        model=LinkModel.read(row["model"]),
        replaced=row["replaced"],
        change=row["change"],
        comparisons=tuple(
            LinkComparison(
                kind=TextKind(kind),
                figure=Figure(figure),
                texts=texts,
                before=before,
                after=after,
                low=low,
                high=high,
            )
            for kind, figure, texts, before, after, low, high in zip(*judged, strict=True)
        ),
    )
    return KeptLinking(row["id"], learned, in_use=bool(row.get("in_use")))
