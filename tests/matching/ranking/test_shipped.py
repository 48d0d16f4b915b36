"""What counts before anything was learned."""

import pytest

from matching.question import Signal
from matching.ranking.shipped import DEFAULT, UNLEARNABLE
from matching.ranking.signals import LEARNED
from matching.weights import SITUATIONS, TEXT


def test_new_ties_across_ship_with_the_weights_of_new_ties() -> None:
    assert (DEFAULT["across"], DEFAULT["across_text"]) == (DEFAULT["new_ties"], DEFAULT["new_ties_text"])


@pytest.mark.parametrize("name", DEFAULT)
def test_what_ships_gives_all_situations_the_same_to_share(name: str) -> None:
    learnable = {signal: weight for signal, weight in DEFAULT[name].items() if signal in LEARNED}
    assert sum(learnable.values()) == pytest.approx(0.79)
    assert DEFAULT[name] == learnable | UNLEARNABLE
    assert not UNLEARNABLE.keys() & set(LEARNED)


def test_once_a_member_is_known_colleagues_say_most_beside_skills_and_past_tasks_where_there_is_a_text() -> (
    None
):
    colleagues = {Signal.TIES, Signal.MUTUAL_COLLEAGUES, Signal.WORKPLACES_TOGETHER}
    past = {Signal.PAST_TASKS, Signal.RECENT_TASKS, Signal.EXPERIENCE}

    def counts(name: str, signals: set[Signal]) -> float:
        return sum(DEFAULT[name].get(signal, 0.0) for signal in signals)

    assert counts("members", colleagues) > counts("members", past)
    assert counts("alone_text", past) > counts("alone", past)
    assert counts("new_ties_text", past) > counts("new_ties", past)


def test_every_situation_has_weights() -> None:
    assert set(DEFAULT) == {f"{known}{text}" for known in SITUATIONS for text in ("", TEXT)}
