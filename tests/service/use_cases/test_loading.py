"""A load from files to the graph: what was shown is what is written, whoever else is at work."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from graph.errors import NotFound
from graph.store import GraphStore
from harness.factories import NOON, employee, fill, profession, workplace
from harness.servers import eventually
from service.erased_ids import erased_ids
from service.hr.schemas import EMPLOYEES
from service.hr.uploads import KEPT
from service.settings import Settings
from service.use_cases.loading import HrLoading, sweeping
from tests.service.fakes import CLOCK, clock_at
from tests.service.hr.conftest import EMPLOYEE_COLUMNS

PEOPLE = 12


@pytest.fixture
def loading(graph: GraphStore, tmp_path: Path) -> HrLoading:
    fill(graph, profession("Lærer"), workplace("Skolen"), workplace("Hallen"))
    return HrLoading.on(Settings(data_dir=tmp_path / "graph"), graph, CLOCK, by="hr")


def given(loading: HrLoading, text: str, *, complete: bool = False) -> str:
    """The id of an upload that was looked at."""
    taken = loading.take({EMPLOYEES: ("a.csv", text.encode())}, (EMPLOYEES,) if complete else ())
    assert taken.upload is not None
    ended(loading, taken.upload.id)
    return taken.upload.id


def ended(loading: HrLoading, id: str) -> None:
    assert eventually(lambda: not loading.standing(id).working)


def written(loading: HrLoading, id: str) -> None:
    preview = loading.standing(id).preview
    assert preview is not None
    loading.write(id, shown=preview.fingerprint)
    ended(loading, id)


@pytest.mark.parametrize("seed", range(4))
def test_the_dry_run_says_exactly_what_writing_then_does(
    loading: HrLoading, graph: GraphStore, seed: int
) -> None:
    """On files drawn by chance: new, changed, unchanged, left out, and with half of them somebody gone."""
    chance = Random(seed)
    known = [f"{number}" for number in range(PEOPLE) if chance.random() < 0.7]
    people = [replace(employee(f"Navn {id}", workplace="Skolen", profession="Lærer"), id=id) for id in known]
    fill(graph, *people)
    rows = [
        f"{id};Navn {id};{chance.choice(['Skolen', 'Skolen', 'Hallen', 'Ingen steder'])};Lærer\n"
        for id in map(str, range(PEOPLE))
        if chance.random() < 0.8
    ]
    id = given(loading, EMPLOYEE_COLUMNS + "".join(rows), complete=bool(seed % 2))
    loading.set_limits(id, max_rejected=100, max_gone=100)
    ended(loading, id)
    preview = loading.standing(id).preview
    assert preview is not None
    assert not preview.refusals
    before = {each.id: each for each in graph.employees.all()}

    written(loading, id)

    after = {each.id: each for each in graph.employees.all()}
    both = before.keys() & after.keys()
    [counts] = preview.counts
    assert (counts.new, counts.gone) == (len(after.keys() - both), len(before.keys() - both))
    assert counts.changed == sum(before[each] != after[each] for each in both)
    assert sum(each.count for each in preview.going) == counts.gone


def test_what_was_shown_to_somebody_else_is_not_written(loading: HrLoading, graph: GraphStore) -> None:
    id = given(loading, EMPLOYEE_COLUMNS + "1;Anna;Skolen;Lærer\n")
    loading.write(id, shown="what another page showed")
    ended(loading, id)
    preview = loading.standing(id).preview
    assert (preview is not None and preview.changed, graph.employees.ids()) == (True, set())


def test_another_worker_finds_what_this_one_was_given_and_waits_its_turn(
    loading: HrLoading, graph: GraphStore
) -> None:
    id = given(loading, EMPLOYEE_COLUMNS + "1;Anna;Skolen;Lærer\n")
    other = replace(loading, by="another")
    assert other.standing(id).preview == loading.standing(id).preview
    with loading.uploads.turn():
        preview = other.standing(id).preview
        assert preview is not None
        other.write(id, shown=preview.fingerprint)
        assert loading.standing(id).working
        assert graph.employees.ids() == set()
    ended(loading, id)
    assert graph.employees.ids() == {"1"}
    load = loading.standing(id).load
    assert (load is not None and load.by) == "another"


def test_who_is_erased_meanwhile_does_not_come_back_with_what_was_shown(
    loading: HrLoading, graph: GraphStore
) -> None:
    id = given(loading, EMPLOYEE_COLUMNS + "1;Anna;Skolen;Lærer\n2;Bo;Skolen;Lærer\n")
    loading.erased.add("1", at=NOON)
    written(loading, id)
    assert graph.employees.ids() == set()
    preview = loading.standing(id).preview
    assert preview is not None
    assert (preview.changed, [each.about for each in preview.rejected]) == (True, ["1"])


def test_what_waits_goes_in_time_and_when_somebody_is_erased(loading: HrLoading, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "graph")
    given(loading, EMPLOYEE_COLUMNS + "1;Anna;Skolen;Lærer\n")
    sweeping(settings, CLOCK)()
    assert len(loading.waiting()) == 1
    sweeping(settings, clock_at(CLOCK.now() + KEPT + timedelta(seconds=1)))()
    assert loading.waiting() == []
    given(loading, EMPLOYEE_COLUMNS + "1;Anna;Skolen;Lærer\n")
    erased_ids(settings).add("1", at=NOON)
    [list_of_erased] = (path for path in settings.erased_folder.iterdir() if path.name != "key")
    moment = CLOCK.now().timestamp() + 60
    os.utime(list_of_erased, (moment, moment))
    sweeping(settings, CLOCK)()
    assert loading.waiting() == []


def test_what_never_was_is_not_found(loading: HrLoading) -> None:
    with pytest.raises(NotFound):
        loading.standing("aaaa")
