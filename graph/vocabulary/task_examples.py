"""Tasks as they come up in a municipality, each with the skills that an experienced lead asks for.

They are shipped beside the catalogue (`graph/vocabulary/catalogue/taskExamples_da.csv`) and teach the
linker which everyday words stand for which needs.
"""

from graph.vocabulary.esco import CATALOGUE_FILES
from graph.vocabulary.esco_layout import relation_rows
from matching.model import TaskExample


def read_task_examples() -> list[TaskExample]:
    """The shipped examples. Raises `LayoutError` if a row lacks its text or its skills."""
    rows = relation_rows(CATALOGUE_FILES, "taskExamples", columns=("text", "skillUris"))
    return [TaskExample(row.require("text"), tuple(row.require("skillUris").split())) for row in rows]
