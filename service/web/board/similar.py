"""Past tasks like a saved one, on its board: whom to ask about each."""

from collections.abc import Sequence

from matching.index.index import Index
from matching.invitation_privacy import SeenByOthers
from matching.model import Task, TaskStatus
from matching.question import Filters, Question
from service.context import services
from service.request.identity import current_identity
from service.use_cases.answering import similar_to
from service.use_cases.inviting import Standing
from service.web.task.cards import Pointer, similar_pointers


def similar_beside(task: Task, found: Sequence[SeenByOthers], index: Index) -> tuple[Pointer, ...]:
    """The past tasks most like an open one, with colleagues who are not on its board (`found`)."""
    if task.status is not TaskStatus.OPEN:
        return ()
    there = Standing.of(found)
    question = Question(
        text=task.description,
        unit=next(iter(task.owners), None),
        requirements=task.requirements,
        members=there.members,
        filters=Filters(exclude=there.excluded),
    )
    similar = similar_to(question, identity=current_identity(), index=index, matcher=services().matcher)
    return similar_pointers(similar, index)
