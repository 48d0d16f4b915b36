"""The skills of a task as chips, and its text with the words marked that led to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.index.index import Index
from service.use_cases.answering import TaskSkills
from service.web.frame.wording import definition, skill_heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A skill of the task; `words` are those of the text that led to it, if any did.

    It is `confirmed` if a person added it.
    """

    skill: str
    label: str
    definition: str
    words: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; `labels` are the skills that its words led to, empty for words in between."""

    text: str
    labels: tuple[str, ...] = ()


def chips_of(skills: TaskSkills, index: Index) -> list[Chip]:
    """A chip for each skill that counts, the recognised ones first."""
    words = {each.skill: tuple(dict.fromkeys(span.text for span in each.spans)) for each in skills.recognised}
    return [
        *(chip(each.skill, index, words=words[each.skill]) for each in skills.needed),
        *(chip(each, index, words=words.get(each, ()), confirmed=True) for each in skills.added),
    ]


def chip(skill: str, index: Index, *, words: tuple[str, ...] = (), confirmed: bool = False) -> Chip:
    """One skill by its id."""
    known = index.taxonomy.skills.get(skill)
    return Chip(
        skill=skill,
        label=skill_heading(index, skill),
        definition=definition(known) if known else "",
        words=words,
        confirmed=confirmed,
    )


def spans_of(skills: TaskSkills, index: Index) -> dict[str, list[tuple[int, int]]]:
    """Where in the text each skill that counts was seen, by its label."""
    return {
        skill_heading(index, each.skill): [(span.start, span.end) for span in each.spans]
        for each in skills.recognised
        if each.needed or each.skill in skills.added
    }


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
