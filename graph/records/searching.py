"""Finding nodes by their names and labels: each keeps the keys of its texts, folded once when it is written.

No server folds as we do, so what is looked in is a property (`search`), a key for each name or label.
"""

from collections.abc import Sequence
from typing import Any

from graph.server.database import Database, Transaction
from matching.language.folding import search_key, search_words

FOUND = """(
  size($words) = 0
  OR any(key IN n.search WHERE all(word IN $words WHERE key CONTAINS word))
)"""
"""Whether one name or label of `n` holds every word that is looked for."""

BEST_FIRST = """
WITH n, n.search[0] AS key, toLower(coalesce(n.label_da, n.label_en, n.name, '')) AS label
ORDER BY CASE WHEN key STARTS WITH $key THEN 0 WHEN key CONTAINS $key THEN 1 ELSE 2 END, label, n.id
"""
"""Those whose own name begins with what is looked for, then those whose name holds it, then the others."""

BATCH = 2000
"""Nodes a transaction when keys are filled in: as many as are written at once elsewhere."""

READ_WITHOUT_KEYS = """
MATCH (n:{label})
WHERE n.retired = false AND n.search IS NULL
RETURN n.id AS id, [{texts}] AS texts
LIMIT $limit
"""

WRITE_KEYS = """
UNWIND $rows AS row
MATCH (n:{label} {{id: row.id}})
SET n.search = row.search
"""


def keys(texts: Sequence[str | Sequence[str] | None]) -> list[str]:
    """The keys of texts and lists of texts, each once; the first is that of the name that is shown."""
    each = (one for text in texts if text for one in ([text] if isinstance(text, str) else text))
    return list(dict.fromkeys(search_key(one) for one in each)) or [""]


def sought(text: str) -> dict[str, Any]:
    """The parameters of `FOUND` and `BEST_FIRST` for what is looked for."""
    return {"words": search_words(text), "key": search_key(text)}


def fill_keys(database: Database, *, label: str, properties: Sequence[str]) -> None:
    """Give keys to the nodes of an older graph that have none; goes on where it was cut short."""
    texts = ", ".join(f"n.{name}" for name in properties)

    def fill(transaction: Transaction) -> int:
        rows = transaction.rows(READ_WITHOUT_KEYS.format(label=label, texts=texts), limit=BATCH)
        filled = [{"id": row["id"], "search": keys(row["texts"])} for row in rows]
        transaction.run(WRITE_KEYS.format(label=label), rows=filled)
        return len(filled)

    while database.write(fill) == BATCH:
        pass
