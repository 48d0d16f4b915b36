from datetime import UTC, datetime

from graph.store import GraphStore
from graph.switches import Switches

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_everything_is_on_until_it_is_turned_off_and_on_again(each_graph: GraphStore) -> None:
    switches, number = each_graph.switches, each_graph.changes.number()
    assert switches.read() == Switches(matching=True)

    switches.turn(on=False, by="dpo", at=NOON)
    switches.turn(on=False, by="dpo", at=NOON, workplace="wp-park")
    switches.turn(on=False, by="dpo", at=NOON, workplace="matching")
    assert switches.read() == Switches(matching=False, workplaces_off=frozenset({"wp-park", "matching"}))

    switches.turn(on=True, by="dpo", at=NOON)
    switches.turn(on=True, by="dpo", at=NOON, workplace="wp-park")
    assert switches.read() == Switches(matching=True, workplaces_off=frozenset({"matching"}))
    assert each_graph.changes.number() == number
