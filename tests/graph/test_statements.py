"""Statements are made of what this program says itself: whatever comes from outside is a parameter.

What is put together is told by its name in the code. `tests/service/test_injection.py` tries it on servers.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = {"run", "rows", "row", "values", "stream", "define"}
"""What takes a statement as its first argument (`graph.server.database`)."""
DECLARED = {
    "graph/columns.py": {"self._cypher", "which"},
    "graph/erasure/traces.py": {
        "_arrow(link)",
        "_arrow(link, 'n')",
        "field.link.type",
        "owner.label",
        "part.target",
        "part.type",
        "self.found",
        "self.label",
        "self.place",
    },
    "graph/invitations.py": {"changed"},
    "graph/notices.py": {"node_type.label"},
    "graph/joining.py": {"link.type", "node_type.label", "node_type.projection"},
    "graph/records/bulk.py": {"part.node_type.label"},
    "graph/records/changes.py": {"node"},
    "graph/records/fields.py": {"arrow", "f'[{read}]' if properties else read", "self.place", "self.target"},
    "graph/records/reading.py": {
        "matching",
        "node_type.label",
        "node_type.projection",
        "order",
        "parts",
        "self._type.label",
        "self._type.projection",
    },
    "graph/records/searching.py": {"label", "name", "texts"},
    "graph/records/versions.py": {"self._label"},
    "graph/records/writing.py": {
        "link.target",
        "link.type",
        "name",
        "node_type.label",
        "outlives",
        "self.label",
    },
}
"""What is put into statements, by file: names that node types declare, and pieces made of them alone."""
VERBS = ("MATCH", "RETURN", "WHERE", "UNWIND", "MERGE", "CREATE", "DELETE", " SET ", "SKIP", "(n)", "n.", "$")


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "graph").rglob("*.py")):
        if not {"demo", "vocabulary"} & set(path.parts):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def is_constant(piece: ast.expr) -> bool:
    """Whether it is a constant of a module, or what a constant declares: `FOUND`, `INVITATION.projection`."""
    return ast.unparse(piece).split(".")[0].isupper()


def fillers(tree: ast.AST) -> Iterator[ast.expr]:
    """What is put into texts that look like Cypher."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(str(each.value) for each in node.values if isinstance(each, ast.Constant))
            if any(verb in fixed for verb in VERBS) and fixed.strip():
                yield from (each.value for each in node.values if isinstance(each, ast.FormattedValue))
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
        ):
            yield from (keyword.value for keyword in node.keywords)
            yield from node.args


def statements(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) and node.args else None
        if isinstance(node, ast.Call) and isinstance(called, ast.Attribute) and called.attr in RUNS:
            yield node.args[0]


def is_made_of_ours(statement: ast.expr) -> bool:
    """No text that is put together on the spot, but for two constants that are joined."""
    if isinstance(statement, ast.BinOp):
        return all(isinstance(each, ast.Name) for each in (statement.left, statement.right))
    return not isinstance(statement, ast.JoinedStr)


def test_only_what_the_program_declares_is_put_into_a_statement() -> None:
    put = {
        where: {ast.unparse(each) for each in fillers(tree) if not is_constant(each)}
        for where, tree in sources()
    }
    assert {where: names for where, names in put.items() if names} == DECLARED


def test_no_statement_is_put_together_where_it_is_run() -> None:
    found = [(where, each) for where, tree in sources() for each in statements(tree)]
    assert [(where, ast.unparse(each)) for where, each in found if not is_made_of_ours(each)] == []
    assert len(found) > 50


def test_a_value_in_a_statement_is_found() -> None:
    tree = ast.parse("def find(id):\n    transaction.run(f'MATCH (n {{id: {id}}}) RETURN n')")
    assert [ast.unparse(each) for each in fillers(tree)] == ["id"]
    assert [each for each in statements(tree) if not is_made_of_ours(each)]
