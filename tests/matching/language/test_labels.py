"""Labels are indexed by their parts, which weigh the more, the fewer skills have them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.factories import skill
from matching.language.labels import LabelIndex
from matching.model import Skill, SkillKind

INDEX = LabelIndex().fit(
    [
        skill("drift af legepladser", english="running playgrounds", alternatives=["legepladsdrift"]),
        skill("drift af haller", hidden=["passe hallen"]),
        skill("udføre drift"),
        skill("sygepleje"),
    ]
)


def part(name: str) -> int:
    return INDEX.parts_[f"da:{name}"]


def number(text: str) -> int:
    return [label.text for label in INDEX.labels_].index(text)


def test_neither_groups_nor_what_is_obsolete_have_labels() -> None:
    left_out = (
        Skill(id="g", label_da="pleje", kind=SkillKind.GROUP),
        Skill(id="o", label_da="x", obsolete=True),
    )
    assert LabelIndex().fit(left_out).labels_ == []


def test_labels_of_both_languages_say_what_they_are() -> None:
    said = {label.text: (label.language, label.preferred, label.hidden) for label in INDEX.labels_}
    assert said["drift af legepladser"] == ("da", True, False)
    assert said["running playgrounds"] == ("en", True, False)
    assert said["passe hallen"] == ("da", False, True)


def test_a_label_that_says_the_same_in_other_words_of_the_same_skill_is_kept_once() -> None:
    assert "legepladsdrift" not in {label.text for label in INDEX.labels_}


def test_function_words_are_no_part_of_a_label() -> None:
    assert set(INDEX.bags_[number("drift af haller")]) == {part("drift"), part("hal")}


def test_the_rarer_a_part_the_more_it_weighs_and_light_words_weigh_little() -> None:
    assert INDEX.weights_[part("drift")] < INDEX.weights_[part("hal")]
    assert part("udfør") in INDEX.light_
    assert INDEX.weights_[part("udfør")] < INDEX.weights_[part("hal")]


def test_a_part_finds_its_labels_with_its_share_of_each() -> None:
    found, shares = INDEX.labels_with(part("hal"))
    assert {INDEX.labels_[label].text for label in found} == {"drift af haller", "passe hallen"}
    assert ((shares > 0) & (shares <= 1)).all()


def test_all_parts_of_a_label_cover_it_whole() -> None:
    for label, bag in enumerate(INDEX.bags_):
        assert INDEX.coverage((each, 1.0) for each in bag)[label] == pytest.approx(1.0)


@given(st.lists(st.sampled_from(range(len(INDEX.parts_))), unique=True), st.floats(0, 1))
def test_coverage_is_a_share_that_grows_with_how_sure_the_parts_are(parts: list[int], sure: float) -> None:
    coverage = INDEX.coverage((each, sure) for each in parts)
    assert coverage.shape == (len(INDEX.labels_),)
    assert ((coverage >= 0) & (coverage <= 1 + 1e-5)).all()
    np.testing.assert_allclose(coverage, sure * INDEX.coverage((each, 1.0) for each in parts), atol=1e-5)


def test_an_index_of_nothing_covers_nothing() -> None:
    assert LabelIndex().fit([]).coverage([]).shape == (0,)
