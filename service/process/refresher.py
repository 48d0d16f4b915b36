"""The thread that keeps a process's index beside the graph, so that no question has to."""

from typing import TYPE_CHECKING

from service.process.beat import Beat
from service.process.metrics import Metrics

if TYPE_CHECKING:
    from service.matcher import Matcher


class Refresher(Beat):
    """Looks at the graph every `seconds`, and at once when this process has written.

    It outlives every error, or the index would stand still unnoticed.
    """

    def __init__(self, matcher: "Matcher", *, seconds: float, metrics: Metrics) -> None:
        def look() -> None:
            matcher.refresh()
            metrics.show(matcher.freshness)

        super().__init__("refresher", look, seconds=seconds)

    def wrote(self, number: int) -> None:
        """A change was made here: look at once."""
        self.hurry()
