from collections import Counter

from graph.vocabulary.qualification_kinds import read_qualification_kinds


def test_each_kind_has_an_id_of_its_own_and_a_label_of_its_own_in_both_languages() -> None:
    kinds = read_qualification_kinds()
    for field in ("id", "label_da", "label_en"):
        said = Counter(getattr(kind, field) for kind in kinds)
        assert all(said)
        assert set(said.values()) == {1}
