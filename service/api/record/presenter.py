"""Lines of the record as plain dictionaries: whole for the DPO, and for an employee what is about them."""

from collections.abc import Mapping, Set
from typing import Any

import orjson

from graph.audit.chain import DOING, Line


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


def present_own(line: Line, employee: str, *, unnamed: Set[str]) -> dict[str, Any]:
    """What a line says of one employee, and by whom unless by one of the `unnamed`; nothing of others."""
    said = orjson.loads(line.said)
    place, part = next(
        (place, each.part)
        for place, each in enumerate(line.people)
        if each.id == employee and each.part not in DOING
    )
    needs = said.get("needs", [])
    own = next((each for each in said.get("candidates", []) if each["who"] == place), None)
    return {
        "id": line.digest,
        "at": line.at,
        "kind": line.kind,
        "part": part,
        "by": "" if line.actor in unnamed else line.actor,
        "acting": "" if line.acting in unnamed else line.acting,
        "where": said.get("where"),
        "purpose": said.get("purpose"),
        "needs": [{"skill": each["skill"], "level": each["level"]} for each in needs],
        "band": own and own["band"],
        "reasons": _reasons(own, needs) if own else [],
    }


def _reasons(own: Mapping[str, Any], needs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The signals that spoke for somebody, without figures: nobody is to read them as a grade."""
    return [
        {"signal": signal, "skill": None if at is None else needs[at]["skill"]}
        for signal, at, value in own["parts"]
        if value > 0
    ]
