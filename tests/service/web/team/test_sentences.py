"""What is said of a team is what was computed of it."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

from matching.model import Requirement, Visibility
from matching.question import TeamQuestion
from matching.teams.advice import ChangeKind, Counterfactual, without
from matching.teams.answer import TeamAdvice, advise
from service.web.team.sentences import Words, counterfactual_sentence
from tests.service.web.municipality import ARABIC, BICYCLES, CARE_HOMES, CHILDREN, DEMENTIA, app, index

SKILLS = (ARABIC, BICYCLES, CARE_HOMES, CHILDREN, DEMENTIA)
ASKED = [
    (skills, team)
    for skills in combinations(SKILLS, 2)
    for team in (("e1", "e2"), ("e1", "e3"), ("e2", "e3"), ("e1", "e2", "e3"))
]


@pytest.fixture(autouse=True)
def danish_page() -> Iterator[None]:
    with app().test_request_context():
        yield


def advice_on(skills: tuple, team: tuple[str, ...]) -> tuple[TeamAdvice, Words]:
    needs = tuple(Requirement(skill=skill.id) for skill in skills)
    of = index()
    found = advise(of, TeamQuestion(requirements=needs, audience=Visibility.LEADS), team)
    names = [of.workforce.names[row] for row in found.formulation.rows]
    return found, Words(formulation=found.formulation, label=str, names=names)


def loss_without(member: int, advice: TeamAdvice) -> float:
    """What the team would lose without a member, in points; without end where there would be none."""
    gain = without(advice.formulation.problem, advice.proposal.members, member).difference
    return np.inf if gain is None else -gain


def test_the_team_depends_most_on_whose_absence_costs_it_most() -> None:
    said = 0
    for skills, team in ASKED:
        advice, words = advice_on(skills, team)
        other = advice.counterfactual
        if other is None or other.kind is not ChangeKind.WITHOUT:
            continue
        sentence = counterfactual_sentence(other, words)
        losses = {words.names[member]: loss_without(member, advice) for member in advice.proposal.members}
        [named] = [name for name in losses if f"Uden {name} " in sentence]
        assert losses[named] == max(losses.values())
        if other.team is not None:
            assert sentence.startswith(f"Holdet er mest afhængigt af {named}. Uden {named} ville vi foreslå ")
            assert all(words.names[member] in sentence for member in other.joined)
        said += 1
    assert said > 5


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            {"team": (1, 2), "joined": (1, 2), "left": (0,)},
            "Holdet er mest afhængigt af Anna. Uden Anna ville vi foreslå Bo og Carl.",
        ),
        (
            {"team": (1,), "joined": (), "left": (0,)},
            "Holdet er mest afhængigt af Anna. Uden Anna ville vi foreslå de andre alene.",
        ),
        (
            {"team": (2, 3), "joined": (3,), "left": (0, 1)},
            "Holdet er mest afhængigt af Anna. Uden Anna ville vi foreslå et andet hold: Carl og Dina.",
        ),
        ({"team": None}, "Uden Anna kan der ikke sættes et hold, der holder jeres ønsker."),
    ],
)
def test_what_there_would_be_without_somebody_is_said(other: dict, sentence: str) -> None:
    words = Words(formulation=None, label=str, names=["Anna", "Bo", "Carl", "Dina"])
    found = Counterfactual(kind=ChangeKind.WITHOUT, candidate=0, **other)
    assert counterfactual_sentence(found, words) == sentence
