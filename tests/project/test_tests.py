"""The tests themselves: what they may need is marked, and none leans on another."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FILES = sorted(TESTS.rglob("*.py"))


def imported(tree):
    """The modules that a module imports names from."""
    return [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TESTS)))
def test_no_test_imports_from_another_test(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert [module for module in imported(tree) if ".test_" in module] == []
