"""Who hides is as if not there: 10,000 generated calls are answered as in the twin where they never were.

A world is drawn by chance, asked, and asked again without those who do not show themselves to the asker. The
answers are the same to the byte, status and tag among them, but for what `NAMED` names.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from difflib import ndiff
from random import Random
from uuid import UUID

import pytest

from graph.store import GraphStore
from service.request.identity import Identity
from service.rights import ROUTES
from service.roles import Role
from service.sign_in.bearers import StaticTokens
from tests.service.generated_calls import Call, calls
from tests.service.standing import asking, service_on
from tests.service.twins import World, as_new, drawn, lay, unseen_by

CALLS = 10_000
ASKERS = (
    *(Role.LEAD, Role.LEAD, Role.TOOL, Role.TOOL, Role.EMPLOYEE, Role.EMPLOYEE, Role.HR, Role.HR),
    *(Role.HEAD, Role.COUNCIL, Role.DPO, Role.ADMIN),
)
SEVERAL = (
    (Role.EMPLOYEE, {Role.LEAD}),
    (Role.HR, {Role.HEAD}),
    (Role.LEAD, {Role.HR, Role.COUNCIL}),
    (Role.DPO, {Role.ADMIN, Role.EMPLOYEE}),
)
"""People who are several things at once; the first is the id that they have here."""
ORGANISES_NOTHING = (Role.EMPLOYEE, Role.HR, Role.COUNCIL, Role.DPO)
NAMED = re.compile(
    rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    rb'|"recommendation":"[0-9a-f]+"'
    rb'|"change":\d+|"read_at":"[^"]+"|"age_seconds":[\d.]+|name="(kvittering|anbefaling)" value="[^"]+"'
)
"""What chance or the clock gives: ids of requests and new things, the graph's state, the tokens of forms."""
Said = tuple[int, str, str, bytes]


def answers(
    world: World, graph: GraphStore, role: Role, asked: list[Call], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Said]:
    """What each call is answered on a graph with nothing but this world."""
    monkeypatch.setattr("graph.invitations.as_new", as_new)
    lay(world, graph, role)
    chance = Random(0)
    for module in ("service.api.tasks.views", "graph.introductions"):
        monkeypatch.setattr(f"{module}.uuid4", lambda: UUID(int=chance.getrandbits(128)))
    client = asking(service_on(graph), role)
    for call in asked:
        answer = call.made_by(client)
        headers = answer.headers
        yield (
            answer.status_code,
            headers.get("ETag", ""),
            headers.get("Location", ""),
            NAMED.sub(b"", answer.data),
        )


def leaks(
    graph: GraphStore,
    role: Role,
    *,
    seed: int,
    count: int,
    monkeypatch: pytest.MonkeyPatch,
    also: frozenset[Role] = frozenset(),
    change: Callable[[World], World] = lambda world: world,
) -> tuple[list[tuple[Call, Said, Said]], Counter[int]]:
    """Calls whose answers tell that somebody hides, and how often which status was answered."""
    world = change(drawn(seed, role))
    gone = unseen_by(role, world, also=also)
    asked = list(calls(world, role, count=count, seed=seed))
    whole = [*answers(world, graph, role, asked, monkeypatch)]
    alone = [*answers(world.without(gone), graph, role, asked, monkeypatch)]
    for call, said in zip(asked, whole, strict=True):
        hold_rights(call, frozenset({role, *also}), said[0])
    differing = [(call, *both) for call, *both in zip(asked, whole, alone, strict=True) if both[0] != both[1]]
    return differing, Counter(said[0] for said in whole)


def told(found: list[tuple[Call, Said, Said]]) -> str:
    """The first call that was answered differently, and the places where the two answers part."""
    call, whole, alone = found[0]
    texts = [re.split(r"(?<=[,>])", said[3].decode()) for said in (whole, alone)]
    parts = [line for line in ndiff(*texts) if not line.startswith((" ", "?"))]
    return "\n".join([f"{len(found)} differ, the first: {call}", f"{whole[:3]} {alone[:3]}", *parts[:40]])


def hold_rights(call: Call, roles: frozenset[Role], status: int) -> None:
    """Who may not call a route at all is told so, and nobody else is where it reaches everybody's things."""
    right = ROUTES[call.route]
    if roles.isdisjoint(right.roles):
        assert status == 403, call
    elif not roles.isdisjoint(right.everybody):
        assert status not in {401, 403}, call
    assert status < 500, call


ADVISING = "POST /api/v1/teams:advise"
SUGGESTING = {
    "POST /api/v1/matches",
    "POST /api/v1/teams",
    ADVISING,
    "GET /api/v1/teachers",
    "POST /opgave",
    "POST /hold",
}
"""Every route that suggests anybody."""


@pytest.mark.parametrize("role", [Role.LEAD, Role.TOOL])
@pytest.mark.parametrize("seed", [200, 201])
def test_suggestions_tell_nothing_of_who_objects(
    graph: GraphStore, role: Role, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who takes part in a task already is named with it: a team for that task keeps them.

    What else could be made of a team names them as a member alone, never for another's seat.
    """
    world = drawn(seed, role, objecting=0.3)
    gone = frozenset(each.id for each in world.employees if each.objects)
    theirs = {
        each.id for each in world.tasks if not gone.isdisjoint(one.employee for one in each.assignments)
    }
    asked = [
        each
        for each in calls(world.without(gone), role, count=1_800, seed=seed)
        if each.route in SUGGESTING
        and (each.route == ADVISING or (each.json or {}).get("task") not in theirs)
    ]
    whole = [*answers(world, graph, role, asked, monkeypatch)]
    alone = [*answers(world.without(gone), graph, role, asked, monkeypatch)]

    assert gone
    found = [(call, *both) for call, *both in zip(asked, whole, alone, strict=True) if both[0] != both[1]]
    assert not found, told(found)
    assert Counter(said[0] for said in whole)[200] > 50


@pytest.mark.parametrize(("number", "role"), list(enumerate(ASKERS)))
def test_ten_thousand_calls_tell_nothing_of_who_hides(
    graph: GraphStore, number: int, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = CALLS // len(ASKERS) + 1
    found, statuses = leaks(graph, role, seed=number, count=count, monkeypatch=monkeypatch)

    assert not found, told(found)
    assert statuses[200] > count / 10


def test_no_server_tells_of_who_hides(each_graph: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = leaks(each_graph, Role.LEAD, seed=100, count=150, monkeypatch=monkeypatch)

    assert not found, told(found)


@pytest.mark.parametrize(
    ("role", "others"),
    SEVERAL,
    ids=lambda value: "+".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_nor_do_those_who_are_several_things_at_once_learn_of_it(
    graph: GraphStore, role: Role, others: set[Role], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = StaticTokens.identity

    def identity(tokens: StaticTokens, token: str, *, today: date) -> Identity | None:
        found = known(tokens, token, today=today)
        return found and replace(found, roles=found.roles | others)

    monkeypatch.setattr(StaticTokens, "identity", identity)
    also = frozenset(others)
    found, statuses = leaks(graph, role, seed=40, count=400, monkeypatch=monkeypatch, also=also)

    assert not found, told(found)
    assert statuses[200] > 40


@pytest.mark.parametrize("role", ORGANISES_NOTHING)
def test_nor_does_a_yes_of_somebody_who_hides_to_whoever_organises_nothing(
    graph: GraphStore, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, statuses = leaks(graph, role, seed=60, count=400, monkeypatch=monkeypatch, change=World.agreed)

    assert not found, told(found)
    assert statuses[200] > 40
