"""Other tools' rankings do what their descriptions say, and are measured beside ours on a small scale."""

import csv
from pathlib import Path

import numpy as np
import pytest

from bench import peers
from bench.municipality import past
from bench.peer_rankings import (
    Profiles,
    or_filter_count,
    overlap_count,
    skill_will_specialisation,
)
from matching.model import Evidence, Requirement
from matching.question import Question
from tests.bench.joint_work import Write, joint_work
from tests.matching.worlds import colleague, world

NOISE_AND_GRIEF = Question(
    requirements=(Requirement(skill="støj", level=4), Requirement(skill="sorg", level=2))
)


def profiles() -> Profiles:
    index = world(
        colleague("both", {"støj": 2, "sorg": 2, "vej": 3, "PPR": 3}),
        colleague("noise", {"støj": 4}),
        colleague("neither", {"vej": 5}),
    )
    return Profiles(index, {"sorg": np.array([1], np.intp)})


def test_overlap_counts_the_skills_that_somebody_has_at_any_level() -> None:
    assert overlap_count(profiles(), NOISE_AND_GRIEF).tolist() == [2, 1, 0]


def test_the_filter_lets_in_who_has_a_skill_at_the_level_asked_for() -> None:
    assert or_filter_count(profiles(), NOISE_AND_GRIEF).tolist() == [1, 1, 0]


def test_skill_will_and_specialisation_are_weighed() -> None:
    scores = skill_will_specialisation(profiles(), NOISE_AND_GRIEF)
    both = 0.5 * (0.5 + 1) / 2 + 0.25 * 2 / 4
    noise = 0.5 * 1 / 2 + 0.25 * 1 / 2 + 0.25 * 1
    assert scores.tolist() == pytest.approx([both, noise, 0])


@pytest.mark.slow
def test_nothing_known_of_the_past_tells_of_the_tasks_asked_about() -> None:
    of = past(300, on=peers.ASKED_FROM)
    asked = {f"task:{each.id}" for each in of.later}
    held = [one for each in of.then.employees for one in each.skills]
    assert of.later
    assert asked.isdisjoint(one.source for one in held)
    assert max(one.confirmed_on for one in held if one.evidence is Evidence.USED) < of.today
    assert all(each.closed_on is not None and each.closed_on < of.today for each in of.then.tasks)


@pytest.mark.slow
def test_the_municipality_is_asked_and_every_losing_task_is_listed(tmp_path: Path) -> None:
    figures, losing = peers.measure(peers.municipal(500))
    assert figures["municipality_tasks"] > 20
    for measure in peers.MEASURES:
        for name in (peers.OURS, peers.AS_SHIPPED, *peers.PEERS):
            assert 0 <= figures[f"municipality_{name}_{measure}"] <= 100
    listed = sum(value for name, value in figures.items() if name.endswith("_losing"))
    assert len(losing) == listed
    peers.write_losing(tmp_path / "losing.csv", losing)
    with (tmp_path / "losing.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(losing)
    assert all(float(row["theirs"]) > float(row["ours"]) for row in rows)


@pytest.mark.slow
def test_a_data_set_of_joint_work_can_be_asked_too(write: Write) -> None:
    figures, _ = peers.measure(peers.joint_work(write(joint_work())))
    assert figures["teams_tasks"] > 0
    assert figures["teams_ours_ndcg5"] > 0
