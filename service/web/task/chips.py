"""The skills of an inquiry: those recognised in its text, less the ones taken out, plus the ones added."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.model import Requirement
from service.web.frame.wording import capitalised, skill_label
from service.web.task.inquiry import Inquiry

if TYPE_CHECKING:
    from service.matcher import Matcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A skill of the task; `words` are those of the text that led to it, none if a person added it."""

    skill: str
    label: str
    words: tuple[str, ...] = ()


def chips_of(
    matcher: "Matcher", inquiry: Inquiry
) -> tuple[list[Chip], list[Requirement], dict[str, list[tuple[int, int]]]]:
    """The skills of an inquiry as chips and as requirements, and where in the text each was seen.

    A recognised skill weighs as much as it is sure; one that a person added is certain.
    """
    index = matcher.index
    chips, requirements = [], []
    spans: dict[str, list[tuple[int, int]]] = {}
    for each in matcher.recognised(inquiry.text):
        if each.skill in inquiry.removed or each.skill in inquiry.added:
            continue
        words = tuple(dict.fromkeys(span.text for span in each.spans))
        label = capitalised(skill_label(index, each.skill))
        chips.append(Chip(skill=each.skill, label=label, words=words))
        requirements.append(Requirement(skill=each.skill, weight=each.score))
        spans[label] = [(span.start, span.end) for span in each.spans]
    for skill in inquiry.added:
        if skill in index.taxonomy.skills:
            chips.append(Chip(skill=skill, label=capitalised(skill_label(index, skill))))
            requirements.append(Requirement(skill=skill))
    return chips, requirements, spans
