"""Questions in a line, what they find by employee, and a history of a lead's own."""

from matching.index.index import Index
from matching.model import Requirement
from matching.question import Question, Signal
from matching.ranking.ranking import rank
from tests.matching.worlds import TODAY, colleague, solved, world


def ask(*skills: str, level: int = 3, **values: object) -> Question:
    needs = tuple(Requirement(skill=skill, level=level) for skill in skills)
    return Question(requirements=needs, **values)  # type: ignore[arg-type]


def scores(index: Index, question: Question) -> dict[str, float]:
    ranking = rank(index, question)
    return {index.workforce.ids[row]: s for row, s in zip(ranking.rows, ranking.scores.tolist(), strict=True)}


def signal(index: Index, question: Question, which: Signal) -> dict[str, float]:
    ranking = rank(index, question)
    values = ranking.signals[which].tolist()
    return {index.workforce.ids[row]: value for row, value in zip(ranking.rows, values, strict=True)}


def with_history(*employees: object, **values: object) -> Index:
    """The lead and a solved a task together; a and b did; nobody else met."""
    together = [
        solved("t1", ["støj"], ["lead", "a"], closed_on=TODAY),
        solved("t2", ["støj"], ["a", "b"], closed_on=TODAY),
    ]
    return world(colleague("lead"), *employees, tasks=together, **values)  # type: ignore[arg-type]
