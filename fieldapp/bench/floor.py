"""The floor of the server: the least Flask and SQLite that could do the same work.

One table, one index, WAL and synchronous=FULL like ours; no sign-in, no validation, no history,
no turns between writers. Served by gunicorn with the same workers and threads.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS records (seq INTEGER PRIMARY KEY, id TEXT, body TEXT);
CREATE INDEX IF NOT EXISTS records_by_id ON records (id);
"""
_GZIP = 5


def create_floor(path: str) -> Flask:
    """The app over one database file."""
    app, local = Flask("floor"), threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "db"):
            local.db = sqlite3.connect(path, timeout=60, isolation_level=None)
            local.db.executescript("PRAGMA synchronous = FULL;" + _SCHEMA)
        return local.db  # type: ignore[no-any-return]

    @app.post("/push")
    def push() -> Response:
        changes = json.loads(request.get_data())["changes"]
        db = connection()
        db.execute("BEGIN IMMEDIATE")
        db.executemany(
            "INSERT INTO records (id, body) VALUES (?, ?)",
            ((change["id"], dumps(change)) for change in changes),
        )
        db.execute("COMMIT")
        return _answer(dumps({"results": [change["id"] for change in changes]}).encode())

    @app.get("/pull")
    def pull() -> Response:
        after, limit = int(request.args["after"]), int(request.args["limit"])
        rows = connection().execute(
            "SELECT seq, body FROM records WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit)
        )
        found = rows.fetchall()
        cursor = found[-1][0] if found else after
        bodies = ",".join(body for _, body in found)
        text = f'{{"cursor":"{cursor}","more":{dumps(len(found) == limit)},"records":[{bodies}]}}'
        return _answer(gzip.compress(text.encode(), _GZIP), "gzip")

    return app


def fill(path: Path, changes: Iterable[dict[str, Any]]) -> None:
    """Puts these changes in the floor's table."""
    db = sqlite3.connect(path)
    db.executescript(_SCHEMA)
    db.executemany(
        "INSERT INTO records (id, body) VALUES (?, ?)",
        ((change["id"], dumps(change)) for change in changes),
    )
    db.commit()
    db.close()


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _answer(content: bytes, encoding: str = "") -> Response:
    response = Response(content, mimetype="application/json")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response
