"""Writes docs/openapi.json: `python -m service.api.frame.openapi docs/openapi.json`."""

import sys
from pathlib import Path
from typing import Any

import orjson
from flask import Flask

from service.api.frame.registration import register_api


def document() -> dict[str, Any]:
    """The OpenAPI document of the API as it is in the code; needs no graph."""
    app = Flask("service", static_folder=None)
    spec: dict[str, Any] = register_api(app).spec.to_dict()
    found: dict[str, Any] = orjson.loads(orjson.dumps(spec, option=orjson.OPT_NON_STR_KEYS))
    return found


def write(path: Path) -> None:
    """Write the document, laid out for people to read and compare."""
    path.write_bytes(orjson.dumps(document(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
