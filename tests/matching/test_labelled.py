import pytest

from matching.model import Profession, Skill


@pytest.mark.parametrize("kind", [Skill, Profession])
def test_a_label_is_danish_and_else_the_one_there_is(kind: type[Skill] | type[Profession]) -> None:
    both = kind(id="x", label_da="støj", label_en="noise")
    assert (both.label, both.label_in("da"), both.label_in("en")) == ("støj", "støj", "noise")
    english = kind(id="x", label_en="noise")
    assert (english.label, english.label_in("da")) == ("noise", "noise")
    danish = kind(id="x", label_da="støj")
    assert danish.label_in("en") == "støj"
