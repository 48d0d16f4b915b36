"""Past tasks like one that is asked about, with people who can tell of them."""

from collections.abc import Iterable

import numpy as np

from matching.index.columns import day
from matching.index.history import Likeness
from matching.index.index import Index
from matching.question import Question
from matching.ranking.answer import SimilarTask

# So many past tasks are named, each with so many people to ask. By eye: as many as somebody calls.
MOST_NAMED = 3
# The cosine from which on two tasks are said to be alike. By eye, on the demo's: half of the words or more.
ALIKE = 0.2


def similar_tasks(index: Index, question: Question, like: Likeness | None = None) -> tuple[SimilarTask, ...]:
    """The past tasks most like the question, the closest first, with people to ask about them, by lot.

    Those in which nobody took part whom the asker may see are left out. Of equals the newest comes first.
    `like` is how alike all of them are, where that is known.
    """
    like = like or index.history.similar(question.requirements, question.text)
    joint_work = index.history.joint_work
    alike, lots = like.values >= ALIKE, index.workforce.lots(question)
    order = np.lexsort((-joint_work.closed_days[like.tasks[alike]], -like.values[alike]))
    found: list[SimilarTask] = []
    for task in like.tasks[alike][order].tolist():
        rows = np.array(joint_work.participants(task), np.intp)
        seen = rows[index.workforce.seen_by(question.audience, rows)].tolist()
        people = askable(index, question, sorted(seen, key=lots.__getitem__))
        if people:
            closed_on = day(int(joint_work.closed_days[task]))
            found.append(SimilarTask(task=joint_work.task_ids[task], closed_on=closed_on, employees=people))
        if len(found) == MOST_NAMED:
            break
    return tuple(found)


def askable(index: Index, question: Question, rows: Iterable[int]) -> tuple[str, ...]:
    """The first of these who may be asked: nobody who asks, takes part, was left out, or has had enough."""
    ids = (index.workforce.ids[row] for row in rows if not index.workload.full[row])
    kept_out = {question.asker, *question.members, *question.filters.exclude}
    return tuple([id for id in ids if id not in kept_out][:MOST_NAMED])
