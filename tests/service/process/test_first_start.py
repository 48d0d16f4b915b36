"""The demo is loaded into an empty graph, once, and again only if it was not finished."""

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from service.process.first_start import load_on_first_start
from tests.service.fakes import FakeStore, employee


class Loads:
    """Counts how often the demo is loaded; the first `failing` times it breaks off."""

    def __init__(self, failing: int = 0) -> None:
        self.begun = 0
        self.failing = failing

    def __call__(self, store: Any, progress: Any) -> None:
        self.begun += 1
        progress(1, 2)
        store.employees = FakeStore([employee("e1")]).employees
        if self.begun <= self.failing:
            raise KeyboardInterrupt
        progress(2, 2)


def start(store: FakeStore, data_dir: Path, load: Loads) -> None:
    load_on_first_start(store, data_dir, Console(quiet=True), load=load)  # type: ignore[arg-type]


def test_an_empty_graph_is_filled_once(tmp_path: Path) -> None:
    store, load = FakeStore(), Loads()

    start(store, tmp_path / "graph", load)
    start(store, tmp_path / "graph", load)

    assert load.begun == 1


def test_a_graph_with_employees_is_left_alone(tmp_path: Path) -> None:
    load = Loads()

    start(FakeStore([employee("e1")]), tmp_path, load)

    assert load.begun == 0


def test_a_graph_whose_only_employees_hide_is_left_alone_too(tmp_path: Path) -> None:
    load = Loads()

    start(FakeStore([employee("e1", visibility="hidden")]), tmp_path, load)

    assert load.begun == 0


def test_a_load_that_broke_off_is_done_again(tmp_path: Path) -> None:
    store, load = FakeStore(), Loads(failing=1)
    with pytest.raises(KeyboardInterrupt):
        start(store, tmp_path, load)

    start(store, tmp_path, load)
    start(store, tmp_path, load)

    assert load.begun == 2
