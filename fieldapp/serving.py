"""gunicorn, set up for phones on thin networks: short calls, slow photos, torn connections."""

from __future__ import annotations

import gc
from typing import Any

from gunicorn.app.base import BaseApplication

from fieldapp import create_app
from fieldapp.config import Settings

_OPTIONS = {
    "worker_class": "fieldapp.lobby.Worker",
    "worker_connections": 1000,
    "backlog": 512,
    # A worker that is stuck altogether is replaced; slow clients keep threads, not workers.
    "timeout": 60,
    "graceful_timeout": 10,
    "keepalive": 30,
    "limit_request_line": 4094,
    "limit_request_fields": 50,
    "limit_request_field_size": 8190,
    "accesslog": None,
    "errorlog": "-",
    "loglevel": "warning",
    "proc_name": "fieldapp",
}


class Server(BaseApplication):
    """Reads neither command line nor environment: Settings alone decide."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = self.settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        options: dict[str, Any] = {
            **_OPTIONS,
            "bind": f"{host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """One application in each worker, made after the fork: SQLite must not cross one.

        What it is made of stays for good, so that no collection of garbage need look through it.
        """
        app = create_app(self.settings)
        app.extensions["fieldapp"].read_ahead()
        gc.collect()
        gc.freeze()
        return app


def serve(settings: Settings) -> None:
    """Serves until it is told to stop (SIGTERM, SIGINT)."""
    Server(settings).run()
