from dataclasses import replace

from matching.index.cache import Cache, once_an_index
from matching.index.index import Index
from tests.matching.worlds import world


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


def test_what_follows_from_an_index_is_reckoned_once_for_it_and_anew_for_any_other() -> None:
    reckoned: list[tuple[int, str]] = []

    @once_an_index
    def twice(index: Index, word: str) -> str:
        reckoned.append((index.number, word))
        return 2 * word

    one = world()
    other = replace(one, number=one.number + 1)

    assert [twice(one, "a"), twice(one, "a"), twice(one, "b"), twice(other, "a")] == ["aa", "aa", "bb", "aa"]
    assert reckoned == [(one.number, "a"), (one.number, "b"), (other.number, "a")]
