"""A shortlist as plain dictionaries, in the shape that `match_schemas.ShortlistOut` documents.

Only look-ups: no schema and no reading of the graph, so that showing a shortlist takes less than finding it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from matching.index.index import Index
from matching.index.naming import (
    employee_name,
    profession_label,
    qualification_label,
    skill_label,
    task_title,
    workplace_name,
)
from matching.insight.introductions import Step
from matching.insight.small_groups import at_least
from matching.model import HeldSkill, Requirement
from matching.question import Candidate
from service.api.frame.fields import EVIDENCE_NAMES
from service.use_cases.answering import Answered

Way = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called in one answer."""

    index: Index
    _shown: dict[int, tuple[HeldSkill, dict[str, Any]]] = field(default_factory=dict)

    def label(self, id: str) -> str:
        """What a skill is called."""
        return skill_label(self.index, id)

    def workplace(self, id: str) -> dict[str, str]:
        """A workplace with its name."""
        return {"id": id, "name": workplace_name(self.index, id)}

    def profession(self, id: str) -> dict[str, str]:
        """A profession with its label, called a name in the API."""
        return {"id": id, "name": profession_label(self.index, id)}

    def employee(self, id: str) -> dict[str, str]:
        """An employee with their name."""
        return {"id": id, "name": employee_name(self.index, id)}

    def held(self, held: HeldSkill) -> dict[str, Any]:
        """A held skill; the same one explains several parts, and is put into words once."""
        known = self._shown.get(id(held))
        if known is not None:
            return known[1]
        shown = {
            "skill": held.skill,
            "label": self.label(held.skill),
            "level": held.level,
            "evidence": EVIDENCE_NAMES[held.evidence],
            "source": held.source,
            "confirmed_on": held.confirmed_on,
        }
        self._shown[id(held)] = held, shown  # kept, so that its id stays its own
        return shown


def present_answer(answered: Answered, *, stale_since: datetime | None) -> dict[str, Any]:
    """The answer to a question, with the requirements that it was answered for."""
    shortlist, ways, names = answered.shortlist, answered.ways, Names(answered.index)
    return {
        "items": [
            {
                **present_candidate(each, names),
                "way": None if ways is None else present_way(ways[each.employee], names),
            }
            for each in shortlist.candidates
        ],
        "requirements": present_requirements(answered.question.requirements, names),
        "gaps": [{"skill": skill, "label": names.label(skill)} for skill in shortlist.gaps],
        "elsewhere": [
            {
                "skill": each.skill,
                "label": names.label(each.skill),
                "employees": [names.employee(id) for id in each.employees],
            }
            for each in shortlist.elsewhere
        ],
        "similar_tasks": [
            {
                "id": each.task,
                "title": task_title(names.index, each.task),
                "closed_on": each.closed_on,
                "employees": [names.employee(id) for id in each.employees],
            }
            for each in shortlist.similar
        ],
        "considered": shortlist.considered,
        "unqualified": at_least(shortlist.unqualified),
        "change": shortlist.change,
        "weights": shortlist.weights,
        "understood_as": answered.understood_as,
        "recommendation": answered.recorded,
        "stale_since": stale_since,
    }


def present_requirements(requirements: Sequence[Requirement], names: Names) -> list[dict[str, Any]]:
    """What was asked for, with labels."""
    return [
        {
            "skill": each.skill,
            "label": names.label(each.skill),
            "level": each.level,
            "weight": each.weight,
            "essential": each.essential,
            "confirmed": each.confirmed,
        }
        for each in requirements
    ]


def present_candidate(candidate: Candidate, names: Names) -> dict[str, Any]:
    """One suggested colleague with everything that explains the suggestion."""
    held = names.held
    return {
        "employee": {"id": candidate.employee, "name": candidate.name},
        "workplace": names.workplace(candidate.workplace),
        "profession": names.profession(candidate.profession),
        "band": candidate.band,
        "for_team": candidate.for_team,
        "score": candidate.score,
        "free_hours": candidate.free_hours,
        "qualified": [
            {"kind": each.kind, "label": qualification_label(names.index, each.kind), "until": each.until}
            for each in candidate.qualified
        ],
        "contributions": [
            {
                "signal": each.signal,
                "value": each.value,
                "requirement": each.requirement,
                "held": each.held and held(each.held),
                "relation": each.relation,
                "tasks": each.tasks,
                "source": each.source,
                "on": each.on,
            }
            for each in candidate.contributions
        ],
        "coverage": [
            {
                "requirement": each.requirement.skill,
                "coverage": each.coverage,
                "counted": each.counted,
                "held": each.held and held(each.held),
                "relation": each.relation,
            }
            for each in candidate.coverage
        ],
    }


def present_way(steps: Sequence[Step], names: Names) -> Way:
    """How somebody gets to know a colleague."""
    return [
        {
            "employee": names.employee(step.employee),
            "colleague": names.employee(step.colleague),
            "tasks": [{"id": task, "title": task_title(names.index, task)} for task in step.tie.tasks],
            "declared_on": step.tie.declared_on,
        }
        for step in steps
    ]
