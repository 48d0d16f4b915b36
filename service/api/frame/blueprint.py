"""The blueprint of the API: one declaration an operation, strict JSON in, problems documented."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask_smorest import Blueprint
from marshmallow import Schema

from service.api.frame.door import Door
from service.rights import ROUTES
from service.roles import Role

View = TypeVar("View", bound=Callable[..., Any])

# The statuses that an operation can answer with, by what it takes.
ALWAYS = frozenset({422, 503})
GUARDED = frozenset({401, 403, 429})
WRITING = frozenset({400, 413, 415})
WITH_IF_MATCH = frozenset({412, 428})
WITH_KEY = frozenset({409})
IDEMPOTENCY_KEY = "IDEMPOTENCY_KEY"
"""What the document calls the header (`service.api.frame.once`) among its components."""


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """A flask-smorest blueprint whose operations cannot be declared without a line in the table of rights.

    flask-smorest writes the documentation; a call itself goes straight from the schema to the view.
    """

    def __init__(self, name: str, import_name: str, *, description: str) -> None:
        super().__init__(name, import_name, url_prefix="/api/v1", description=description)
        self._prepare_doc_cbks.append(_name_problems)

    def operation(
        self,
        method: str,
        path: str,
        *,
        name: str,
        answer: Schema,
        status: int = 200,
        query: Schema | None = None,
        body: Schema | None = None,
        etag: bool = False,
        if_match: bool = False,
        repeats: bool = False,
        asks: bool = False,
        also: Mapping[str, Mapping[str, Any]] | None = None,
        problems: tuple[int, ...] = (),
    ) -> Callable[[View], View]:
        """Declare a view as the operation `name`. Raises KeyError without a line in `service.rights`.

        `also` are other types of content that it can be asked for, each with its schema. `etag` says that the
        answer has one, `if_match` that the request must name one. A body that `repeats` what was read may
        refer to what has gone since: the graph checks what is new in it. A POST that only
        `asks` changes nothing; any other can be sent again with its key. `problems` are statuses beside those
        that follow from the other arguments.
        """
        right = ROUTES[f"{method} {self.url_prefix}{path}"]
        public = Role.ANONYMOUS in right.roles
        documented: dict[str, Any] = {
            "operationId": name,
            "security": [] if public else [{"bearer": []}],
            "x-roles": sorted(right.roles),
            "x-scope": right.scope,
        }
        keyed = method == "POST" and not asks
        headers = {
            "IF_MATCH": if_match and method != "PUT",  # flask-smorest documents it for PUT itself
            IDEMPOTENCY_KEY: keyed,
        }
        if parameters := [name for name, takes in headers.items() if takes]:
            documented["parameters"] = parameters
        possible = ALWAYS | frozenset(problems)
        for applies, statuses in (
            (not public, GUARDED),
            (method != "GET", WRITING),
            (if_match, WITH_IF_MATCH),
            (keyed, WITH_KEY),
        ):
            possible |= statuses if applies else frozenset()

        door = Door(method, query=query, body=body, repeats=repeats, keyed=keyed)

        def declare(view: View) -> View:
            call = door.leading_to(view, answer=answer, status=status)
            call.__dict__["_apidoc"] = self._documented(query=query, body=body, answer=answer, status=status)
            call.__dict__["_apidoc"] |= {"manual_doc": documented, "etag": etag, "problems": sorted(possible)}
            call.__dict__["_apidoc"]["also"] = also or {}
            self.route(path, methods=[method])(call)
            return view

        return declare

    def _documented(
        self, *, query: Schema | None, body: Schema | None, answer: Schema, status: int
    ) -> dict[str, Any]:
        """What flask-smorest notes of these schemas."""

        def stand_in() -> None:
            """Never called: flask-smorest keeps its notes on functions."""

        noted: Any = self.response(status, answer)(stand_in)
        if body is not None:
            noted = self.arguments(body)(noted)
        if query is not None:
            noted = self.arguments(query, location="query")(noted)
        found: dict[str, Any] = noted._apidoc
        return found


def component_name(status: int) -> str:
    """The name of the response component for a status."""
    return f"Problem{status}"


def _name_problems(doc: dict[Any, Any], doc_info: Mapping[str, Any], **_: Any) -> dict[Any, Any]:
    """Replace flask-smorest's errors, whose names change with Python's version, by our problems."""
    also = {type: {"schema": dict(schema)} for type, schema in doc_info["also"].items()}
    responses = {
        status: {**answer, "content": answer["content"] | also} if also else answer
        for status, answer in doc["responses"].items()
        if str(status) < "400"
    }
    responses |= {status: component_name(status) for status in doc_info["problems"]}
    return {**doc, "responses": {**responses, "default": component_name(500)}}
