"""Fields that take JSON as it is: a number is no text, a text no number, and neither is a truth value.

What a field refuses, its part of the OpenAPI document says (`tests/service/api/test_contract.py`).
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate, validates_schema

from matching.bounds import EARLIEST, LATEST, LONGEST_ID, LONGEST_LABEL, MOST_HOURS
from matching.language.understanding import Understanding
from matching.model import MAX_LEVEL, Evidence
from service.context import services
from service.levels import LEVELS

EVIDENCE_NAMES = {evidence: evidence.name.lower() for evidence in Evidence}
NO_CONTROLS = r"[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*"
"""What a text may hold, in the regular expressions that JSON Schema and Python share: all but control
characters; line breaks and tabs may stay."""
A_DAY = r"(19[5-9][0-9]|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}"
"""A day of the years from `EARLIEST` to `LATEST`."""
SOME_TEXT = {"type": "string", "pattern": r"\S"}
SOME_ITEMS = {"type": "array", "minItems": 1}
_PLAIN = re.compile(NO_CONTROLS)
_DAY = re.compile(A_DAY)


class Thing(StrEnum):
    """What an id can be of, in the words that people read; a task is meant to be an open one."""

    SKILL = "skill"
    WORKPLACE = "workplace"
    PROFESSION = "profession"
    EMPLOYEE = "employee"
    TASK = "task"
    QUALIFICATION = "kind of qualification"


class BodyIn(Schema):
    """The base of what comes in: unknown fields are refused, and documented so.

    `period` names the two fields, if any, of which the second must not be before the first; each may be
    open. Of `asks_one_of`, texts and lists, at least one must say something.
    """

    class Meta:
        unknown = RAISE

    period: ClassVar[tuple[str, str] | None] = None
    asks_one_of: ClassVar[tuple[str, ...]] = ()

    @validates_schema
    def end_is_not_before_start(self, data: dict[str, Any], **_: Any) -> None:
        if self.period is not None:
            start, end = self.period
            if data.get(start) and data.get(end) and data[end] < data[start]:
                raise ValidationError(f"Must not be before {start}.", end)

    @validates_schema
    def something_is_asked(self, data: dict[str, Any], **_: Any) -> None:
        if self.asks_one_of and not any(data[name] for name in self.asks_one_of):
            raise ValidationError(f"Give at least one of {', '.join(self.asks_one_of)}.")

    def in_json_schema(self) -> dict[str, Any]:
        """What JSON Schema says of the body beside its fields."""
        said = {
            name: SOME_ITEMS if isinstance(self.fields[name], fields.List) else SOME_TEXT
            for name in self.asks_one_of
        }
        alternatives = [{"required": [name], "properties": {name: some}} for name, some in said.items()]
        return {"anyOf": alternatives} if alternatives else {}


class BodyOut(Schema):
    """The base of what goes out: readers are to expect fields that come with later versions."""

    class Meta:
        unknown = EXCLUDE


class AnsweredOut(BodyOut):
    """What is answered from the index, and not from the graph itself."""

    stale_since = fields.DateTime(
        required=True,
        allow_none=True,
        metadata={
            "description": "Since when the graph has not answered: what has changed in it later is not in "
            "the answer. Null while the graph answers."
        },
    )


class UnderstoodOut(BodyOut):
    """What a task that may be told in words alone was understood as."""

    understood_as = fields.Enum(
        Understanding,
        by_value=True,
        required=True,
        metadata={"description": "A task, or why nobody is suggested for it."},
    )


class RecordedOut(BodyOut):
    """What is written down of an answer."""

    recommendation = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "The answer's id in the record; name it when you invite somebody of it. "
            "Null where the text was no task: then nothing is written down."
        },
    )


class NamedOut(BodyOut):
    """A thing by its id, with what it is called."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class Text(fields.String):
    """Text of up to `most` characters without control ones, trimmed and composed (NFC).

    With `least` there must be something beside blanks. Characters are counted as they came. An id says what
    it `refers_to` (`service.api.frame.references`).
    """

    def __init__(
        self,
        description: str = "",
        *,
        most: int,
        least: int = 0,
        refers_to: Thing | None = None,
        **options: Any,
    ) -> None:
        some = r"(?=[\s\S]*\S)" if least else ""
        metadata = {"pattern": f"^{some}{NO_CONTROLS}$"} | _described(description)
        if refers_to is not None:
            metadata["x_refers_to"] = refers_to.value
        super().__init__(validate=validate.Length(min=least or None, max=most), metadata=metadata, **options)
        self.least = least

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> str:
        text = super()._deserialize(value, attr, data, **kw)
        if not _PLAIN.fullmatch(text):
            raise ValidationError("Must not hold control characters.")
        if self.least and not text.strip():
            raise ValidationError("Must not be blank.")
        return text

    def deserialize(self, value: Any, *args: Any, **kw: Any) -> Any:
        """What was given is checked first and tidied then, so that lengths are those that were sent."""
        checked = super().deserialize(value, *args, **kw)
        return tidy(checked) if isinstance(checked, str) else checked


