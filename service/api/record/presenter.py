"""Lines of the record as plain dictionaries, whole, for the DPO."""

from typing import Any

import orjson

from graph.audit.chain import Line


def present_line(line: Line) -> dict[str, Any]:
    """All that a line says."""
    return {
        "id": line.digest,
        "chain": line.chain,
        "number": line.number,
        "at": line.at,
        "kind": line.kind,
        "people": [{"id": each.id, "part": each.part} for each in line.people],
        "said": orjson.loads(line.said),
    }
