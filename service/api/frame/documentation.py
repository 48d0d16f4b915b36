"""The documentation page: the OpenAPI document as plain HTML, without scripts or outside requests."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, current_app, render_template

from service.errors import kinds

blueprint = Blueprint(
    "documentation",
    __name__,
    url_prefix="/api/v1",
    template_folder="templates",
    static_folder="static",
    static_url_path="/docs/static",
)
METHODS = ("get", "post", "put", "patch", "delete")


@blueprint.route("/docs", methods=["GET"])
def show_documentation() -> str:
    """Show all operations, schemas and problems."""
    spec = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return render_template(
        "documentation.html",
        info=spec["info"],
        groups=list(_groups(spec)),
        schemas=spec["components"]["schemas"],
        responses=spec["components"]["responses"],
        kinds=list(kinds()),
        type_of=type_of,
    )


def type_of(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: `string`, `list of Skill`, `integer or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "allOf" in schema or "anyOf" in schema:
        return " or ".join(type_of(each) for each in schema.get("allOf") or schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {type_of(schema['items'])}"
    if "enum" in schema:
        return " | ".join("null" if value is None else str(value) for value in schema["enum"])
    kind = schema.get("type", "anything")
    words = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{words} ({schema['format']})" if "format" in schema else words


def _groups(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for tag in spec["tags"]:
        operations = [
            {"method": method.upper(), "path": path, "shared": item.get("parameters", []), **item[method]}
            for path, item in spec["paths"].items()
            for method in METHODS
            if method in item and tag["name"] in item[method]["tags"]
        ]
        yield {**tag, "operations": operations}
