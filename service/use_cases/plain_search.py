"""Search without suggestions: people, skills, workplaces and tasks by words of their names.

What is left when suggestions are switched off. All is by the alphabet: nothing is learned,
weighed or ranked. Names are compared as everywhere (`matching.language.folding`).
"""

from collections.abc import Iterable, Mapping

from matching.index.cache import once_an_index
from matching.index.index import Index
from matching.language.folding import alphabetical, finds, search_key, search_words
from matching.model import Evidence, Skill, SkillKind


def skills_called(index: Index, text: str) -> dict[str, str]:
    """The skills (ids) that can be had, with every word in one of their labels.

    With each the alternative label that has the words, empty where its own labels do. Those of which a name
    begins with the words come first, their own name before another; else they go by label.
    """
    words = search_words(text)
    if not words:
        return {}
    labelled = _labels_of_skills(index).items()
    found = {
        index.taxonomy.skills[id]: label
        for id, labels in labelled
        if (label := next((label for label, key in labels if finds(words, key)), None))
    }
    key = search_key(text)

    def fits(skill: Skill) -> int:
        own = any(search_key(label).startswith(key) for label in (skill.label_da, skill.label_en) if label)
        return 0 if own else 1 if search_key(found[skill]).startswith(key) else 2

    ordered = sorted(found, key=lambda skill: (fits(skill), alphabetical(skill.label)))
    return {
        skill.id: "" if found[skill] in (skill.label_da, skill.label_en) else found[skill]
        for skill in ordered
    }


@once_an_index
def _labels_of_skills(index: Index) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The labels of each skill that can be had, its own before the alternative ones, and what finds them."""
    return {
        id: tuple(
            (label, search_key(label))
            for label in (skill.label_da, skill.label_en, *skill.alt_da, *skill.alt_en)
        )
        for id, skill in index.taxonomy.skills.items()
        if skill.kind is not SkillKind.GROUP
    }


def people_called(index: Index, text: str) -> list[str]:
    """Employees (ids) with every word in their name, by name."""
    return _called(_people(index), text)


def workplaces_called(index: Index, text: str) -> list[str]:
    """Workplaces (ids) that are open, with every word in their name, by name."""
    return _called(_workplaces(index), text)


def open_tasks_called(index: Index, text: str) -> list[str]:
    """Open tasks (ids) with every word in their title, by title."""
    return _called(_open_tasks(index), text)


def past_tasks_called(index: Index, text: str) -> list[str]:
    """Closed tasks (ids) with every word in their title, by title."""
    return _called(_past_tasks(index), text)


Named = list[tuple[str, str]]
"""Ids by the alphabet of their names, each with what a search looks in."""


@once_an_index
def _people(index: Index) -> Named:
    workforce = index.workforce
    rows = workforce.active.nonzero()[0].tolist()
    return _by_name((workforce.ids[row], workforce.names[row]) for row in rows)


@once_an_index
def _workplaces(index: Index) -> Named:
    return _by_name((id, each.name) for id, each in index.workplaces.items() if not each.closed)


@once_an_index
def _open_tasks(index: Index) -> Named:
    return _by_name((id, each.title) for id, each in index.open_tasks.items())


@once_an_index
def _past_tasks(index: Index) -> Named:
    return _by_name(index.history.joint_work.titles.items())


def _by_name(named: Iterable[tuple[str, str]]) -> Named:
    ordered = sorted(named, key=lambda pair: (alphabetical(pair[1]), pair[0]))
    return [(id, search_key(name)) for id, name in ordered]


def _called(named: Named, text: str) -> list[str]:
    words = search_words(text)
    return [id for id, key in named if words and finds(words, key)]


def holders(index: Index, skill: str) -> list[str]:
    """Employees (ids) who said they have a skill, or have shown it, by name; none by job title alone."""
    workforce = index.workforce
    said = _said_by(index, skill)
    return [workforce.ids[row] for row in sorted(said, key=lambda row: alphabetical(workforce.names[row]))]


def took_part(index: Index, task: str) -> list[str]:
    """Employees (ids) who took part in a closed task, by name; whoever objects is named by no past task."""
    workforce, joint_work = index.workforce, index.history.joint_work
    named = workforce.active & ~workforce.objects
    rows = [row for row in joint_work.participants(joint_work.row_of_task[task]) if named[row]]
    return [workforce.ids[row] for row in sorted(rows, key=lambda row: alphabetical(workforce.names[row]))]


def _said_by(index: Index, skill: str) -> list[int]:
    """Their rows."""
    posting = index.workforce.skills.postings.get(skill)
    if posting is None:
        return []
    said: list[int] = posting.rows[
        (posting.evidence > Evidence.ASSUMED) & index.workforce.active[posting.rows]
    ].tolist()
    return said
