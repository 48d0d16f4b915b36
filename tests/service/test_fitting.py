"""The linker is fitted to the vocabulary of the last start beforehand, and used where that still holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.vocabulary.esco import read_catalogue
from matching.model import SkillKind
from service import fitting
from service.fitting import fit_beforehand, fitted, keep_vocabulary

CATALOGUE = read_catalogue()
SKILLS = [each for each in CATALOGUE.skills if each.kind is not SkillKind.GROUP][:40]
PROFESSIONS = CATALOGUE.professions[:20]


@pytest.fixture(autouse=True)
def nothing_fitted() -> None:
    fitting._fitted.cache_clear()
    fitting._left_in.cache_clear()


def fits() -> int:
    return fitting._fitted.cache_info().misses


def test_what_a_worker_began_with_is_fitted_beforehand_whatever_its_order(tmp_path: Path) -> None:
    keep_vocabulary(tmp_path / "vocabulary", SKILLS, PROFESSIONS)

    fit_beforehand(tmp_path / "vocabulary")
    fitted(SKILLS[::-1], PROFESSIONS[::-1])

    assert fits() == 1


def test_a_vocabulary_that_changed_meanwhile_is_fitted_anew(tmp_path: Path) -> None:
    keep_vocabulary(tmp_path / "vocabulary", SKILLS, PROFESSIONS)
    fit_beforehand(tmp_path / "vocabulary")

    changed = replace(SKILLS[0], label_da="vandhulsplejning")
    linker = fitted([changed, *SKILLS[1:]], PROFESSIONS)

    assert fits() == 2
    assert [each.skill for each in linker.suggest("vandhulsplejning", limit=1)] == [changed.id]


@pytest.mark.parametrize("damage", ["missing", "cut", "changed", "other fields"])
def test_a_file_that_is_not_as_it_was_left_is_nothing(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "vocabulary"
    keep_vocabulary(file, SKILLS, PROFESSIONS)
    whole = file.read_bytes()
    if damage == "missing":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "changed":
        file.write_bytes(whole.replace(b"label_da", b"label_en", 1))
    else:
        content = whole.partition(b"\n")[2].replace(b'"obsolete"', b'"outdated"')
        file.write_bytes(fitting.sha256(content).hexdigest().encode() + b"\n" + content)

    fit_beforehand(file)

    assert fits() == 0


def test_the_same_vocabulary_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary"
    keep_vocabulary(file, SKILLS, PROFESSIONS)
    first = file.stat().st_ino

    keep_vocabulary(file, SKILLS[::-1], PROFESSIONS)

    assert file.stat().st_ino == first
