"""The task's text with the words marked that led to its skills."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; `labels` are the skills that its words led to, empty for words in between."""

    text: str
    labels: tuple[str, ...] = ()


def segments(text: str, spans: Mapping[str, Iterable[tuple[int, int]]]) -> list[Segment]:
    """Cut a text at the spans (start, end) of each label; the pieces join to the text again."""
    labels_at: list[list[str]] = [[] for _ in text]
    for label, places in spans.items():
        for start, end in places:
            for at in range(max(0, start), min(end, len(text))):
                if label not in labels_at[at]:
                    labels_at[at].append(label)
    found: list[Segment] = []
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or labels_at[at] != labels_at[begin]:
            found.append(Segment(text[begin:at], tuple(labels_at[begin])))
            begin = at
    return found
