from service.hr.os2mo.events import KINDS, Events


def test_declaring_twice_makes_one_listener_for_each_kind(server, os2mo):
    Events(os2mo), Events(os2mo)
    assert set(server.listeners) == set(KINDS)


def test_every_event_that_waits_is_fetched_and_gone_once_it_is_acknowledged(server, os2mo):
    events = Events(os2mo)
    assert events.fetch() == []
    server.happens("engagement", "a"), server.happens("engagement", "b"), server.happens("org_unit", "c")
    tokens = events.fetch()
    assert len(tokens) == 3
    events.acknowledge(tokens)
    server.time_passes()
    assert events.fetch() == []


def test_an_event_that_nobody_acknowledged_comes_again(server, os2mo):
    events = Events(os2mo)
    server.happens("person", "a")
    assert events.fetch() == ["person/a"]
    assert events.fetch() == []
    server.time_passes()
    assert events.fetch() == ["person/a"]
