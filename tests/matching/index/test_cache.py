from matching.index.cache import Cache


def test_what_is_asked_again_is_worked_out_once() -> None:
    worked: list[str] = []
    cache: Cache[str, int] = Cache(most=2)

    def work_out() -> int:
        worked.append("støj")
        return 0

    assert [cache.of("støj", work_out), cache.of("støj", work_out)] == [0, 0]
    assert worked == ["støj"]


def test_no_more_is_kept_than_may_be() -> None:
    cache: Cache[int, int] = Cache(most=3)
    for number in range(100):
        assert cache.of(number, lambda number=number: number) == number  # type: ignore[misc]
        assert len(cache) <= 3
