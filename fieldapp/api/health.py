"""Whether this node answers, and what it is."""

from __future__ import annotations

from importlib.metadata import version as installed

from flask import Response

from fieldapp.api.answers import answer
from fieldapp.node import current_node
from sync.protocol import PROTOCOL


def health() -> Response:
    """Answers only when the database can be read."""
    with current_node().db.read() as db:
        db.execute("SELECT value FROM meta LIMIT 1").fetchone()
    return answer({"status": "ok"})


def version() -> Response:
    node = current_node()
    return answer(
        {"version": installed("fieldapp"), "protocol": PROTOCOL, "catalog": node.offered.version}
    )
