"""Pages and their files go out compressed, a fifth of their size, to browsers that say they can read it.

Only what people see: answers of the API keep their tags as they are. What is sent to one browser is not mixed
with what another site wrote, since that gets no cookie of ours (SameSite), so its size tells nobody anything.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

# Bytes under which compressing gains nothing that a network notices. By eye: one packet.
LEAST = 1_400
LEVEL = 6
"""Of 9. By eye: each step further costs as much time as it saves bytes."""
KINDS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
# Files kept compressed: all that the pages have.
MOST_FILES = 128


def compress_answers(app: Flask) -> None:
    """Compress what is worth it, and say so."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in KINDS:
            return response
        response.vary.add("Accept-Encoding")
        asked = request.accept_encodings.quality("gzip") > 0 and request.method != "HEAD"
        if not asked or response.status_code == 304 or "Content-Encoding" in response.headers:
            return response
        response.direct_passthrough = False
        whole = response.get_data()
        if len(whole) >= LEAST:
            kept = request.endpoint is not None and request.endpoint.endswith("static")
            response.set_data(_of_file(whole) if kept else _compressed(whole))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _compressed(whole: bytes) -> bytes:
    return gzip.compress(whole, LEVEL, mtime=0)


_of_file = lru_cache(MOST_FILES)(_compressed)
