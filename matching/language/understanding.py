"""What a text was understood as: a task, or something that Tværs doesn't answer."""

from enum import StrEnum


class Understanding(StrEnum):
    """A task that colleagues can be found for; or why nobody is listed.

    `UNCLEAR` are words that no needed skill was recognised in.
    """

    TASK = "task"
    UNCLEAR = "unclear"
