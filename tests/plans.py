"""How SQLite finds what a page of the desk asks for."""

from __future__ import annotations

import re
import sqlite3

import pytest

from fieldapp.storage.database import Database
from tests.web.conftest import Desk

SMALL = (
    "json_each", "CONSTANT", "main.premises_fts_config", "main.reports_fts_config",
    # One row for each person, phone or feed, and one for each 65,536 reports.
    "people", "p", "devices", "feeds", "authors", "report_stamps",
)  # fmt: skip
# A few rows from the end of the log, in its own order.
LAST = re.compile(r"SELECT [^()]+ FROM \w+(?: WHERE TRUE)? ORDER BY seq DESC LIMIT \d+")


def overhear(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement, with its values, of databases that are opened from now on."""
    statements: list[str] = []
    open_one = Database._open

    def opened(self: Database, purpose: str) -> sqlite3.Connection:
        db = open_one(self, purpose)
        db.set_trace_callback(statements.append)
        return db

    monkeypatch.setattr(Database, "_open", opened)
    return statements


def gone_through(desk: Desk, path: str, asked: list[str]) -> set[str]:
    """The tables that the page reads from end to end without any index."""
    asked.clear()
    answer = desk.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    statements = [*asked]
    database: Database = desk.client.application.extensions["fieldapp"].db
    with database.read() as db:
        return {scan for statement in statements for scan in _scans(db, statement)}


def _scans(db: sqlite3.Connection, statement: str) -> set[str]:
    if not statement.startswith(("SELECT", "WITH")) or LAST.fullmatch(statement):
        return set()
    plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    return {
        line
        for line in plan
        if line.startswith("SCAN") and "INDEX" not in line and line.split()[1] not in SMALL
    }
