"""Every number that decides something says what it is, and where it comes from."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

MATCHING = Path(__file__).parents[2] / "matching"
ORIGINS = ("By eye", "By definition", "By law", "By agreement", "Chosen on", "Measured", "As in")
"""How a number was found: guessed, given by what it is, or looked for. An honest guess is no shame."""
UNEXPLAINED = ("language",)
"""Packages whose constants are not explained yet."""
NAME = re.compile(r"_?[A-Z][A-Z0-9_]*")


def files() -> list[Path]:
    found = sorted(path for path in MATCHING.rglob("*.py") if path.parent.name not in UNEXPLAINED)
    assert len(found) > 30
    return found


def constants(source: str) -> Iterator[tuple[str, str]]:
    """The names of constants with a number in them, and the words above each, or in a string below it."""
    lines, body = source.splitlines(), ast.parse(source).body
    for number, node in enumerate(body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
        names = [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
        value = getattr(node, "value", None)
        if not names or value is None or not all(map(NAME.fullmatch, names)) or not has_number(value):
            continue
        above = node.lineno - 2
        while above >= 0 and lines[above].startswith("#"):
            above -= 1
        below = body[number + 1] if number + 1 < len(body) else None
        words = " ".join(line.removeprefix("#").strip() for line in lines[above + 1 : node.lineno - 1])
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            words += str(below.value.value)
        yield ", ".join(names), words


def has_number(value: ast.AST) -> bool:
    """Whether a number stands in a value, other than the size of an empty array."""
    if isinstance(value, ast.Call) and getattr(value.func, "attr", "") == "empty":
        return False
    if isinstance(value, ast.Constant):
        return type(value.value) in (int, float)
    return any(map(has_number, ast.iter_child_nodes(value)))


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(MATCHING)))
def test_every_constant_says_what_it_is_and_where_it_comes_from(path: Path) -> None:
    for name, words in constants(path.read_text(encoding="utf-8")):
        assert len(words) > 20, f"{name} says nothing about itself"
        assert any(origin in words for origin in ORIGINS), f"{name} doesn't say where it comes from"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("MOST = 3", ""),
        ("# Teams. By eye.\nMOST = 3", "Teams. By eye."),
        ('MOST = 3\n"""Teams. By eye."""', "Teams. By eye."),
        ("# Of two lines,\n# this one too.\n_A, B = 1, 2", "Of two lines, this one too."),
        ("# Not of the next one.\nSOME = 'x'\nMOST: float = 2 * 3.0", ""),
        ("# In a table.\nTABLE = {Term.A: 1.0}", "In a table."),
    ],
)
def test_the_words_of_a_constant_stand_directly_at_it(source: str, words: str) -> None:
    [(_, found)] = constants(source)
    assert found == words


@pytest.mark.parametrize("source", ["NONE = np.empty(0, np.intp)", "name = 3", "Kind = int", "ALL = True"])
def test_what_is_no_number_needs_no_words(source: str) -> None:
    assert not list(constants(source))
