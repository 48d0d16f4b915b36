"""Answers that are kept because the same is asked again and again."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from matching.index.index import Index

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
P = ParamSpec("P")


class Cache(Generic[K, V]):
    """At most so many answers by what was asked; when it is full, it forgets all and begins anew.

    The one thing in an index that changes, so it holds only what can be worked out again from the rest, and
    is never taken over to an index whose answers may differ. Safe between threads: at worst two work out the
    same.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, asked: K) -> V | None:
        """The answer, if it is kept."""
        return self._kept.get(asked)

    def put(self, asked: K, answer: V) -> V:
        """Keep an answer, and give it back."""
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[asked] = answer
        return answer

    def of(self, asked: K, work_out: Callable[[], V]) -> V:
        """The answer, worked out if it isn't kept."""
        known = self._kept.get(asked)
        return self.put(asked, work_out()) if known is None else known


def once_an_index(reckon: Callable[Concatenate["Index", P], V]) -> Callable[Concatenate["Index", P], V]:
    """Reckon what follows from an index alone once for it: it is kept there, and goes with it.

    For what is shown of the house as a whole. Beside the index it may take few different arguments.
    """

    @wraps(reckon)
    def kept(index: "Index", /, *args: P.args, **kwargs: P.kwargs) -> V:
        asked = (reckon, args, tuple(kwargs.items()))
        found: V = index.kept.reckoned.of(asked, lambda: reckon(index, *args, **kwargs))
        return found

    return kept
