"""Of those who move invitations at once, none breaks a rule and nothing that was acknowledged is lost."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import AlreadyExists, GraphUnavailable
from graph.store import GraphStore
from harness.factories import employee, fill, task
from harness.servers import embedded, eventually, server_pid
from matching.invitation import CapReached, Invitation, MoveRefused, State
from tests.graph.inviting import ANNA, LEAD, TASK, assigned, cycle_path, invited, offered, proposed, wanted


@pytest.fixture
def municipality(each_graph: GraphStore) -> GraphStore:
    return cycle_path(each_graph)


def test_of_two_offers_at_once_one_is_made(municipality: GraphStore) -> None:
    def attempt(_: int) -> int:
        with suppress(MoveRefused):
            offered(municipality)
            return 1
        return 0

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    (made,) = municipality.invitations.of_task(TASK)
    assert len(municipality.invitations.moves(made.id)) == 1


def test_of_proposals_at_once_of_one_colleague_one_is_made(municipality: GraphStore) -> None:
    def attempt(_: int) -> str:
        with suppress(AlreadyExists):
            return proposed(municipality)
        return ""

    with ThreadPoolExecutor(4) as pool:
        made = [id for id in pool.map(attempt, range(8)) if id]
    assert [each.id for each in municipality.invitations.of_task(TASK)] == made


def test_concurrent_invitations_never_breach_a_cap(municipality: GraphStore) -> None:
    titles = [f"Opgave {number}" for number in range(12)]
    fill(
        municipality,
        replace(employee("Bo", workplace="Skolen"), invitation_cap=2),
        *(task(title) for title in titles),
    )
    made = municipality.invitations.propose(
        [wanted(name, title) for name in ("Anna", "Bo") for title in titles], LEAD
    )

    def invite(invitation: Invitation) -> bool:
        try:
            municipality.invitations.invite(invitation.id, LEAD)
        except CapReached:
            return False
        return True

    with ThreadPoolExecutor(8) as racers:
        asked = list(racers.map(invite, made))
    assert (sum(asked[:12]), sum(asked[12:])) == (3, 2)
    assert len(list(municipality.invitations.waiting())) == 5


def test_of_racing_answers_one_counts(municipality: GraphStore) -> None:
    id = invited(municipality)

    def answer(number: int) -> bool:
        try:
            (municipality.invitations.accept if number % 2 else municipality.invitations.decline)(id, ANNA)
        except MoveRefused:
            return False
        return True

    with ThreadPoolExecutor(4) as racers:
        answered = list(racers.map(answer, range(4)))
    state = municipality.invitations.get(id).value.state
    assert answered.count(True) == 1 or (answered.count(True) == 2 and state is State.DECLINED)
    assert (assigned(municipality) == []) is (state is State.DECLINED)


@pytest.mark.server
def test_killing_the_server_under_leads_loses_no_invitation_that_was_acknowledged(tmp_path: Path) -> None:
    names = [f"Navn {number}" for number in range(400)]
    acknowledged: set[str] = set()

    def invite(store: GraphStore, made: list[Invitation]) -> None:
        for each in made:
            try:
                while True:
                    with suppress(GraphUnavailable):
                        store.invitations.invite(each.id, LEAD)
                        break
            except MoveRefused:  # the answer to the first attempt was lost, not the move
                pass
            acknowledged.add(each.id)

    with embedded(tmp_path) as store:
        fill(store, task("Ny cykelsti"), *(employee(name) for name in names))
        made = list(store.invitations.propose([wanted(name) for name in names], LEAD))
        leads = [Thread(target=invite, args=(store, made[first::4])) for first in range(4)]
        for lead in leads:
            lead.start()
        assert eventually(lambda: len(acknowledged) > 60)
        os.kill(server_pid(tmp_path), signal.SIGKILL)
        for lead in leads:
            lead.join()

        assert acknowledged == {each.id for each in made}
        assert {each.id for each in store.invitations.waiting()} == acknowledged
        after = [State.PROPOSED, State.INVITED]
        assert all([move.after for move in store.invitations.moves(id)] == after for id in acknowledged)
