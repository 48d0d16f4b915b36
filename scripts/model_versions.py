"""The versions of what was learned, as commands keep them and choose between them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from rich.console import Console

from graph.errors import NotFound
from scripts.command_line import DONE, FAILED
from scripts.graph_work import DRY_RUN
from scripts.report import say


class _Learned(Protocol):
    """What was learned, and whether it may replace the version in use."""

    @property
    def better(self) -> bool: ...
    @property
    def replaced(self) -> str: ...


Model = TypeVar("Model", bound=_Learned, contravariant=True)


class _Kept(Protocol[Model]):
    """Where versions are kept: `graph.ranking_models` and `graph.link_models`."""

    def add(self, model: Model, /) -> str: ...
    def use(self, version: str, /) -> None: ...


def keep(
    console: Console, kept: _Kept[Model], model: Model, *, worse: Sequence[str], apply: bool
) -> str | None:
    """Keep and use a model that is better; the version that it was kept as, None where it was not.

    `worse` says in what it is surely worse. Raises GraphUnavailable.
    """
    if not model.better:
        why = f" (sikkert dårligere: {'; '.join(worse)})" if worse else ""
        say(console, f"Det er ikke bedre end version {model.replaced}, som fortsat bruges{why}.")
        return None
    if not apply:
        say(console, f"Det er bedre end version {model.replaced}.", DRY_RUN)
        return None
    version = kept.add(model)
    say(console, f"Det er gemt og bruges som version {version}.")
    return version


def use(console: Console, kept: _Kept[Model], version: str, *, known: Callable[[], Iterable[str]]) -> int:
    """Use an earlier version; where there is none of that name, `known` tells which are said."""
    try:
        kept.use(version)
    except NotFound:
        say(console, f"Der er ingen version {version}. Vælg mellem: {', '.join(known())}.")
        return FAILED
    say(console, f"Version {version} bruges.")
    return DONE
