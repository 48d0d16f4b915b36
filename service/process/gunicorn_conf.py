"""How gunicorn runs the service: `gunicorn -c python:service.process.gunicorn_conf`.

The numeric libraries get one thread each, before any worker loads them: many of theirs times many of
ours is many times slower, and those that start before a fork hang after it.

What a worker is made of is loaded here, once and before the forks, so that who takes the place of a killed
one need not; and the linker is fitted, which needs no graph and starts no thread. The supervisor is still
opening the graph meanwhile: nothing listens before it gives leave. The app is made after the fork.
"""

import gc
import os
from importlib import import_module
from typing import Any

from prometheus_client import multiprocess

from service.process.web_server import wait_for_leave
from service.settings import load_settings

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

_settings = load_settings()
_host = f"[{_settings.host}]" if ":" in _settings.host else _settings.host

import_module("service.wsgi")
wsgi_app = "service.wsgi:make_app()"
bind = f"{_host}:{_settings.port}"
worker_class = "service.process.worker.Worker"
workers = _settings.workers
threads = _settings.threads
worker_connections = 800  # of the 1,024 open files that Linux gives a process; more wait to be accepted
preload_app = False
timeout = 120  # seconds; building the index of a large municipality counts too
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
# Nothing that a header says of where or how a request came is believed, not from this machine either.
forwarded_allow_ips = ""
forwarder_headers = ""
# At DEBUG gunicorn writes down each address.
_own_level = "INFO" if _settings.log_level == "DEBUG" else _settings.log_level
loglevel = _own_level.lower()
logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "service.process.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": _settings.log_level, "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": _own_level, "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL", "handlers": ["stderr"], "propagate": False},
    },
}


def on_starting(_server: Any) -> None:
    """Do what needs no graph, and wait for it."""
    import_module("service.fitting").fit_beforehand(_settings.vocabulary_file)
    gc.freeze()  # what the workers share is not walked through, and so not copied, by their collections
    wait_for_leave()


def child_exit(_server: Any, worker: Any) -> None:
    """Take the figures of a worker that ended out of those that only count the living."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
