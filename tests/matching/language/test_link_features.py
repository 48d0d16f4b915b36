import numpy as np
import pytest

from harness.factories import skill, skill_id
from matching.language.link_features import ALONE, BESIDE, probabilities
from matching.language.linking import SkillLinker
from matching.model import TaskExample

SKILLS = [
    skill("cykelstier", broader=["veje"]),
    skill("fortove", broader=["veje"]),
    skill("madlavning", hidden=["noget at spise til mange"]),
    skill("palliativ pleje"),
]
LINKER = SkillLinker().fit(
    SKILLS, examples=[TaskExample("cykler på stien", (skill_id("cykelstier"),)) for _ in range(3)]
)


def features(text: str, label: str) -> dict[str, float]:
    found = LINKER.retrieve(text)
    ids = [LINKER.index_.skills_[each].id for each in found.candidates.tolist()]
    return dict(zip(ALONE, found.features[ids.index(skill_id(label))].tolist(), strict=True))


def test_a_preferred_label_that_stands_whole_is_told_from_an_everyday_wording() -> None:
    assert features("cykelstier", "cykelstier")["preferred_whole"] == 1.0
    spoken = features("der skal være noget at spise til mange", "madlavning")
    assert (spoken["preferred_whole"], spoken["everyday_whole"]) == (0.0, 1.0)
    assert spoken["everyday"] == spoken["link"] > 0


def test_one_word_of_several_is_told_from_all() -> None:
    assert features("palliativ", "palliativ pleje")["one_of_several"] == 1.0
    assert features("palliativ pleje", "palliativ pleje")["one_of_several"] == 0.0


def test_examples_and_places_are_told() -> None:
    found = features("cykelstier", "cykelstier")
    assert found["examples"] == pytest.approx(np.log1p(3))
    assert (found["place_log"], found["resemblance_place"]) == (0.0, 1.0)
    assert features("cykler på stien", "cykelstier")["asked_place"] == 0.0  # all examples say so


def test_every_feature_is_a_number_for_every_candidate() -> None:
    found = LINKER.retrieve("cykelstier, fortove og palliativ pleje med noget at spise")
    assert found.features.shape == (len(found.candidates), len(ALONE))
    assert np.isfinite(found.features).all()


def test_skills_of_one_group_see_each_other() -> None:
    found = LINKER.retrieve("cykelstier og fortove, madlavning")
    ids = [LINKER.index_.skills_[each].id for each in found.candidates.tolist()]
    logits = np.zeros(len(ids))
    beside = LINKER.beside(found.candidates, logits)
    siblings = dict(zip(ids, beside[:, list(BESIDE).index("siblings")].tolist(), strict=True))
    assert siblings[skill_id("cykelstier")] == siblings[skill_id("fortove")] == 0.5
    assert siblings[skill_id("madlavning")] == 0.0
    assert beside[:, list(BESIDE).index("expected")].tolist() == [len(ids) / 2] * len(ids)


def test_no_candidate_has_no_row() -> None:
    found = LINKER.retrieve("abrakadabra")
    assert found.features.shape == (0, len(ALONE))
    assert LINKER.beside(found.candidates, np.zeros(0)).shape == (0, len(BESIDE))


def test_a_logit_of_nought_is_one_half() -> None:
    assert probabilities(np.zeros(1)).tolist() == [0.5]
