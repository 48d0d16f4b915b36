"""The least that Flask can answer: bytes made ready beforehand, as many as a shortlist has."""

import os

from flask import Flask, Response

SIZE = "TVAERS_BENCH_BYTES"


def make_app() -> Flask:
    """An app that answers POST /empty with JSON of the size that the environment names."""
    app = Flask("empty", static_folder=None)
    size = int(os.environ[SIZE])
    body = b'"' + b"x" * (size - 2) + b'"'

    @app.post("/empty")
    def empty() -> Response:
        return Response(body, mimetype="application/json")

    return app
