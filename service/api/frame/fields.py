"""Fields that take JSON as it is: a number is no text, a text no number, and neither is a truth value."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

from matching.model import Evidence

EVIDENCE_NAMES = {evidence: evidence.name.lower() for evidence in Evidence}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LONGEST_ID = 300
LONGEST_LABEL = 200
LONGEST_TEXT = 10_000


class BodyIn(Schema):
    """The base of what comes in: unknown fields are refused, and documented so."""

    class Meta:
        unknown = RAISE


class BodyOut(Schema):
    """The base of what goes out: readers are to expect fields that come with later versions."""

    class Meta:
        unknown = EXCLUDE


class Text(fields.String):
    """Text without control characters (line breaks and tabs may stay), trimmed and composed (NFC)."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> str:
        text = unicodedata.normalize("NFC", super()._deserialize(value, attr, data, **kw)).strip()
        if _CONTROL.search(text):
            raise ValidationError("Must not hold control characters.")
        return text


class Whole(fields.Integer):
    """A whole number; in a body only as a JSON number."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> int:
        if isinstance(value, bool) or (self.strict and not isinstance(value, int)):
            raise self.make_error("invalid")
        return int(super()._deserialize(value, attr, data, **kw))


class Amount(fields.Float):
    """A finite number, only as a JSON number."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        return float(super()._deserialize(value, attr, data, **kw))


class Truth(fields.Boolean):
    """true or false, not a word or number for them."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class EvidenceName(fields.String):
    """A rung of the evidence ladder by its name in small letters."""

    def __init__(self, **options: Any) -> None:
        names = {"enum": list(EVIDENCE_NAMES.values()), "description": "How it is known, weakest first."}
        super().__init__(metadata=names, **options)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kw: Any) -> str | None:
        return None if value is None else EVIDENCE_NAMES[value]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> Any:
        for evidence, name in EVIDENCE_NAMES.items():
            if name == value:
                return evidence
        raise self.make_error("invalid")


def identifier(description: str, **options: Any) -> Text:
    """The id of a thing: a string, URIs included."""
    return Text(
        validate=validate.Length(min=1, max=LONGEST_ID), metadata={"description": description}, **options
    )


def identifiers(description: str, *, most: int, least: int = 0, **options: Any) -> fields.List[Any]:
    """A list of ids, each once."""
    return fields.List(
        Text(validate=validate.Length(min=1, max=LONGEST_ID)),
        validate=[validate.Length(min=least, max=most), each_once],
        metadata={"description": description, "uniqueItems": True},
        **options,
    )


def as_tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was loaded, with its lists as the tuples that frozen objects hold."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def each_once(values: list[Any]) -> None:
    """Refuse a list that says something twice."""
    if len(set(values)) < len(values):
        raise ValidationError("Each may be named only once.")


def in_order(data: Mapping[str, Any], start: str, end: str) -> None:
    """Refuse a period that ends before it starts; each end may be open."""
    starts, ends = data.get(start), data.get(end)
    if starts and ends and ends < starts:
        raise ValidationError(f"Must not be before {start}.", end)
