"""The documents name only what is there: files, folders, modules and each other."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
]
ROOMS = "matching|graph|service|scripts|harness|bench|tests|docs|requirements"
NAMED_PATH = re.compile(rf"`((?:{ROOMS})/[\w./-]+)`")
NAMED_MODULE = re.compile(rf"`((?:{ROOMS})(?:\.[a-z_]+)+)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def is_module(name: str) -> bool:
    """Whether a module or package has this name, or one holds a function of this name."""
    path = ROOT / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").exists() or path.parent.with_suffix(".py").exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    gone = [path for path in NAMED_PATH.findall(text) if not (ROOT / path).exists()]
    gone += [name for name in NAMED_MODULE.findall(text) if not is_module(name)]
    gone += [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    assert gone == []


def test_the_documents_are_searched_at_all() -> None:
    found = [NAMED_PATH.findall(document.read_text(encoding="utf-8")) for document in DOCUMENTS]
    assert sum(map(len, found)) > 100
