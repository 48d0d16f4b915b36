"""Whether the service lives, whether it is ready, and its figures."""

from dataclasses import asdict

from flask import Blueprint, Flask, Response, jsonify, request
from werkzeug.exceptions import Forbidden, Unauthorized

from service.context import services
from service.process.metrics import Metrics
from service.request.identity import challenge, current_identity
from service.rights import Fact
from service.settings import is_loopback

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
MOST_NAMED = 100
"""So many rows that were left out are named; the log has them all."""


def register_health(app: Flask, metrics: Metrics) -> None:
    """Add /healthz, /readyz and /metrics."""
    blueprint = Blueprint("health", __name__)

    @blueprint.route("/healthz")
    def healthz() -> Response:
        """That this process answers."""
        return jsonify({"status": "ok"})

    @blueprint.route("/readyz")
    def readyz() -> Response:
        """That a question is answered, which is tried, and how near the graph the answers are."""
        matcher = services().matcher
        matcher.prove()
        state = matcher.freshness
        shown = state.left_out[:MOST_NAMED] if may_know_ids() else ()
        return jsonify(
            {
                "status": "stale" if state.stale_since else "ok",
                "graph": "away" if state.stale_since else "ok",
                "index": "ok",
                "change": state.change,
                "read_at": state.read_at.isoformat(timespec="seconds"),
                "age_seconds": round(state.age.total_seconds(), 1),
                "left_out": len(state.left_out),
                "rows_left_out": [asdict(row) for row in shown],
            }
        )

    @blueprint.route("/metrics")
    def show_metrics() -> Response:
        """Figures for Prometheus, for this machine itself or with a token."""
        refuse_strangers()
        if services().matcher.ready:
            metrics.show(services().matcher.freshness)
        return metrics.response()

    app.register_blueprint(blueprint)


def may_know_ids() -> bool:
    """Ids can be those of people who hide: not everybody learns them, but this machine itself does."""
    return current_identity().learns(Fact.LEFT_OUT) or from_here()


def from_here() -> bool:
    """Whether this machine itself asks, and no proxy on it for others."""
    return is_loopback(request.remote_addr or "") and not any(name in request.headers for name in FORWARDED)


def refuse_strangers() -> None:
    """Let through who has a token, or asks from this machine and not through a proxy on it.

    Raises
    ------
    werkzeug.exceptions.Unauthorized, Forbidden
    """
    if current_identity().learns(Fact.PROCESS):
        return
    if any(name in request.headers for name in FORWARDED):
        raise Unauthorized("This needs a bearer token.", www_authenticate=challenge())
    if not is_loopback(request.remote_addr or ""):
        raise Forbidden
