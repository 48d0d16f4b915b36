from datetime import UTC, datetime, timedelta

from graph.store import GraphStore
from graph.switches import Switches, Turned

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_everything_is_on_until_it_is_turned_off_and_on_again(each_graph: GraphStore) -> None:
    switches, number = each_graph.switches, each_graph.changes.number()
    assert switches.read() == Switches(matching=True)

    switches.turn(on=False, by="dpo", at=NOON)
    switches.turn(on=False, by="dpo", at=NOON, workplace="wp-park")
    switches.turn(on=False, by="dpo", at=NOON, workplace="matching")
    read = switches.read()
    assert (read.matching, read.workplaces_off) == (False, {"wp-park", "matching"})
    assert read.turned == dict.fromkeys((None, "wp-park", "matching"), Turned("dpo", NOON))

    switches.turn(on=True, by="admin", at=NOON + timedelta(hours=1))
    switches.turn(on=True, by="dpo", at=NOON, workplace="wp-park")
    read = switches.read()
    assert (read.matching, read.workplaces_off) == (True, {"matching"})
    assert read.turned[None] == Turned("admin", NOON + timedelta(hours=1))
    assert each_graph.changes.number() == number
