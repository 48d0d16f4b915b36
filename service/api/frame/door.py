"""The way through an operation: what goes in and out fits its schemas.

What is let in also refers to what is there. Nothing that is sent is ignored: a parameter, a field or a body
that an operation does not take is refused.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

import orjson
from flask import Response, jsonify, request
from marshmallow import RAISE, Schema, ValidationError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from graph.errors import UnknownReference
from service.api.frame.fields import BodyIn
from service.api.frame.once import once
from service.api.frame.references import Reference, check_references, declared, in_body, in_query, refused
from service.context import current_index
from service.errors import FieldsRefused
from service.request.identity import current_identity
from service.request.pointers import Path
from service.request.screening import refuse_in_json

View = Callable[..., Any]


class Nothing(BodyIn):
    """What comes in where nothing is taken: no field at all."""


class Door:
    """The way into one operation."""

    def __init__(
        self, method: str, *, query: Schema | None, body: Schema | None, repeats: bool, keyed: bool
    ) -> None:
        self._method, self._repeats, self._keyed = method, repeats, keyed
        self._query, self._takes_query = query or Nothing(), query is not None
        self._body, self._takes_body = body or Nothing(), body is not None
        self._query_refers, self._body_refers = declared(self._query), declared(self._body)

    def leading_to(self, view: View, *, answer: Schema, status: int) -> Callable[..., Response]:
        """The view behind this door: it gets what was let in, and what it returns is written as `answer`."""

        @wraps(view)
        def call(**path_values: str) -> Response:
            given, named, sent = self.read()

            def answered() -> Response:
                try:
                    result = view(*given, **path_values)
                except UnknownReference as error:
                    raise refused(error, named) from error
                if isinstance(result, Response):
                    return result
                response = jsonify(answer.dump(result))
                response.status_code = status
                return response

            return once(answered, sent) if self._keyed else answered()

        return call

    def read(self) -> tuple[list[Any], list[Reference], Any]:
        """What the operation takes of the request, its query first; what all that came refers to; the body.

        Raises
        ------
        FieldsRefused, ReferencesRefused, and what `read_json` raises
        """
        query = read_query(self._query)
        given = [query] if self._takes_query else []
        named, sent = in_query(self._query_refers, request.args), None
        if self._method != "GET":
            sent = read_json(required=self._takes_body)
            body = read_body(self._body, sent)
            given += [body] if self._takes_body else []
            named += in_body(self._body_refers, sent)
        if named and not self._repeats:
            check_references(named, current_index(), current_identity())
        return given, named, sent


def read_query(schema: Schema) -> Any:
    """The parameters of the request's query, each given once. Raises FieldsRefused."""
    if twice := [name for name, values in request.args.lists() if values[1:]]:
        raise FieldsRefused((name, "Must be given only once.") for name in twice)
    try:
        return schema.load(request.args.to_dict(), unknown=RAISE)
    except ValidationError as error:
        raise FieldsRefused((str(path[0]), why) for path, why in _leaves(error.messages, ())) from error


def read_body(schema: Schema, sent: Any) -> Any:
    """What a body says. Raises FieldsRefused."""
    try:
        return schema.load(sent, unknown=RAISE)
    except ValidationError as error:
        raise FieldsRefused(_leaves(error.messages, ())) from error


def read_json(*, required: bool) -> Any:
    """The request's JSON body, screened for personal numbers; {} where none is required and none came.

    Raises
    ------
    werkzeug.exceptions.UnsupportedMediaType, BadRequest, RequestEntityTooLarge
    PersonalNumberRefused
    """
    if not required and not request.get_data():
        return {}
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        body = orjson.loads(request.get_data())
    except orjson.JSONDecodeError:
        raise BadRequest from None
    refuse_in_json(body)
    return body


def _leaves(found: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Marshmallow's messages one by one, each with its place; the whole object has the empty place."""
    if isinstance(found, Mapping):
        for key, value in found.items():
            yield from _leaves(value, path if key == "_schema" else (*path, key))
    elif isinstance(found, list):
        for reason in found:
            yield path, str(reason)
    else:
        yield path, str(found)
