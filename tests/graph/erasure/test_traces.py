"""Whatever the declarations lead from or to an employee is found by itself."""

from graph.erasure.traces import MENTIONS, traces


def test_what_is_nothing_without_an_employee_goes_whole_and_its_parts_before_it() -> None:
    gone = [each.what for each in traces() if each.gone == "DETACH DELETE n"]
    assert gone.index("moves") < gone.index("invitations")
    assert gone.count("introductions") == 3


def test_what_goes_with_the_node_itself_is_only_counted() -> None:
    counted = {each.what for each in traces() if not each.gone}
    assert {"employees", "skills", "knows", "known_by", "assignments"} <= counted


def test_each_mention_says_where_it_stands_and_who_stands_there() -> None:
    assert [each.trace.what for each in MENTIONS] == [each.what for each in MENTIONS]
    assert all(each.label in each.ids and each.place in each.trace.found for each in MENTIONS)