class Whole(fields.Integer):
    """A whole number; in a body only as a JSON number, where 40.0 is 40."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or (self.strict and not isinstance(value, int)):
            raise self.make_error("invalid")
        return int(super()._deserialize(value, attr, data, **kw))


class Amount(fields.Float):
    """A finite number, only as a JSON number; there is no minus zero."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        return float(super()._deserialize(value, attr, data, **kw)) + 0.0


class Truth(fields.Boolean):
    """true or false, not a word or number for them."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Flag(fields.Boolean):
    """true or false in an address, where everything is a word."""

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={"true"}, falsy={"false"}, **options)


class Day(fields.Date):
    """A day as YYYY-MM-DD: up to today, or up to a far one where it is `planned`."""

    def __init__(self, description: str = "", *, planned: bool = False, **options: Any) -> None:
        bounds = f"From {EARLIEST} up to {LATEST if planned else 'today'}."
        metadata = {"pattern": f"^{A_DAY}$", "description": f"{description} {bounds}".strip()}
        super().__init__(metadata=metadata, **options)
        self.planned = planned

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        day: date = super()._deserialize(value, attr, data, **kw)
        if not EARLIEST <= day <= (LATEST if self.planned else services().clock.today()):
            raise ValidationError(f"Must be from {EARLIEST} up to {LATEST if self.planned else 'today'}.")
        return day


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


class EachOnce(fields.List[Any]):
    """A list that says nothing twice."""

    def __init__(
        self, inner: fields.Field[Any], description: str = "", *, most: int, least: int = 0, **options: Any
    ) -> None:
        super().__init__(
            inner,
            validate=[validate.Length(min=least or None, max=most), each_once],
            metadata={"uniqueItems": True} | _described(description),
            **options,
        )


def identifier(description: str, *, of: Thing, **options: Any) -> Text:
    """The id of a thing that must be there: a string, URIs included."""
    return Text(description, least=1, most=LONGEST_ID, refers_to=of, **options)


def identifiers(description: str, *, of: Thing, most: int, least: int = 0, **options: Any) -> EachOnce:
    """A list of ids of things that must be there, each once."""
    id = Text(least=1, most=LONGEST_ID, refers_to=of)
    return EachOnce(id, description, least=least, most=most, **options)


def short_text(description: str = "", **options: Any) -> Text:
    """A short text: a name, a role, what is searched for."""
    return Text(description, most=LONGEST_LABEL, **options)


def hours_a_week(description: str, *, people: int = 1, **options: Any) -> Amount:
    """Hours a week, of one person or several together."""
    return Amount(
        validate=validate.Range(min=0, max=MOST_HOURS * people),
        metadata={"description": description},
        **options,
    )


def proficiency(description: str, **options: Any) -> Whole:
    """A proficiency level; its description goes on with what somebody at each does."""
    levels = " ".join(f"{level}: {text}" for level, text in LEVELS.items())
    return Whole(
        strict=True,
        validate=validate.Range(min=1, max=MAX_LEVEL),
        metadata={"description": f"{description} {levels}"},
        **options,
    )


def as_tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was loaded, with its lists as the tuples that frozen objects hold."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def tidy(text: str) -> str:
    """A text as it is kept: composed (NFC) and trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def each_once(values: list[Any]) -> None:
    """Refuse a list that says something twice."""
    if len(set(values)) < len(values):
        raise ValidationError("Each may be named only once.")


def _described(description: str) -> dict[str, str]:
    return {"description": description} if description else {}
