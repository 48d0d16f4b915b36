"""The skills of a task as chips, and the words of the text that led to them."""

from dataclasses import dataclass

from matching.index.index import Index
from service.use_cases.answering import TaskSkills
from service.web.frame.wording import capitalised, skill_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A skill of the task; `words` are those of the text that led to it, none if a person added it."""

    skill: str
    label: str
    words: tuple[str, ...] = ()


def chips_of(skills: TaskSkills, index: Index) -> list[Chip]:
    """A chip for each skill of a task, the recognised ones first."""
    recognised = [
        chip(each.skill, index, words=tuple(dict.fromkeys(span.text for span in each.spans)))
        for each in skills.recognised
    ]
    return [*recognised, *(chip(skill, index) for skill in skills.added)]


def chip(skill: str, index: Index, *, words: tuple[str, ...] = ()) -> Chip:
    """One skill by its id."""
    return Chip(skill=skill, label=capitalised(skill_label(index, skill)), words=words)


def spans_of(skills: TaskSkills, index: Index) -> dict[str, list[tuple[int, int]]]:
    """Where in the text each recognised skill was seen, by its label."""
    return {
        capitalised(skill_label(index, each.skill)): [(span.start, span.end) for span in each.spans]
        for each in skills.recognised
    }
