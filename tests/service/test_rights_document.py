"""docs/rights.md is the table of rights and nothing else."""

from pathlib import Path

from service.rights_document import document

SHIPPED = Path(__file__).parents[2] / "docs" / "rights.md"


def test_the_shipped_document_is_the_table() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == document(), "run: make rights"


def test_a_line_says_what_a_route_does_in_its_views_words_and_who_may_call_it() -> None:
    line = next(line for line in document().splitlines() if line.startswith("| `POST /api/v1/matches` |"))

    assert "Suggest colleagues for a task" in line
    assert line.count("| all ") == 2
