"""An app at an address of this machine, for a browser to visit."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def serving(app: "WSGIApplication") -> Iterator[str]:
    """The address of the running app."""
    server = make_server("127.0.0.1", 0, closed(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def closed(app: "WSGIApplication") -> "WSGIApplication":
    """The app, each answer of which is closed even where the browser went away before its end.

    Werkzeug's server closes only what it sent whole, and leaves the file of a style sheet open; the servers
    that Tværs runs under close both.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as body:
            yield from body

    return answer
