"""Who may be suggested for a question at all: visible, willing, and let through by its filters."""

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.model import Question


def allowed(index: Index, question: Question, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which of the rows the asker may see and the filters let through, (len(rows),)."""
    workforce, filters = index.workforce, question.filters
    keep = workforce.seen_by(question.audience, rows) & ~index.full[rows]
    if filters.workplaces:
        keep &= index.below(filters.workplaces)[workforce.workplace[rows]]
    if filters.life_phases:
        keep &= index.serving(filters.life_phases)[workforce.workplace[rows]]
    if filters.professions:
        numbers = [workforce.professions.number(id) for id in filters.professions]
        wanted = np.array([number for number in numbers if number is not None], np.int32)
        keep &= np.isin(workforce.profession[rows], wanted)
    if filters.hours > 0:
        free = index.free_hours(rows, starts_on=question.starts_on, ends_on=question.ends_on)
        keep &= np.nan_to_num(free, nan=0.0) >= filters.hours
    for language in filters.languages:
        posting = workforce.skills.postings.get(language)
        keep &= np.isin(rows, posting.rows) if posting is not None else np.False_
    for id in (*filters.exclude, *question.members, question.asker):
        keep &= rows != workforce.row_of.get(id or "", -1)
    for member in index.rows_of(question.members):
        if filters.new_ties:
            keep &= ~np.isin(rows, index.history.ties(member, today=workforce.today)[0])
        if filters.across:
            keep &= workforce.workplace[rows] != workforce.workplace[member]
            keep &= workforce.profession[rows] != workforce.profession[member]
    return keep
