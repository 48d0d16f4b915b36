"""Search without suggestions: skills by words of their labels, and who said they have one, by the alphabet.

What is left when suggestions are switched off. Nothing is learned, weighed or ranked.
"""

from matching.index.index import Index
from matching.language.folding import alphabetical, finds, search_key, search_words
from matching.model import Evidence, Skill


def skills_named(index: Index, text: str) -> dict[str, str]:
    """The skills (ids) that somebody said they have, with every word in one of their labels, by label.

    With each the alternative label that has the words, empty where its own labels do.
    """
    words = search_words(text)
    if not words:
        return {}
    known = (index.taxonomy.skills.get(id) for id in index.workforce.skills.postings)
    found = {skill: label for skill in known if skill and (label := _label_with(skill, words))}
    ordered = sorted(found, key=lambda skill: alphabetical(skill.label))
    return {
        skill.id: "" if found[skill] in (skill.label_da, skill.label_en) else found[skill]
        for skill in ordered
        if _said_by(index, skill.id)
    }


def _label_with(skill: Skill, words: list[str]) -> str | None:
    """The first of its labels that has all words, its own before the alternative ones."""
    labels = (skill.label_da, skill.label_en, *skill.alt_da, *skill.alt_en)
    return next((label for label in labels if finds(words, search_key(label))), None)


def holders(index: Index, skill: str) -> list[str]:
    """Employees (ids) who said they have a skill, or have shown it, by name; none by job title alone."""
    workforce = index.workforce
    said = _said_by(index, skill)
    return [workforce.ids[row] for row in sorted(said, key=lambda row: alphabetical(workforce.names[row]))]


def _said_by(index: Index, skill: str) -> list[int]:
    """Their rows."""
    posting = index.workforce.skills.postings.get(skill)
    if posting is None:
        return []
    said: list[int] = posting.rows[
        (posting.evidence > Evidence.ASSUMED) & index.workforce.active[posting.rows]
    ].tolist()
    return said
