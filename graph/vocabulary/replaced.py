"""Skills that were joined with others: what pointed to the one points to the other from then on.

`replacedSkills_da.csv` of the catalogue has one row for each, for as long as a graph may still know it.
What that does to a graph's employees and tasks is in `scripts.replaced_skills`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable

from graph.vocabulary.esco_layout import Wrong, relation_rows
from matching.model import Profession, RequirementKind, Skill

Replaced = Mapping[str, str]
"""The id of a skill that is no longer one → the id of the skill that stands for it."""


def read_replaced(directory: Traversable) -> dict[str, str]:
    """The skills that were joined with others. Raises `LayoutError`, also for one that is joined twice."""
    replaced: dict[str, str] = {}
    for row in relation_rows(directory, "replacedSkills", columns=("conceptUri", "replacedByUri")):
        id = row.require("conceptUri")
        if id in replaced:
            raise row.bad(id, Wrong.TWICE)
        replaced[id] = row.require("replacedByUri")
    return replaced


def with_own(theirs: Replaced, own: Replaced) -> dict[str, str]:
    """What the catalogue and the organisation itself joined, each with the skill that is left in the end.

    What one of them joined the other may join further. Where they go round, the organisation's counts.
    """
    further = {id: own.get(kept, kept) for id, kept in theirs.items()}
    further = {id: kept for id, kept in further.items() if id != kept}
    return {**further, **{id: further.get(kept, kept) for id, kept in own.items()}}


def kept_ids(ids: Iterable[str], replaced: Replaced) -> tuple[str, ...]:
    """The ids with those that were replaced by what stands for them, each once."""
    return tuple(dict.fromkeys(replaced.get(id, id) for id in ids))


def without_replaced(skills: Iterable[Skill], replaced: Replaced) -> list[Skill]:
    """The skills that are still some, pointing only to such: ESCO brings the others back each time."""
    return [
        replace(
            skill,
            broader=_others(skill.broader, skill, replaced),
            related=_others(skill.related, skill, replaced),
        )
        for skill in skills
        if skill.id not in replaced
    ]


def requiring_kept(profession: Profession, replaced: Replaced) -> Profession:
    """The profession with what it takes under the ids that are left; essential wins over optional."""
    kinds: dict[str, RequirementKind] = {}
    for id, kind in profession.requires:
        kept = replaced.get(id, id)
        if kinds.get(kept) is not RequirementKind.ESSENTIAL:
            kinds[kept] = kind
    return replace(profession, requires=tuple(kinds.items()))


def _others(ids: Iterable[str], skill: Skill, replaced: Replaced) -> tuple[str, ...]:
    return tuple(id for id in kept_ids(ids, replaced) if id != skill.id)
