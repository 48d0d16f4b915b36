import threading

from graph.server.under_way import UnderWay


def test_none_waits_for_what_is_under_way_and_keeps_others_out_meanwhile() -> None:
    work, seen = UnderWay(), list[str]()
    wanted = threading.Event()

    def write() -> None:
        with work.one():
            seen.append("another begins")

    def pause() -> None:
        wanted.set()
        with work.none():
            seen.append("pause")
            other = threading.Thread(target=write)
            other.start()
            other.join(0.2)
            seen.append("pause ends")
        other.join()

    with work.one():
        assert work
        pausing = threading.Thread(target=pause)
        pausing.start()
        assert wanted.wait(5)
        pausing.join(0.1)
        seen.append("write ends")
    pausing.join()

    assert seen == ["write ends", "pause", "pause ends", "another begins"]
    assert not work


def test_what_fails_is_no_longer_under_way() -> None:
    work = UnderWay()
    try:
        with work.one():
            raise ValueError
    except ValueError:
        pass
    assert not work
